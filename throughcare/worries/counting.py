"""What worries of a scheme came to: counted as a service of the product that gives out figures and nothing else."""

from datetime import datetime

from django.db.models import OuterRef, Subquery

from throughcare.episodes.models import Service
from throughcare.indicators.acknowledged import Raised
from throughcare.organisations.acting import COUNTER, by_service
from throughcare.responses.words import ACKNOWLEDGED
from throughcare.worries.models import Worry, WorryEntry


@by_service(COUNTER)
def raised_in(service: Service, *, since: datetime, as_of: datetime) -> list[Raised]:
    """The worries raised after an instant: when, within how many minutes, when acknowledged, on which wing.

    Never by whom: a mentor is not measured by what they pass on.
    """
    first = WorryEntry.objects.filter(worry=OuterRef("pk"), kind=ACKNOWLEDGED).values("at")[:1]
    mine = Worry.objects.filter(service=service, at__gt=since, at__lte=as_of).annotate(taken_at=Subquery(first))
    rows = mine.order_by("at").values_list("at", "within", "taken_at", "unit__name")
    return [Raised(at, within, taken, wing or "") for at, within, taken, wing in rows]
