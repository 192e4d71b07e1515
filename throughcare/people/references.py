"""References that people can read aloud and copy by hand: TC-7KQ-2M4."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from random import Random, SystemRandom

# Without 0 and O, 1, I and L, and U, which are mistaken for others; a reference says nothing about whom it names.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

_source: ContextVar[Random] = ContextVar("source of references", default=SystemRandom())  # noqa: B039


def new_reference(prefix: str) -> str:
    """A random reference, six of 30 letters: a clash is rare, and the unique constraint catches it."""
    letters = "".join(_source.get().choices(ALPHABET, k=6))
    return f"{prefix}-{letters[:3]}-{letters[3:]}"


def as_printed(typed: str) -> str:
    """A code of six letters without a prefix as it is printed, however somebody typed it; of any other its letters."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return f"{letters[:3]}-{letters[3:]}" if len(letters) == 6 else letters


@contextmanager
def drawn_from(source: Random) -> Iterator[None]:
    """While this holds, references come from a source whose order is known: an example world is the same each time."""
    before = _source.set(source)
    try:
        yield
    finally:
        _source.reset(before)
