"""Who may see which category of whose record, and the only door to any row of it."""
