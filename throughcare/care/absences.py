"""Who is away, and when: hours that the calendar has, and whole days that rooms above keep together with who covers.

An absence is said in one place. `gone` reads them all, and what is said already for a time is refused a second time.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from throughcare.audit import actions as audit
from throughcare.care.keeping import GUARDS, KEPT_BY
from throughcare.care.models import Away
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways.moments import LONDON, spell_day

A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody is away for a while. `number` is that of the calendar's row; 0 where a room above keeps it."""

    staff_id: int
    starts_at: datetime
    ends_at: datetime
    number: int = 0


# What rooms above keep of absences: from accounts, and a first and last moment, to those that meet that time.
KEPT_ABOVE: list[Callable[[Sequence[int], datetime, datetime], Iterable[Gone]]] = []


def in_calendar(staff: Sequence[int], first: datetime, last: datetime) -> list[Gone]:
    """The hours that the calendar itself has."""
    rows = Away.objects.filter(staff__in=staff, starts_at__lt=last, ends_at__gt=first, taken_back_at=None)
    return [Gone(row.staff_id, row.starts_at, row.ends_at, row.pk) for row in rows.order_by("starts_at", "pk")]


def gone(staff: Sequence[int], first: datetime, last: datetime) -> list[Gone]:
    """Every absence of these accounts that meets the time from `first` until `last`, the earliest first."""
    found = in_calendar(staff, first, last)
    for kept in KEPT_ABOVE:
        found += kept(staff, first, last)
    return sorted(found, key=lambda one: (one.starts_at, one.staff_id))


def spelled(one: Gone) -> str:
    """`from Monday 9 March 2026 at 10:00 to Monday 9 March 2026 at 12:30`."""
    starts, ends = (at.astimezone(LONDON) for at in (one.starts_at, one.ends_at))
    return f"from {spell_day(starts.date())} at {starts:%H:%M} to {spell_day(ends.date())} at {ends:%H:%M}"


@verb
def say_away(*, role: StaffRole, starts_at: datetime, ends_at: datetime, by: StaffRole, at: datetime) -> Away:
    """Put into the calendar that somebody is not there. Raises Refused: starts_at, ends_at."""
    _refuse_others(role, by)
    refuse_if({} if starts_at < ends_at else {"ends_at": "The end comes after the beginning."})
    if not at - A_YEAR < starts_at < at + A_YEAR or ends_at - starts_at > A_YEAR:
        raise Refused({"starts_at": "Choose a time within a year of now, and a year at the most."})
    # To oneself until the transaction ends, as those do who keep absences above.
    StaffRole.objects.select_for_update(of=("self",)).get(pk=role.pk)
    if meets := gone([role.staff_id], starts_at, ends_at):
        raise Refused({"starts_at": f"{role.staff} is away already {spelled(meets[0])}."})
    made = Away.objects.create(role=role, staff_id=role.staff_id, starts_at=starts_at, ends_at=ends_at, by=by, at=at)
    audit.record(by=by, at=at, did="said-away", detail={"role": role.pk})
    return made


@verb
def take_back_away(*, away: Away, by: StaffRole, at: datetime) -> Away:
    """Somebody is there after all. What was said stays on record."""
    held = Away.objects.select_related("role").select_for_update(of=("self",)).get(pk=away.pk)
    _refuse_others(held.role, by)
    refuse_if({"": "This was taken back already."} if held.taken_back_at else {})
    held.taken_back_at = at
    held.save(update_fields=["taken_back_at"])
    audit.record(by=by, at=at, did="took-back-away", detail={"role": held.role_id})
    return held


def _refuse_others(role: StaffRole, by: StaffRole) -> None:
    theirs = role.organisation_id == by.organisation_id
    if not theirs or not (by.role in {*GUARDS, *KEPT_BY} or role.staff_id == by.staff_id):
        raise Refused({"": "Only their own team says who is away."})
