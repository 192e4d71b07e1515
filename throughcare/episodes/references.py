"""References that people can read aloud: TC-7KQ-2M4, without the letters and digits that are mistaken for others."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference(prefix: str) -> str:
    """A random reference; with 30 letters in six places, a clash is left to the unique constraint to catch."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(6))
    return f"{prefix}-{letters[:3]}-{letters[3:]}"
