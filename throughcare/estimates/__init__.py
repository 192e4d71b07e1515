"""Risk scores of people on record: worked out once, shown with all that they rest on, and never a gate to care."""
