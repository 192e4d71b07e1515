"""Counting alerts for those who read nobody's record: half years that are over, once, and nothing small.

Halves do not overlap, so that one table taken from another leaves a half that was told. An alert is counted when its
time to be acknowledged is over, whatever a service has set, so that a table never changes.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from throughcare.asking.figures import KEPT_FROM, tables
from throughcare.asking.models import AlertsTold
from throughcare.indicators.acknowledged import Line, Raised, line
from throughcare.organisations.acting import COUNTER, by_service
from throughcare.pathways.moments import LONDON
from throughcare.people.lives import london_day
from throughcare.responses.models import AlertEntry, RaisedAlert
from throughcare.responses.words import ACKNOWLEDGED, ESCALATED

# The longest time to acknowledge that a service may set is 30 days.
SETTLES_IN = timedelta(days=31)
HALVES_SHOWN = 4
APRIL, OCTOBER = 4, 10
# Of fewer, a median tells of single ones: five on either side.
MEDIAN_OF = 10


def tell(*, at: datetime) -> int:
    """Tell each half that has settled, of each organisation that had an alert in it; how many were told."""
    made = 0
    for from_on, until_on in halves(london_day(at)):
        told = set(AlertsTold.objects.filter(from_on=from_on).values_list("organisation", flat=True))
        for organisation, alerts in _raised(from_on, until_on).items():
            if organisation not in told:
                lines = list(_lines(alerts, as_of=at))
                AlertsTold.objects.create(
                    organisation_id=organisation, from_on=from_on, until_on=until_on, lines=lines, at=at
                )
                made += 1
    return made


def halves(today: date) -> list[tuple[date, date]]:
    """The halves of financial years that have settled by a day, newest first, each from its first day to its last."""
    found: list[tuple[date, date]] = []
    begins = date(today.year, OCTOBER, 1)
    while len(found) < HALVES_SHOWN:
        ends = _next(begins) - timedelta(days=1)
        if ends + SETTLES_IN < today:
            found.append((begins, ends))
        begins = date(begins.year, APRIL, 1) if begins.month == OCTOBER else date(begins.year - 1, OCTOBER, 1)
    return found


def _next(begins: date) -> date:
    return date(begins.year, OCTOBER, 1) if begins.month == APRIL else date(begins.year + 1, APRIL, 1)


@by_service(COUNTER)
def _raised(from_on: date, until_on: date) -> dict[int, list[Raised]]:
    """By organisation. One question."""
    first, end = (datetime.combine(day, time(), tzinfo=LONDON) for day in (from_on, until_on + timedelta(days=1)))
    found: dict[int, list[Raised]] = defaultdict(list)
    for organisation, *said in with_what_became(RaisedAlert.objects.filter(at__gte=first, at__lt=end)).values_list(
        "organisation", *KEPT_FROM
    ):
        found[organisation].append(Raised(*said))
    return found


def with_what_became(alerts: QuerySet[RaisedAlert]) -> QuerySet[RaisedAlert]:
    """The same alerts, with when somebody had them and whether others were told."""
    entries = AlertEntry.objects.filter(alert=OuterRef("pk"))
    return alerts.annotate(
        taken_at=Subquery(entries.filter(kind=ACKNOWLEDGED).values("at")[:1]),
        told_on=Exists(entries.filter(kind=ESCALATED)),
    )


def _lines(alerts: Sequence[Raised], *, as_of: datetime) -> Iterator[dict[str, Any]]:
    """The whole where no number of it is small, and each split of it that has none either: all of a split, or nothing.

    Wings and hours are for the team: what is left of a prison without one of its wings is that wing's.
    """
    whole = line("All", alerts, as_of=as_of)
    if whole.small:
        return
    splits = tables(alerts, as_of=as_of, others=True)
    yield _told("", whole)
    for split in ("What it asks for", "About"):
        parts = [one for one in splits[split] if one.name != whole.name]
        if len(parts) > 1 and not any(one.small for one in parts):
            yield from (_told(split, one) for one in parts)


def _told(split: str, of: Line) -> dict[str, Any]:
    said = asdict(of) | {"split": split, "median": of.median if of.acknowledged >= MEDIAN_OF else None}
    return {name: said[name] for name in ("split", "name", "raised", "median", "k", "n", "share", "escalated")}
