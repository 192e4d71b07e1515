"""Answers to instruments as they were given, the scores made of them, and the alerts that they raise."""
