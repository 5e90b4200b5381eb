"""Played examples: conversations with a script, and what should come of them."""
