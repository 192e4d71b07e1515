"""Two lists that rooms fill: what they hand over of a record for a copy of it, and which tables they leave out.

Between them every table about people is named: a copy that forgot one would say that it is whole.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person


@dataclass(frozen=True, slots=True)
class Found:
    """One thing on record, before any rule has judged it. `free_text` says that somebody typed some of it."""

    category: str
    title: str
    says: str
    free_text: bool = False


# Takes a person, `staff` and `as_of`: yields what of the record of one room this member of staff may see.
Hands = Callable[..., Iterator[Found]]
# In the order of a copy, room by room.
HANDS: list[Hands] = []
# Table -> why it is left out; empty where its rows are handed over.
COVERED: dict[type[Model], str] = {}


def hands_over(*tables: type[Model]) -> Callable[[Hands], Hands]:
    """A room says here that the function below hands over what is in these tables."""

    def add(hands: Hands) -> Hands:
        HANDS.append(hands)
        COVERED.update(dict.fromkeys(tables, ""))
        return hands

    return add


def leaves_out(why: str, *tables: type[Model]) -> None:
    """A room says here that nothing of these tables is handed over, and why."""
    COVERED.update(dict.fromkeys(tables, why))


def handed_over(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    """What all rooms hand over of a record, one room after the other."""
    for hands in HANDS:
        yield from hands(person, staff=staff, as_of=as_of)
