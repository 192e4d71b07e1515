"""What a mentor takes along: what they learned and did, as the facts have it, and nothing of anybody else.

No name of whoever taught or was supported, no wing, no reason why somebody stopped: it is to be shown to an employer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Sum
from django.db.models.functions import Least

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
    """Of a row that whoever asks may see, with its scheme, place and person. Two queries."""
    today = london_day(at)
    spans = tuple(
        (date.fromisoformat(first), date.fromisoformat(last) if last else None) for first, last in mentor.served
    )
    carried = DayCarried.objects.filter(episode=mentor.episode_id, on__lte=today)
    counted = carried.aggregate(contacts=Sum("contacts"), minutes=Sum("minutes"))
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
        hours_on_duty=int(_on_duty(mentor, at).total_seconds() // 3600),
        on=today,
    )


def _name(person: Person) -> str:
    return f"{person.given_names} {person.family_name}".strip()


def _on_duty(mentor: Mentoring, at: datetime) -> timedelta:
    """How long they were on the rota; of a turn that ended before it was over, until then."""
    begun = Duty.objects.filter(episode=mentor.episode_id, starts_at__lt=at)
    ends = Least(F("ends_at"), F("ended_at"), at)
    rows: Iterable[tuple[datetime, datetime]] = begun.values_list("starts_at", ends)
    return sum((max(last - first, timedelta(0)) for first, last in rows), timedelta(0))


def months_between(first: date, last: date) -> int:
    """Whole calendar months from a day until another: from 16 February until 15 March there is none."""
    return max((last.year - first.year) * 12 + last.month - first.month - (last.day < first.day), 0)
