"""Data files that people write and sign, in TOML: read under a table of keys, every fault with its line."""
