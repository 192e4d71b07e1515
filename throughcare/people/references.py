"""References that people can read aloud and copy by hand: TC-7KQ-2M4."""

import secrets

# Without 0 and O, 1, I and L, and U, which are mistaken for others; a reference says nothing about whom it names.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference(prefix: str) -> str:
    """A random reference, six of 30 letters: a clash is rare, and the unique constraint catches it."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(6))
    return f"{prefix}-{letters[:3]}-{letters[3:]}"
