"""`kill -9` of a real process at any moment: nothing acknowledged is lost or there twice."""
