"""The one style in which dialogue files are written."""
