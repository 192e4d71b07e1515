"""Commands that need files and nothing else: no settings, no database, no network."""
