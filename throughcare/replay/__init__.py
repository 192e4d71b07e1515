"""A file of events followed through a blueprint, without a database."""
