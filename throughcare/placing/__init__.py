"""Beds as rules: what a ward is, whom it fits and why not, who is next and why, who decides on an offer."""
