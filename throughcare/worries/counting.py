"""What worries of a scheme came to: counted as a service of the product that gives out figures and nothing else."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import OuterRef, Subquery

from throughcare.episodes.models import Service
from throughcare.indicators.acknowledged import Raised
from throughcare.organisations.acting import COUNTER, by_service
from throughcare.responses.words import ACKNOWLEDGED
from throughcare.worries.models import Worry, WorryEntry

COLUMNS = ("service", "at", "within", "taken_at", "unit__name")


@by_service(COUNTER)
def raised_in(services: Collection[Service], *, since: datetime, as_of: datetime) -> dict[int, list[Raised]]:
    """Scheme, by primary key -> the worries raised after an instant: when, and when they were acknowledged.

    Never by whom: a mentor is not measured by what they pass on. One question.
    """
    first = WorryEntry.objects.filter(worry=OuterRef("pk"), kind=ACKNOWLEDGED).values("at")[:1]
    mine = Worry.objects.filter(service__in=services, at__gt=since, at__lte=as_of).annotate(taken_at=Subquery(first))
    found: dict[int, list[Raised]] = {}
    for of, at, within, taken, wing in mine.order_by("at").values_list(*COLUMNS):
        found.setdefault(of, []).append(Raised(at, within, taken, wing or ""))
    return found
