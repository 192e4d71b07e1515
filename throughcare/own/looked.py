"""Who has looked at a record, and who opened it in an emergency: told by the database, of one person at a time.

Neither the audit nor an emergency is in any row that a page can read. Two functions of the database tell of them, to
whoever may see the person. They leave out what nobody has told the person yet: an emergency, and every look made in it.
Staff are named by role and organisation, which is the local default.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection

from throughcare.access.models import Emergency, EmergencyReview
from throughcare.organisations.roles import ROLES
from throughcare.people.models import Person

# What of the audit record counts as looking, in the person's words. What is not in this table is not told.
LOOKS: Mapping[str, str] = {
    "saw-person": "Looked at who you are and what is on record about you",
    "saw-episode": "Looked at your time with a service",
    "saw-consents": "Looked at what you said yes or no to",
    "saw-organisations": "Looked at who can see your record",
    "saw-own-sheet": "Looked at the sheet that is made for you",
    "saw-copy": "Looked at the copy of your record that was asked for",
    "took-copy": "Took out the copy of your record that was asked for",
    "recognised-person": "Looked you up by your number and your date of birth",
    "broke-glass": "Opened your record in an emergency",
}
MOST = 400
LOOKED = f"SELECT day, organisation, role, did, times FROM own_looked(%s) LIMIT {MOST}"
OPENED = "SELECT organisation, role, reason, at, ends_at, told_at, finding FROM own_emergencies(%s)"


@dataclass(frozen=True, slots=True)
class Look:
    """What people of one role at one organisation looked at on one day."""

    day: date
    organisation: str
    role: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """An emergency of which the person has been told. `found` is empty until a Caldicott Guardian has reviewed it."""

    organisation: str
    role: str
    why: str
    at: datetime
    until: datetime
    told_at: datetime
    found: str


def looked(person: Person) -> list[Look]:
    """The last looks, newest first. Empty for whoever may not see the person."""
    return list(_days(_asked(LOOKED, person)))


def opened(person: Person) -> list[Opened]:
    """The emergencies of which the person has been told, newest first."""
    return [
        Opened(organisation, ROLES[role].title, Emergency.REASONS[reason], at, until, told, _found(finding))
        for organisation, role, reason, at, until, told, finding in _asked(OPENED, person)
    ]


def _asked(sql: str, person: Person) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [person.pk])
        return list(cursor.fetchall())


def _days(rows: Iterable[tuple[Any, ...]]) -> Iterable[Look]:
    for (day, organisation, role), same in groupby(rows, key=itemgetter(0, 1, 2)):
        did = {row[3] for row in same}
        yield Look(day, organisation, ROLES[role].title, tuple(says for one, says in LOOKS.items() if one in did))


def _found(finding: str | None) -> str:
    return EmergencyReview.FINDINGS[finding] if finding else ""
