"""The mentor's own door (ADR 44): three functions of the database are all that a mentor's account is ever shown.

Each judges whoever acts: the account must be a mentor's and not ended, the mentor must live in the prison of the scheme
at that moment, and for whom they support, be active. No grant is asked, because a mentor has none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.peers.words import PREFERS

# Joined with whose match each is, which is for the record of who looked, and nothing that is shown.
MENTEES = """
    SELECT told.match, told.first_name, told.wing, told.aim, told.prefers, its.person_id, mentee.episode_id
    FROM peers_mentees() AS told JOIN peers_match AS its ON its.id = told.match
    JOIN peers_mentee AS mentee ON mentee.id = its.mentee_id ORDER BY told.first_name, told.match
"""
OWN = """
    SELECT {beside}first_name, stage, active, shadowing_from, shadowing_until, shadowed, training_until, modules,
        supervision_due_on, active_from, mentor, minutes, scheme, place
    FROM peers_own()
"""
GROUPS = "(SELECT json_agg(its ORDER BY its.starts_at, its.title) FROM peers_groups() AS its)"


@dataclass(frozen=True, slots=True)
class Meets:
    """A session of a group that a mentor helps to lead: everything that the mentor is told of it."""

    title: str
    module: str
    starts_at: datetime
    ends_at: datetime
    room: str


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
    return own_and()[0]


def own_and(*beside: str) -> tuple[Own | None, Sequence[Any]]:
    """The same, with what else is asked in the same question: expressions of SQL that take nothing from anybody."""
    rows = _asked(OWN.format(beside="".join(f"{one}, " for one in beside)))
    number = len(beside)
    return (Own(*rows[0][number:]), rows[0][:number]) if rows else (None, [None] * number)


@verb
def supported(staff: StaffRole, *, at: datetime) -> list[Supported]:
    """Whom a mentor supports now. Each look is on the record of each of them.

    Asked as verbs are: whose match it is, the mentor's account itself is never told.
    """
    rows = _asked(MENTEES)
    if rows:
        audit.record_each([audit.Entry(staff, at, "saw-as-mentor", row[5], row[6], "match") for row in rows])
    return [Supported(row[0], row[1], row[2], row[3], PREFERS.get(row[4], "")) for row in rows]


def groups() -> list[Meets]:
    """When the groups meet in four weeks that whoever acts helps to lead; none of whoever is no active mentor here."""
    return meets(_asked(f"SELECT {GROUPS}")[0][0])


def meets(told: Iterable[Mapping[str, str]] | None) -> list[Meets]:
    """The same of what `GROUPS` brings."""
    return [Meets(one["title"], one["module"], *_instants(one), one["room"]) for one in told or ()]


def _instants(told: Mapping[str, str]) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(told["starts_at"]), datetime.fromisoformat(told["ends_at"])


def _asked(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [tuple(row) for row in cursor.fetchall()]
