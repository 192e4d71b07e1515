"""Who has looked at a record: told, whichever organisation they are of, to those who read who the person is.

A Guardian who may not see the person is told of their own organisation alone. The database judges both
(migration 0006), as it does of which organisations see what (`told`).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection

from throughcare.access.seeing import levels_shown
from throughcare.access.told import IN_WORDS
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, Ground

MOST = 200
ASK = "SELECT organisation, role, staff, day, did, held FROM access_looked(%s, %s)"
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


def looks_at(person_id: int) -> list[Look]:
    """The newest first, `MOST` at most. Empty for whoever may not be told."""
    with connection.cursor() as cursor:
        cursor.execute(ASK, [person_id, MOST])
        return list(_looks(cursor.fetchall()))


def person_of(reference: str) -> Person | None:
    """Somebody by their reference alone, for a Guardian who may not see who it is: nothing of them is filled in."""
    with connection.cursor() as cursor:
        cursor.execute(REFERRED, [reference])
        found = cursor.fetchone()
    return Person(pk=found[0], reference=reference) if found else None


def _looks(rows: list[tuple[str, str, str, date, list[str], str]]) -> Iterator[Look]:
    for organisation, role, staff, day, did, written in rows:
        held = json.loads(written)
        shown = levels_shown(held, role=role)
        grounds = {Ground(one["ground"]) for one in held if one["category"] in shown}
        yield Look(
            organisation, role, staff, day, tuple(did),
            tuple(title for category, title in CATEGORIES.items() if category in shown),
            tuple(says for ground, says in IN_WORDS.items() if ground in grounds),
        )  # fmt: skip
