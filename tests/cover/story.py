"""One of everything that is kept of cover, around one person's episode, past the verbs: whatever service it is of."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from throughcare.cover.models import (
    ActiveMentor,
    DayCarried,
    Duty,
    LocalNumber,
    Mentoring,
    Rest,
    WeeklyDuty,
    WeekWanted,
)
from throughcare.episodes.models import Episode
from throughcare.organisations.models import Organisation, StaffRole, Unit


@dataclass(frozen=True, slots=True)
class Covered:
    unit: Unit
    duty: Duty
    weekly: WeeklyDuty
    mentoring: Mentoring


def covered(episode: Episode, *, place: Organisation, by: StaffRole, at: datetime) -> Covered:
    today, kept = at.date(), {"by": by, "at": at}
    unit = Unit.objects.create(organisation=place, kind="wing", name="Cover wing")
    scheme = by.organisation
    WeekWanted.objects.create(place=place, unit=unit, hours={"1": [[1320, 1800]]}, **kept)
    LocalNumber.objects.create(scheme=scheme, key="worries", number=7, **kept)
    whose: dict[str, Any] = {"episode": episode, "person_id": episode.person_id}
    there: dict[str, Any] = {**whose, "scheme": scheme, "place": place}
    ActiveMentor.objects.create(**there, since_on=today)
    mentoring = Mentoring.objects.create(**there, stage="x", modules=["x"], served=[[str(today), None]])
    hours: dict[str, Any] = {"weekday": today.weekday(), "first": 1320, "last": 1800, "from_on": today}
    weekly = WeeklyDuty.objects.create(**there, unit=unit, **hours, **kept)
    starts = at + timedelta(days=9)
    times: dict[str, Any] = {"on": starts.date(), "starts_at": starts, "ends_at": starts + timedelta(hours=2)}
    duty = Duty.objects.create(**there, unit=unit, **times, **kept)
    Rest.objects.create(**whose, until_on=today)
    DayCarried.objects.create(**whose, on=today, contacts=1, minutes=30)
    return Covered(unit, duty, weekly, mentoring)
