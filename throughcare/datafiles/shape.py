"""What a key of a data file may hold: one vocabulary for reading, for faults and for advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a value must be, in the words that a fault uses."""

    TEXT = "text in quotes"
    NAME = "an id (small letters, digits and hyphens, in quotes)"
    NAMES = "an id or a list of ids"
    NUMBER = "a whole number"
    NUMBERS = "a list of whole numbers"
    REAL = "a number"
    REALS = "a list of numbers"
    FLAG = "true or false"
    DAY = "a date without quotes, such as 2027-06-01"
    TITLES = "a list of ids, or a table of ids and titles"
    TEXTS = "text or a list of texts"
    TABLES = "a list of tables"
    TABLE = "a table"


@dataclass(frozen=True)
class Key:
    """What one key must hold. `among` are the only words allowed; `inside` the keys of its tables."""

    kind: Kind
    needed: bool = False
    among: tuple[str, ...] = ()
    inside: "Shape | None" = None


Shape = Mapping[str, Key]

NEEDED_NAME = Key(Kind.NAME, needed=True)
NEEDED_TEXT = Key(Kind.TEXT, needed=True)
TEXT, NAME, NAMES, FLAG = Key(Kind.TEXT), Key(Kind.NAME), Key(Kind.NAMES), Key(Kind.FLAG)
REAL, REALS = Key(Kind.REAL), Key(Kind.REALS)
NUMBER, NUMBERS, DAY = Key(Kind.NUMBER), Key(Kind.NUMBERS), Key(Kind.DAY)


def tables(shape: Shape) -> Key:
    """A list of tables that hold these keys."""
    return Key(Kind.TABLES, inside=shape)


def in_words(code: str) -> str:
    """A code as people read it: `no-bed` is "No bed"."""
    return code.replace("-", " ").capitalize()
