"""Listeners of a prison, by month: how many and for how many hours, and nothing else of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import DurationField, ExpressionWrapper, F, Sum
from django.db.models.functions import TruncMonth

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.cover.keeping import place_for
from throughcare.cover.models import Duty, ListenerMonth
from throughcare.cover.words import HOURS_OF_A_MONTH, MOST_LISTENERS, OFFICERS
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.people.lives import london_day

HOUR = timedelta(hours=1)
LENGTH = ExpressionWrapper(F("ends_at") - F("starts_at"), output_field=DurationField())


@dataclass(frozen=True, slots=True)
class Month:
    """What is kept of a month beside the hours for which mentors of the scheme were on the rota."""

    first: date
    listeners: ListenerMonth | None
    mentors: int


def keeps_listeners(place: Organisation, by: StaffRole) -> bool:
    """Officers of the prison itself: Listeners are the prison's and the Samaritans', and of no mentor scheme."""
    return by.role in OFFICERS and by.organisation_id == place.pk


@verb
def say_listeners(
    *, place: Organisation, month: date, volunteers: int, hours: int, by: StaffRole, at: datetime
) -> ListenerMonth:
    """Say how many Listeners there were in a month that has begun, and for how many hours; the newest counts.

    Raises Refused: month, volunteers, hours, or "".
    """
    if not keeps_listeners(place, by):
        raise Refused({"": "Only officers of this prison say how many Listeners it has."})
    wrong = {}
    if month.day != 1 or month > london_day(at):
        wrong["month"] = "Choose a month that has begun."
    if not 0 <= volunteers <= MOST_LISTENERS:
        wrong["volunteers"] = f"A prison has from 0 to {MOST_LISTENERS} Listeners."
    elif not 0 <= hours <= volunteers * HOURS_OF_A_MONTH:
        wrong["hours"] = (
            f"{volunteers} Listeners are there for at most {volunteers * HOURS_OF_A_MONTH:,} hours in a month."
        )
    refuse_if(wrong)
    made = ListenerMonth.objects.create(place=place, month=month, volunteers=volunteers, hours=hours, by=by, at=at)
    audit.record(by=by, at=at, did="said-listeners", detail={"month": made.pk})
    return made


def months_back(today: date, number: int) -> list[date]:
    """The first days of this month and of those before it, newest first."""
    found = [today.replace(day=1)]
    while len(found) < number:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def months(by: StaffRole, firsts: list[date], *, at: datetime) -> list[Month]:
    """Those months beside the rota, newest first. Two queries."""
    place = place_for(by)
    rows = ListenerMonth.objects.filter(place=place, month__in=firsts).select_related("by__staff")
    newest = {row.month: row for row in rows.order_by("month", "-id").distinct("month")}
    on_rota = _on_rota(by, place, firsts[-1], at)
    return [Month(first, newest.get(first), on_rota.get(first, 0)) for first in firsts]


def _on_rota(by: StaffRole, place: Organisation, since: date, at: datetime) -> Mapping[date, int]:
    """Whole hours of turns that stood and have begun, by month: of mentors whom one may see, never by name."""
    stood = seen_by(Duty, staff=by, as_of=at).filter(place=place, on__gte=since, starts_at__lte=at, ended_at=None)
    lengths = stood.order_by().annotate(first=TruncMonth("on")).values("first").annotate(length=Sum(LENGTH))
    return {row["first"]: round(row["length"] / HOUR) for row in lengths}
