"""What a mentor asks of their own: their turns on the rota, that they cannot come to one, and their certificate.

A mentor's account is shown no row. Functions of the database say who acts and which turns are theirs (ADR 44).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from throughcare.audit import actions as audit
from throughcare.cover.certificate import Certificate, certificate
from throughcare.cover.changing import end_turn
from throughcare.cover.models import Duty, Mentoring
from throughcare.cover.words import CANNOT
from throughcare.episodes.recording import lock
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.rota.turns import Turn, spelled

TURNS = "(SELECT json_agg(its ORDER BY its.starts_at, its.number) FROM cover_own_turns() AS its)"
ENDS = ("starts_at", "ends_at")
ME = "SELECT episode FROM peers_me()"


@dataclass(frozen=True, slots=True)
class OwnTurn:
    """A turn of the mentor who acts."""

    number: int
    wing: str
    turn: Turn

    @property
    def when(self) -> str:
        """`Friday 27 March 2026 from 22:00 to 06:00`."""
        return spelled(self.turn)


def own_turns() -> list[OwnTurn]:
    """The turns of whoever acts that are not over; none of whoever is no active mentor here and now. One query."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {TURNS}")
        return turns(cursor.fetchone()[0])


def turns(told: Iterable[Mapping[str, Any]] | None) -> list[OwnTurn]:
    """The same of what `TURNS` brings."""
    return [
        OwnTurn(one["number"], one["wing"], Turn(*(datetime.fromisoformat(one[end]) for end in ENDS)))
        for one in told or ()
    ]


@verb
def cannot_come(*, number: int, by: StaffRole, at: datetime) -> Duty:
    """A mentor says themselves that they cannot come: why is not asked. What is left of the turn is a gap at once.

    Raises Refused where it is none of theirs, or over or off the rota already.
    """
    mine = {one.number for one in own_turns()}
    held = Duty.objects.filter(pk=number).first() if number in mine else None
    if held is None:
        raise Refused({"": "This is no turn of yours any more."})
    lock(held.episode_id)
    held = Duty.objects.get(pk=number)
    end_turn(held, CANNOT, by=by, at=at)
    return held


@verb
def own_certificate(*, by: StaffRole, at: datetime) -> Certificate | None:
    """What whoever acts has to take along; None where they are no mentor here and now, or there is nothing yet."""
    mine = Mentoring.objects.filter(episode__in=RawSQL(ME, ())).select_related("person", "scheme", "place")
    mentor = mine.first()
    made = certificate(mentor, at=at) if mentor else None
    if mentor is None or made is None or made.empty:
        return None
    did, whose = "printed-own-certificate", mentor.person_id
    audit.record(by=by, at=at, did=did, person_id=whose, episode_id=mentor.episode_id)
    return made
