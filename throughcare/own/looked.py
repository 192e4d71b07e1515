"""Who has looked at a record, and who opened it in an emergency: told by the database, of one person at a time.

Neither the audit nor an emergency is in any row that a page can read. Two functions of the database tell of them, to
whoever may see the person. They leave out what nobody has told the person yet: an emergency, and every look made in it.
Staff are named by role and organisation, which is the local default.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
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
    "saw-estimates": "Looked at risk estimates about you",
    "saw-own-sheet": "Looked at the sheet that is made for you",
    "saw-copy": "Looked at the copy of your record that was asked for",
    "took-copy": "Took out the copy of your record that was asked for",
    "recognised-person": "Looked you up by your number and your date of birth",
    "broke-glass": "Opened your record in an emergency",
}
# Lines on a page, and those of its last day beyond: a page ends with a day, so that no look stands on two or on none.
A_PAGE = 50
LOOKS_OF = "SELECT day, organisation, role, array_agg(did) AS did FROM own_looked(%s) GROUP BY 1, 2, 3"
EVERY = f"{LOOKS_OF} ORDER BY day DESC, organisation, role"
# How the days lie to the one given; in which order they are counted; where the page ends.
OLDER, NEWER = ("< coalesce(%s, 'infinity'::date)", "DESC", ">="), ("> %s::date", "ASC", "<=")
PAGE = """
    WITH looks AS MATERIALIZED ({looks}), wanted AS (SELECT * FROM looks WHERE day {beyond}),
    edge AS (SELECT day FROM wanted ORDER BY day {order} OFFSET {before_the_last} LIMIT 1)
    SELECT day, organisation, role, did, (SELECT min(day) FROM looks), (SELECT max(day) FROM looks) FROM wanted
    WHERE NOT EXISTS (SELECT FROM edge) OR day {until} (SELECT day FROM edge) ORDER BY day DESC, organisation, role
"""
OPENED = "SELECT organisation, role, reason, at, ends_at, told_at, finding FROM own_emergencies(%s)"


@dataclass(frozen=True, slots=True)
class Look:
    """What people of one role at one organisation looked at on one day."""

    day: date
    organisation: str
    role: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Some looks, newest first, and the days before which older and after which newer ones are, if there are any."""

    looks: tuple[Look, ...]
    newer: date | None = None
    older: date | None = None


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


def every_look(person: Person) -> list[Look]:
    """All looks, newest first. Empty for whoever may not see the person."""
    return [_look(*row) for row in _asked(EVERY, person)]


def looks_at(person: Person, *, before: date | None = None, after: date | None = None) -> Page:
    """The newest looks, or those of the days next to one. Empty for whoever may not see the person."""
    beyond, order, until = NEWER if after else OLDER
    sql = PAGE.format(looks=LOOKS_OF, beyond=beyond, order=order, before_the_last=A_PAGE - 1, until=until)
    rows = _asked(sql, person, after or before)
    if not rows:
        return Page(())
    first, last, oldest, newest = rows[0][0], rows[-1][0], *rows[0][4:]
    looks = tuple(_look(*row[:4]) for row in rows)
    return Page(looks, first if newest > first else None, last if oldest < last else None)


def opened(person: Person) -> list[Opened]:
    """The emergencies of which the person has been told, newest first."""
    return [
        Opened(organisation, ROLES[role].title, Emergency.REASONS[reason], at, until, told, _found(finding))
        for organisation, role, reason, at, until, told, finding in _asked(OPENED, person)
    ]


def _asked(sql: str, person: Person, *places: date | None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [person.pk, *places])
        return list(cursor.fetchall())


def _look(day: date, organisation: str, role: str, did: Sequence[str]) -> Look:
    return Look(day, organisation, ROLES[role].title, tuple(says for one, says in LOOKS.items() if one in did))


def _found(finding: str | None) -> str:
    return EmergencyReview.FINDINGS[finding] if finding else ""
