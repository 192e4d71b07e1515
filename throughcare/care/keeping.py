"""Who keeps what: programmes and registers are those of the service that treats, regimes those of the place."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection

from throughcare.access.words import line
from throughcare.care.models import Programme, Session
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.sessions.words import ACTIVITIES, TREATMENT

# Of the service that treats; and of the place, whose regime it is.
TREATS, COORDINATES, GUARDS = "PMH", "MC", frozenset({"OPS", "POM"})
# Who keeps the groups of a service, by role -> of which kinds.
KEPT_BY: Mapping[str, tuple[str, ...]] = {TREATS: (TREATMENT,), COORDINATES: tuple(ACTIVITIES)}
NOT_THEIRS: Mapping[str, str] = {
    TREATMENT: "Only the clinicians of the service that treats keep its groups and registers.",
    **dict.fromkeys(ACTIVITIES, "Only the coordinators of the mentor scheme keep its groups and registers."),
}
APART = "SELECT one, other FROM care_apart(%s)"
APART_AT_ALL = """
    SELECT person_id, other_id FROM care_nonassociation
    WHERE ended_at IS NULL AND person_id < other_id AND person_id = ANY (%(asked)s) AND other_id = ANY (%(asked)s)
"""


def place_of(organisation: Organisation) -> Organisation:
    """Where an organisation treats: the place that it is part of, or itself."""
    return organisation.parent or organisation


def refuse_unless_theirs(row: Programme | Session, by: StaffRole) -> None:
    """A programme, its groups and sessions, and who is in them, are kept by those of the service who do what it is."""
    if by.organisation_id != row.organisation_id or row.kind not in KEPT_BY.get(by.role, ()):
        raise Refused({"": NOT_THEIRS[row.kind]})


def keeps_place(place_id: int, by: StaffRole) -> bool:
    """Whether somebody says when a place has its regime: its own officers, and the clinicians who treat there."""
    here = by.organisation_id == place_id
    return (here and by.role in GUARDS) or (by.role == TREATS and (here or by.organisation.parent_id == place_id))


def refuse_unless_place(place_id: int, by: StaffRole) -> None:
    if not keeps_place(place_id, by):
        raise Refused({"": "Only those who work at this place say when it has its regime and its rooms."})


def refuse_unless_stands(session: Session) -> None:
    if session.cancelled_at is not None:
        raise Refused({"": f"This session was cancelled: {session.get_cancelled_for_display().lower()}."})


def reason(said: str, *, field: str, missing: str = "") -> str:
    return line(said, field=field, most=400, missing=missing)


def apart_as_seen(people: Iterable[int]) -> list[tuple[int, int]]:
    """Those of these people who cannot be in one group, as far as whoever acts may know of both."""
    return _pairs(APART, [sorted(people)])


def apart(people: Iterable[int]) -> list[tuple[int, int]]:
    """The same for verbs, which judge all there is."""
    return _pairs(APART_AT_ALL, {"asked": sorted(people)})


def _pairs(sql: str, given: Any) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [(one, other) for one, other in cursor.fetchall()]


def year_of(on: date) -> bool:
    """Whether a day is near enough to plan for."""
    return 2000 <= on.year < 2200
