"""Counting a financial year once and keeping its tables, one for each set of services that somebody answers for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from functools import reduce
from operator import add

from django.db import connection
from django.db.models import Q, QuerySet

from throughcare.episodes.models import Service, ServiceParty
from throughcare.indicators import (
    BLUEPRINT,
    INDICATORS,
    Out,
    Period,
    Published,
    Tally,
    financial_year,
    last_financial_year,
)
from throughcare.indicators import publish as table_of
from throughcare.measures.gathering import Window, tallies
from throughcare.measures.models import Publication
from throughcare.organisations.acting import verb
from throughcare.pathways import Moment, from_instant

# So many days after a year is over it is counted: local default, for what is written down late.
SETTLES_IN = timedelta(days=28)
YEARS_BACK = 3
# Any number that nothing else locks.
COUNTING = 7_410_002

Services = tuple[int, ...]


def answered_for(organisation: int, *, until: date) -> Services:
    """The keys of the transfer services that an organisation runs or takes part in, opened by a day, in order."""
    part = Q(organisation=organisation) | Q(parties__organisation=organisation)
    return tuple(_services(until).filter(part).order_by("pk").values_list("pk", flat=True).distinct())


def _services(until: date) -> QuerySet[Service]:
    return Service.objects.filter(blueprint__slug=BLUEPRINT, opened_on__lte=until)


def years_due(*, as_of: date) -> list[int]:
    """The financial years that can be counted, newest first, as far back as figures go."""
    last = last_financial_year(as_of=as_of - SETTLES_IN)
    return [last - back for back in range(YEARS_BACK)]


def lacking(year: int) -> list[Services]:
    """The sets of services of which there is no table of a year yet, the widest first."""
    until = financial_year(year).last
    parts = ServiceParty.objects.filter(service__in=_services(until)).values_list("organisation", "service")
    of: dict[int, set[int]] = {}
    for organisation, service in (*_services(until).values_list("organisation", "pk"), *parts):
        of.setdefault(organisation, set()).add(service)
    wanted = {tuple(sorted(services)) for services in of.values()}
    out = {tuple(services) for services in _published(year).values_list("services", flat=True)}
    return sorted(wanted - out, key=lambda services: (-len(services), services))


def _published(year: int) -> QuerySet[Publication]:
    return Publication.objects.filter(blueprint=BLUEPRINT, year=year)


@verb
def publish(*, year: int, at: datetime) -> int:
    """Count a year and keep the tables that are lacking. Returns how many; one process counts at a time.

    Tables of a year that come later are of the same facts as the first, so that the difference between two is known.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COUNTING])
    wanted = lacking(year)
    if not wanted:
        return 0
    first = _published(year).order_by("pk").first()
    period = financial_year(year)
    until = first.recorded_until if first else at
    counted = tallies(Window(period, Moment(period.last), until))
    out: list[Services] = [tuple(one) for one in _published(year).values_list("services", flat=True)]
    for services in wanted:
        table = [asdict(figure) for figure in tabled(counted, services, out)]
        Publication.objects.create(
            blueprint=BLUEPRINT, year=year, services=list(services), recorded_until=until, made_at=at, table=table
        )
        out.append(services)
    return len(wanted)


def tabled(
    counted: Mapping[int, Tally], services: Collection[int], out: Iterable[Collection[int]] = ()
) -> tuple[Published, ...]:
    """The table of some services, where those of others are out already: neither they nor their difference tell."""
    mine = set(services)
    others = [set(other) for other in out if mine > set(other) or mine < set(other)]
    told = [Out(_sum(counted, other), _sum(counted, mine & other)) for other in others]
    return table_of(_sum(counted, mine), tuple(INDICATORS.values()), out=told)


def _sum(counted: Mapping[int, Tally], services: Iterable[int]) -> Tally:
    return reduce(add, (counted[one] for one in sorted(services) if one in counted), Tally())


def out_of(services: Services) -> list[Publication]:
    """The tables of just these services, newest year first, without their figures."""
    asked = Publication.objects.filter(blueprint=BLUEPRINT, services=list(services))
    return list(asked.order_by("-year"))


def counted_now(period: Period, *, services: Sequence[int] | None, as_of: date, at: datetime) -> tuple[Published, ...]:
    """The table of any period, counted anew and not kept: for whoever runs the product."""
    window = Window(period, min(Moment(as_of), from_instant(at), key=lambda moment: moment.on), at)
    found = tallies(window, services=services)
    return tabled(found, found.keys() if services is None else services)
