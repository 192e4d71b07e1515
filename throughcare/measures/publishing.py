"""Counting a financial year once and keeping its table; and counting any period for whoever runs the product."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from throughcare.episodes.models import Service
from throughcare.indicators import (
    BLUEPRINT,
    INDICATORS,
    Period,
    Published,
    financial_year,
    last_financial_year,
)
from throughcare.indicators import publish as table_of
from throughcare.measures.casing import counted_versions
from throughcare.measures.gathering import Window, counted
from throughcare.measures.models import Publication
from throughcare.organisations.acting import verb
from throughcare.pathways import Moment

# So many days after a year is over it is counted: local default, for what is written down late.
SETTLES_IN = timedelta(days=28)
YEARS_BACK = 3
# Any number that nothing else locks.
COUNTING = 7_410_002


def published() -> QuerySet[Publication]:
    """The tables that there are, newest year first."""
    return Publication.objects.filter(blueprint=BLUEPRINT).order_by("-year")


def years_due(*, as_of: date) -> list[int]:
    """The financial years that can be counted, newest first, as far back as somebody was referred."""
    last = last_financial_year(as_of=as_of - SETTLES_IN)
    opened = (
        Service.objects.filter(blueprint__in=[one.digest for one in counted_versions()]).order_by("opened_on").first()
    )
    years = range(last, last - YEARS_BACK, -1)
    return [year for year in years if opened and opened.opened_on <= financial_year(year).last]


@verb
def publish(*, year: int, at: datetime) -> Publication:
    """Count a year and keep its table, or find the one that is there. One process counts at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COUNTING])
    there = published().filter(year=year).first()
    if there:
        return there
    period = financial_year(year)
    table = count(Window(period, Moment(period.last), recorded_until=at))
    rows = [asdict(figure) for figure in table]
    return Publication.objects.create(blueprint=BLUEPRINT, year=year, made_at=at, table=rows)


def count(window: Window, *, services: Collection[int] | None = None) -> tuple[Published, ...]:
    """The table of a window, of all services or of some, counted anew."""
    tally = counted(window, services=services)
    return table_of(tally, tuple(INDICATORS.values()), period=window.period)


def counted_now(
    period: Period, *, services: Collection[int] | None, as_of: date, at: datetime
) -> tuple[Published, ...]:
    """The table of any period, not kept: for whoever runs the product, who could subtract one from another."""
    return count(Window(period, Moment(as_of), recorded_until=at), services=services)
