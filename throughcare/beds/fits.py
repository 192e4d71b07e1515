"""Which beds would fit whom, and why the others do not: the rules of `placing` asked of what is on record."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from throughcare.beds.board import WardLine, wards_now
from throughcare.beds.keeping import free_beds
from throughcare.beds.models import Offer, Wait
from throughcare.people.lives import london_day
from throughcare.placing.fitting import Misfit, Need, misfits
from throughcare.placing.matching import Match, Stock, matched

# Days for which a ward that said no is not proposed again: a local default, unconfirmed.
SAID_NO_FOR = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Answer:
    """One ward for one person: how many beds are free there, and every reason against it."""

    ward: WardLine
    against: Sequence[Misfit]

    @property
    def fits(self) -> bool:
        return not self.against


def need_of(wait: Wait, declined_by: Iterable[int]) -> Need:
    return Need(
        key=wait.pk,
        level=wait.level,
        specialty=wait.specialty,
        sex=wait.sex,
        born_in=wait.born_in,
        meets=frozenset(wait.meets),
        declined_by=frozenset(declined_by),
    )


def answers(wait: Wait, declined_by: Iterable[int], *, as_of: datetime) -> list[Answer]:
    """Every ward for one person: those that fit first, those with most free beds before others. One query."""
    need, year = need_of(wait, declined_by), london_day(as_of).year
    found = [Answer(ward, misfits(need, ward.profile, in_year=year)) for ward in wards_now(as_of)]
    return sorted(found, key=lambda one: (len(one.against), -one.ward.free, one.ward.hospital))


def matches(waits: Sequence[Wait], *, as_of: datetime) -> tuple[Stock, list[Match]]:
    """Every one of these waits against every free bed there is, in two queries whatever the number of either.

    A wait that was read with `said_no` is not matched with the wards in it.
    """
    stock = stock_now(as_of)
    return stock, matched(stock, [need_of(wait, vars(wait).get("said_no", ())) for wait in waits])


def stock_now(as_of: datetime) -> Stock:
    """The beds that may be offered now. Two queries."""
    free: dict[int, list[int]] = defaultdict(list)
    for ward, bed in free_beds(as_of).order_by("ward_id", "pk").values_list("ward_id", "pk"):
        free[ward].append(bed)
    wards = (ward for ward in wards_now(as_of) if ward.closes_on is None and ward.key in free)
    return Stock.of(((ward.profile, free[ward.key]) for ward in wards), in_year=london_day(as_of).year)


def said_no(as_of: datetime, *, episode: str) -> ArraySubquery:
    """The wards that have said no lately to the episode of a row, as far as whoever asks may see that."""
    offers = Offer.objects.filter(episode=OuterRef(episode), ended="declined", ended_at__gte=as_of - SAID_NO_FOR)
    by_the_ward = offers.filter(decisions__yes=False, decisions__decision__in=("clinical", "bed-manager"))
    return ArraySubquery(by_the_ward.order_by().values("bed__ward"))
