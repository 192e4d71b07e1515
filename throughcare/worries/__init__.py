"""Worries: what a mentor passes on to staff by one tap, who must answer, and what became of it."""
