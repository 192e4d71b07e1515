"""Who has looked at a record: told, whichever organisation they are of, to those who read who the person is.

A Guardian who may not see the person is told of their own organisation alone. The database judges both
(migration 0009), as it does of which organisations see what (`told`).
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from throughcare.access.seeing import levels_shown
from throughcare.access.told import IN_WORDS
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, Ground

A_PAGE = 50
ASK = "SELECT organisation, role, staff, day, did, held, last, by_id, goes_on FROM {}(%s, %s, %s, %s)"
OLDER, NEWER = ASK.format("access_looked"), ASK.format("access_looked_since")
REFERRED = "SELECT its.id FROM (SELECT access_person_of(%s) AS id) AS its WHERE its.id IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Look:
    """One member of staff on one day: what they opened, what was open to them then, and on which grounds."""

    organisation: str
    role: str
    staff: str
    day: date
    did: tuple[str, ...]
    categories: tuple[str, ...]
    grounds: tuple[str, ...]


# Whose last look of a day it was, and when: what an address names a place in the list by.
Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Page:
    """Some looks, newest first, and the places behind which older and before which newer ones are, if there are any."""

    looks: tuple[Look, ...]
    newer: Place | None = None
    older: Place | None = None


def looks_at(person_id: int, *, before: Place | None = None, after: Place | None = None) -> Page:
    """The newest, or those next to a place. Empty for whoever may not be told.

    What is read for a page does not grow with the record, so one may hold fewer lines than another and not be the last.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEWER if after else OLDER, [person_id, A_PAGE + 1, *(after or before or (None, None))])
        rows = cursor.fetchall()
    more = len(rows) > A_PAGE or bool(rows and rows[0][-1])
    shown = rows[-A_PAGE:] if after else rows[:A_PAGE]
    if not shown:
        return Page(())
    first, last = ((row[6], row[7]) for row in (shown[0], shown[-1]))
    newer = first if (more if after else before) else None
    return Page(tuple(_looks(shown)), newer, last if more or after else None)


def person_of(reference: str) -> Person | None:
    """Somebody by their reference alone, for a Guardian who may not see who it is: nothing of them is filled in."""
    with connection.cursor() as cursor:
        cursor.execute(REFERRED, [reference])
        found = cursor.fetchone()
    return Person(pk=found[0], reference=reference) if found else None


def _looks(rows: Iterable[tuple[Any, ...]]) -> Iterator[Look]:
    for organisation, role, staff, day, did, written, *_ in rows:
        held = json.loads(written)
        shown = levels_shown(held, role=role)
        grounds = {Ground(one["ground"]) for one in held if not shown.keys().isdisjoint(one["categories"])}
        yield Look(
            organisation, role, staff, day, tuple(did),
            tuple(title for category, title in CATEGORIES.items() if category in shown),
            tuple(says for ground, says in IN_WORDS.items() if ground in grounds),
        )  # fmt: skip
