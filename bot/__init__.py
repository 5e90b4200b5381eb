"""Afterword holds the declined-offer interview as a chat and tells the team what to change."""

__version__ = "0.1.0"
