"""What a copy of a record holds of a mentor's turns on the rota."""

from calendar import day_name
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from throughcare.access.seeing import seen_by
from throughcare.copies import Found, hands_over, leaves_out
from throughcare.cover.models import ActiveMentor, DayCarried, Duty, Mentoring, Rest, WeeklyDuty
from throughcare.organisations.models import StaffRole
from throughcare.pathways.moments import spell_instant
from throughcare.people.models import Person
from throughcare.sharing import IDENTITY
from throughcare.telling.phrases import span


@hands_over(WeeklyDuty, Duty)
def handed_over(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    mine = partial(seen_by, staff=staff, as_of=as_of)
    for one in mine(WeeklyDuty).filter(person=person).select_related("unit").order_by("pk"):
        says = f"{day_name[one.weekday]}s, {_clock(one.first)} to {_clock(one.last)}"
        yield Found(IDENTITY, f"Every week as a mentor on {one.unit}, {span(one.from_on, one.until_on)}", says)
    for duty in mine(Duty).filter(person=person).select_related("unit").order_by("starts_at", "pk"):
        ended = duty.get_ended_display() if duty.ended else ""
        yield Found(IDENTITY, f"As a mentor on {duty.unit}, from {spell_instant(duty.starts_at)}", ended)


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


leaves_out("It is computed from facts that are handed over", ActiveMentor, Mentoring, Rest, DayCarried)
