"""What a mentor takes along: what they learned and did, as the facts have it, and nothing of anybody else.

No name of whoever taught or was supported, no wing, no reason why somebody stopped: it is to be shown to an employer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import JSONObject, Least

from throughcare.cover.models import DayCarried, Duty, Mentoring
from throughcare.people.models import Person
from throughcare.rota.turns import london_day


@dataclass(frozen=True, slots=True)
class Certificate:
    """`months` are whole months of being active, hours whole hours; `spans` from when until when, None until now."""

    name: str
    scheme: str
    place: str
    modules: tuple[str, ...]
    trained_on: date | None
    spans: tuple[tuple[date, date | None], ...]
    months: int
    contacts: int
    hours_of_contacts: int
    hours_on_duty: int
    on: date

    @property
    def empty(self) -> bool:
        """Whether there is nothing yet that could be certified."""
        return not (self.modules or self.trained_on or self.spans)


def certificate(mentor: Mentoring, *, at: datetime) -> Certificate:
    """Of a row that whoever asks may see, with its scheme, place and person. One query."""
    today = london_day(at)
    spans = tuple(
        (date.fromisoformat(first), date.fromisoformat(last) if last else None) for first, last in mentor.served
    )
    counted = _counted(mentor, at)
    return Certificate(
        name=_name(mentor.person),
        scheme=str(mentor.scheme),
        place=str(mentor.place),
        modules=tuple(mentor.modules),
        trained_on=mentor.trained_on,
        spans=spans,
        months=sum(months_between(first, last or today) for first, last in spans),
        contacts=counted["contacts"] or 0,
        hours_of_contacts=(counted["minutes"] or 0) // 60,
        hours_on_duty=int(_on_duty(counted["turns"]).total_seconds() // 3600),
        on=today,
    )


def _name(person: Person) -> str:
    return f"{person.given_names} {person.family_name}".strip()


def _counted(mentor: Mentoring, at: datetime) -> dict[str, Any]:
    """Contacts and their minutes, and from when until when they were on the rota, as far as it went."""
    days = DayCarried.objects.filter(episode=OuterRef("episode"), on__lte=london_day(at)).order_by().values("episode")
    begun = Duty.objects.filter(episode=OuterRef("episode"), starts_at__lt=at)
    turn = JSONObject(first="starts_at", last=Least(F("ends_at"), F("ended_at"), Value(at)))
    asked = {name: Subquery(days.annotate(n=Sum(name)).values("n")) for name in ("contacts", "minutes")}
    told = {**asked, "turns": ArraySubquery(begun.values(told=turn))}
    return dict(Mentoring.objects.filter(pk=mentor.pk).values(**told).get())


def _on_duty(turns: Iterable[Mapping[str, str]]) -> timedelta:
    spans = ((datetime.fromisoformat(one["first"]), datetime.fromisoformat(one["last"])) for one in turns)
    return sum((max(last - first, timedelta(0)) for first, last in spans), timedelta(0))


def months_between(first: date, last: date) -> int:
    """Whole calendar months from a day until another: from 16 February until 15 March there is none."""
    return max((last.year - first.year) * 12 + last.month - first.month - (last.day < first.day), 0)
