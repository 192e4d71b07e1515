"""The ladder that runs itself: who is told that somebody waits, what they answered, and the list of all transfers."""
