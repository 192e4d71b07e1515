"""A booked session is given another time, room or staff. What was booked before stays on record, with why.

It is no fact of anybody's treatment: nothing was held, missed or lost. Whoever was to come must be told by somebody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from throughcare.audit import actions as audit
from throughcare.care.booking import TAKEN_MEANWHILE, Single, facilitations, impossible, over_what
from throughcare.care.diary import Asked, conflicts, read
from throughcare.care.keeping import reason, refuse_unless_stands, refuse_unless_theirs
from throughcare.care.models import Alone, Cohort, Facilitation, Membership, Session, SessionChange
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.people.lives import london_day
from throughcare.people.models import Person
from throughcare.sessions.conflicts import Against


@dataclass(frozen=True, slots=True)
class Moved(Single):
    """How a session is to be from now on, and why."""

    why: str = ""


def against_moved(session: Session, moved: Moved) -> tuple[Against, ...]:
    """What stands against it, but for the session itself."""
    takers = _takers(session)
    people = len(takers) + len(moved.givers)
    asked = Asked(moved.room, moved.givers, takers=takers, people=people, moved=session.pk)
    diary = read(asked, first=moved.starts_at, last=moved.ends_at)
    return conflicts(asked, diary, moved.starts_at, moved.ends_at)


def _takers(session: Session) -> list[Person]:
    """Those whom it is for, as far as whoever acts may know who they are."""
    if session.cohort_id is None:
        alone = Alone.objects.filter(session=session).values("person")
        return list(Person.objects.filter(pk__in=alone))
    members = Membership.objects.filter(cohort=session.cohort_id, ended_at=None).values("person")
    return list(Person.objects.filter(pk__in=members).order_by("pk"))


@verb
def move(*, session: Session, moved: Moved, by: StaffRole, at: datetime) -> Session:
    """Book a session otherwise than it is booked.

    Raises Refused: why, starts_at, minutes, room, givers, over; "" with every conflict.
    """
    held = Session.objects.select_for_update(of=("self",)).select_related("room", "organisation").get(pk=session.pk)
    refuse_unless_theirs(held, by)
    refuse_unless_stands(held)
    if held.starts_at <= at:
        raise Refused({"": "This session has begun: its register says who was there."})
    why = reason(moved.why, field="why", missing="Say why it is booked otherwise.")
    refuse_if(impossible(moved, held.organisation, by=by, at=at))
    before, over = as_booked(held, _held_by(held)), over_what(against_moved(held, moved), moved.over)
    held.room, held.starts_at, held.ends_at, held.over = moved.room, moved.starts_at, moved.ends_at, over
    if as_booked(held, moved.givers) == before:
        raise Refused({"": "It is booked like that already."})
    _rebook(held, moved.givers)
    if held.cohort_id:
        _keep_days(held.cohort_id)
    SessionChange.objects.create(session=held, before=before, why=why, by=by, at=at)
    audit.record(by=by, at=at, did="moved-session", detail={"session": held.pk, "before": before})
    return held


def as_booked(session: Session, givers: Iterable[StaffRole]) -> dict[str, Any]:
    """When, where and by whom a session is held, as a row of what was booked before keeps it."""
    return {
        "room": session.room.name,
        "starts_at": session.starts_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "givers": sorted(str(one.staff) for one in givers),
    }


def _keep_days(cohort_id: int) -> None:
    """A group lasts from the day of its first session until that of its last, as they are booked now."""
    booked = Session.objects.filter(cohort=cohort_id, cancelled_at=None)
    days = sorted(london_day(at) for at in booked.values_list("starts_at", flat=True))
    Cohort.objects.filter(pk=cohort_id).update(from_on=days[0], until_on=days[-1])


def _held_by(session: Session) -> list[StaffRole]:
    return [one.role for one in session.facilitations.select_related("role__staff")]


def _rebook(session: Session, givers: Sequence[StaffRole]) -> None:
    try:
        with transaction.atomic():
            session.save(update_fields=["room", "starts_at", "ends_at", "over"])
            session.facilitations.all().delete()
            Facilitation.objects.bulk_create(facilitations([session], givers))
    except IntegrityError:
        raise Refused({"": TAKEN_MEANWHILE}) from None
