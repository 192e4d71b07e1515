"""A person's time with one service: its facts, and what is computed from them."""
