"""The interview as pure functions: a script, a position in it, and the next turn."""
