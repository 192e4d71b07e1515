"""What worries of a scheme came to: counted as a service of the product that gives out figures and nothing else."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from throughcare.episodes.models import Service
from throughcare.indicators.acknowledged import Raised
from throughcare.organisations.acting import COUNTER, by_service
from throughcare.organisations.questions import Given, Question, among, together
from throughcare.responses.words import ACKNOWLEDGED
from throughcare.worries.models import Worry, WorryEntry


@by_service(COUNTER)
def raised_in(services: Collection[Service], *, since: datetime, as_of: datetime) -> dict[int, list[Raised]]:
    """Scheme, by primary key -> the worries raised after an instant: when, and when they were acknowledged.

    Never by whom: a mentor is not measured by what they pass on. One question.
    """
    (rows,) = together([(RAISED, {"services": [one.pk for one in services], "since": since, "as_of": as_of})])
    found: dict[int, list[Raised]] = {}
    for row, one in zip(rows, read(rows), strict=True):
        found.setdefault(row["service_id"], []).append(one)
    return found


def read(rows: Iterable[Mapping[str, Any]]) -> list[Raised]:
    """Rows of `RAISED` as it is asked together with others, where instants are text."""
    return [_one(row) for row in rows]


def _one(row: Mapping[str, Any]) -> Raised:
    taken = datetime.fromisoformat(row["taken_at"]) if row["taken_at"] else None
    return Raised(datetime.fromisoformat(row["at"]), row["within"], taken, row["wing"], person=row["person_id"] or 0)


def _raised() -> QuerySet[Worry, Any]:
    first = WorryEntry.objects.filter(worry=OuterRef("pk"), kind=ACKNOWLEDGED).values("at")[:1]
    mine = Worry.objects.filter(among("service_id", "services"), at__gt=Given("since"), at__lte=Given("as_of"))
    told = mine.annotate(taken_at=Subquery(first), wing=F("unit__name")).order_by("at")
    return told.values("service_id", "person_id", "at", "within", "taken_at", "wing")


RAISED = Question(_raised)
