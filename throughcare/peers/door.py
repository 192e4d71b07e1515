"""The mentor's own door (ADR 44): two functions of the database are all that a mentor's account is ever shown.

Both judge whoever acts: the account must be a mentor's and not ended, the mentor must live in the prison of the scheme
at that moment, and for whom they support, be active. No grant is asked, because a mentor has none.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.peers.models import Match
from throughcare.peers.words import PREFERS

MENTEES = "SELECT match, first_name, wing, aim, prefers FROM peers_mentees() ORDER BY first_name, match"
OWN = """
    SELECT first_name, stage, active, shadowing_from, shadowing_until, shadowed, training_until, modules,
        supervision_due_on, active_from, mentor, minutes, scheme, place
    FROM peers_own()
"""


@dataclass(frozen=True, slots=True)
class Supported:
    """One whom a mentor supports: everything that the mentor is ever told of them."""

    match: int
    first_name: str
    wing: str
    aim: str
    prefers: str


@dataclass(frozen=True, slots=True)
class Own:
    """Where a mentor stands themselves. `minutes` is the usual length of a contact in the scheme."""

    first_name: str
    stage: str
    active: bool
    shadowing_from: date | None
    shadowing_until: date | None
    shadowed: int
    training_until: date | None
    modules: list[str]
    supervision_due_on: date | None
    active_from: date | None
    mentor: int
    minutes: int
    scheme: str
    place: str


def own() -> Own | None:
    """Where whoever acts stands as a mentor; None where they are none here and now."""
    rows = _asked(OWN)
    return Own(*rows[0]) if rows else None


def supported(staff: StaffRole, *, at: datetime) -> list[Supported]:
    """Whom a mentor supports now. Each look is on the record of each of them."""
    found = [Supported(row[0], row[1], row[2], row[3], PREFERS.get(row[4], "")) for row in _asked(MENTEES)]
    if found:
        _note(matches=[one.match for one in found], by=staff, at=at)
    return found


@verb
def _note(*, matches: list[int], by: StaffRole, at: datetime) -> None:
    """Written as verbs write: whose match it is, the mentor's account itself is never told."""
    people = Match.objects.filter(pk__in=matches).values_list("person", "mentee__episode")
    audit.record_each([audit.Entry(by, at, "saw-as-mentor", *whose, "match") for whose in people])


def _asked(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [tuple(row) for row in cursor.fetchall()]
