"""The pages of worries: who is on call sees them at once, and a mentor passes them on by one tap."""
