"""Who is offered a place first: a rule of three lines that anyone can read. Plain Python."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from throughcare.sessions.words import NEEDS, NOT_YET

# Line of the rule -> its sentence.
RULE: Mapping[str, str] = {
    "need": "Whoever cannot wait comes first, then high need, then usual need.",
    "since": "Of equal need, whoever has waited longest.",
    "recorded": "Of those who wait since one day, whoever was put on the list first.",
}
APART = "Whoever is not to be in a group yet keeps their place and is offered none until that changes."
# Place in the rule by what was said of the need.
BY_NEED = {need: place for place, need in enumerate(NEEDS)}


class InLine(NamedTuple):
    """One who waits, as the rule asks: the smaller comes first."""

    apart: bool
    need: int
    since: date
    recorded: int


def in_line(*, need: str, fit: str, since: date, recorded: int) -> InLine:
    """`recorded` grows with the order in which people were put on the list."""
    return InLine(fit == NOT_YET, BY_NEED[need], since, recorded)


def why_after(before: InLine, one: InLine) -> str:
    """The line of the rule that puts `one` after `before`."""
    if before.need != one.need:
        return RULE["need"]
    return RULE["since"] if before.since != one.since else RULE["recorded"]
