"""What several verbs of access read and say alike: a line of typed text, words of a table, categories by title."""

from collections.abc import Collection

from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Refused, refuse_if, sound
from throughcare.sharing import CATEGORIES


def titles(categories: Collection[str]) -> str:
    """The categories as a page names them."""
    return ", ".join(CATEGORIES.get(category, category) for category in categories)


def unknown(words: Collection[str], known: Collection[str]) -> str:
    """Why one of these words cannot be taken; empty when all are known."""
    strange = next((word for word in words if word not in known), None)
    return "" if strange is None else f"“{strange}” is not one of those there are."


def line(typed: str, *, field: str, most: int = 400, missing: str = "") -> str:
    """A line of typed text. Raises Refused with the field: when it cannot be taken, or is `missing`."""
    read = sound({field: read_line(typed, most=most)})[field]
    if missing and not read:
        raise Refused({field: missing})
    return read


def refuse_unknown(field: str, word: str, known: Collection[str]) -> None:
    """Raises Refused with the field when a word is not one of a table's."""
    refuse_if({field: strange} if (strange := unknown([word], known)) else {})
