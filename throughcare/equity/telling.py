"""Counting a month once, and telling what may be told of it: rows that nobody changes later."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from throughcare.care.keeping import place_of
from throughcare.episodes.models import Service
from throughcare.equity.counting import CAME, LATE, WAITED, WAITING
from throughcare.equity.gathering import TREATS, counts_of
from throughcare.equity.models import Counted, Told
from throughcare.equity.months import later, month_of, months, period_of
from throughcare.equity.rolls import Rolls, rolls_of
from throughcare.equity.waited import WAITED_FOR, medians_told
from throughcare.equity.waited import kept as as_kept
from throughcare.indicators import nth_of
from throughcare.indicators.blocks import (
    FIGURES,
    LONGEST,
    LOST,
    WHOLE,
    Block,
    Counts,
    atoms,
    block,
    half_of,
    leaves_months_open,
    tells_the_sites,
)
from throughcare.indicators.table import nearest_five
from throughcare.organisations.acting import verb
from throughcare.people.lives import london_day
from throughcare.sharing.small import FEWER, enough

# So many days after a month is over it is counted: local default, for what is written down late.
SETTLES_IN = timedelta(days=7)
MONTHS_BACK = 24
# Quartiles are of four groups of people, each of five or more.
ENOUGH_FOR_QUARTERS = 20
# Any number that nothing else locks.
COUNTING = 7_410_003


def counted_services() -> QuerySet[Service]:
    """The services that treat: those of a blueprint in which treatment starts."""
    return Service.objects.filter(TREATS).select_related("organisation__parent").order_by("pk")


def months_due(service: Service, *, as_of: date) -> list[date]:
    """The months that can be counted by a day, oldest first, as far back as the service goes."""
    last = later(month_of(as_of - SETTLES_IN), -1)
    return list(months(max(month_of(service.opened_on), later(last, 1 - MONTHS_BACK)), last))


@verb
def tell(*, service: Service, at: datetime) -> int:
    """Count the months of a service that are due, and tell what may be told; how many rows were made.

    One process counts at a time, and what has been counted or told stays as it is.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COUNTING])
    kept = {row.month: row.numbers for row in Counted.objects.filter(service=service)}
    due = [month for month in months_due(service, as_of=london_day(at)) if month not in kept]
    for month in due:
        kept[month] = counts_of(service, period_of(month), recorded_until=at)
    rows = [
        Counted(service=service, organisation=service.organisation, month=month, made_at=at, numbers=kept[month])
        for month in due
    ]
    Counted.objects.bulk_create(rows)
    about = [
        Told(service=service, from_on=one, until_on=later(one, 1), made_at=at, table=month_in_words(kept[one]))
        for one in due
    ]
    blocks = _blocks_due(service, kept, at) if kept else []
    Told.objects.bulk_create([*about, *blocks])
    return len(rows) + len(about) + len(blocks)


def month_in_words(counts: Counts) -> dict[str, str]:
    """What is told of a month by itself: numbers to the nearest five, of which nothing is worked out."""
    whole = counts.get(WHOLE, {})
    said = {key: nearest_five(sum(atoms(figure, whole.get(WHOLE, {})))) for key, figure in FIGURES.items()}
    said[LOST] = nearest_five(whole.get(WHOLE, {}).get(LOST, 0))
    if not enough(whole.get(CAME, {}).get(CAME, 0)):
        said |= {"sessions": FEWER, LOST: FEWER}
    waiting = whole.get(WAITING, {})
    return said | {WAITING: nearest_five(waiting.get(WAITING, 0)), LATE: nearest_five(waiting.get(LATE, 0))}


def _blocks_due(service: Service, kept: Mapping[date, Counts], at: datetime) -> list[Told]:
    """The blocks that can be told now, figure by figure, each beginning where the last one ended."""
    place, last = place_of(service.organisation), max(kept)
    rolls = rolls_of(place.pk, min(kept), last)
    told = Told.objects.filter(service=service).exclude(figure="").order_by("until_on")
    ended = dict(told.values_list("figure", "until_on"))
    found = []
    for name in FIGURES:
        for over, made in blocks_of(name, kept, rolls, begins=ended.get(name) or min(kept), last=last):
            table = {
                **asdict(made),
                **(_waits([kept[month] for month in over], made, rolls, over) if name == WAITED_FOR else {}),
            }
            span = {"from_on": over[0], "until_on": later(over[-1], 1)}
            found.append(Told(service=service, figure=name, made_at=at, table=table, **span))
    return found


def _waits(counts: Sequence[Counts], made: Block, rolls: Rolls, over: Sequence[date]) -> dict[str, Any]:
    """How long those of a block waited: quartiles of all, medians of sites and wings."""
    quartiles = days_of(counts)
    medians = medians_told(counts, made, rolls.split_from_the_site(over[-1]), quartiles)
    return {"days": quartiles, "medians": as_kept(medians)}


def days_of(counts: Iterable[Counts], *, least: int = ENOUGH_FOR_QUARTERS) -> dict[str, float] | None:
    """The quartiles of the waits that are over; None of fewer than so many, as each quarter would be of too few."""
    days = Counter[int]()
    for month in counts:
        days.update({int(day): number for day, number in month.get(WHOLE, {}).get(WAITED, {}).items()})
    if days.total() < least:
        return None
    parts = {"quarter": 0.25, "half": 0.5, "three quarters": 0.75}
    return {"n": days.total(), **{name: nth_of(days, part) for name, part in parts.items()}}


def blocks_of(
    name: str, kept: Mapping[date, Counts], rolls: Rolls, *, begins: date, last: date
) -> list[tuple[list[date], Block]]:
    """The blocks of a figure from a month on: half a year each, or two halves where the first is too small.

    A half with a month of which there is no roll of the wings waits for it, as only that says which lie apart; once a
    later half is told, it is told no more.
    """
    found, pending = [], list[date]()
    for month in months(begins, last):
        pending.append(month)
        if half_of(later(month, 1)) == half_of(month):
            continue
        if not all(rolls.has(one) for one in pending):
            pending = []
            continue
        apart = rolls.split_from_the_site(month)
        made = block(FIGURES[name], [kept[one] for one in pending], apart)
        ready = tells_the_sites(made, apart) or len(pending) >= LONGEST
        if ready and _leaves_months_open(name, [kept[one] for one in pending], made):
            found.append((pending, made))
            pending = []
    return found


def _leaves_months_open(name: str, counts: Sequence[Counts], made: Block) -> bool:
    """Whether no month that was told as fewer than five can be worked out from the block."""
    if made.whole is None:
        return True
    each = [atoms(FIGURES[name], one.get(WHOLE, {}).get(WHOLE, {})) for one in counts]
    open_ = leaves_months_open([sum(one) for one in each], sum(made.whole))
    if LOST in FIGURES[name].bands and len(made.whole) > 1:
        return open_ and leaves_months_open([one[-1] for one in each], made.whole[-1])
    return open_
