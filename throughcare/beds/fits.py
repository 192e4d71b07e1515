"""Which beds would fit whom, and why the others do not: the rules of `placing` asked of what is on record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef

from throughcare.beds.board import SAID, STATE, UNTAKEN, WardLine, wards_now
from throughcare.beds.models import Offer, Wait
from throughcare.people.lives import london_day
from throughcare.placing.fitting import Misfit, Need, Profile, misfits
from throughcare.placing.lists import FREE
from throughcare.placing.matching import Match, Stock, matched

# Days for which a ward that said no is not proposed again: a local default, unconfirmed.
SAID_NO_FOR = timedelta(days=28)
# The free are told apart in the count and not before it: of so few beds a plan would expect next to none.
STOCK = f"""
    SELECT ward.id, said.level, array_to_string(said.specialties, ' '), array_to_string(said.sexes, ' '), said.age_from,
        said.age_to, array_to_string(said.meets, ' '), array_to_string(free.beds, ' ')
    FROM (
        SELECT ward_id, array_agg(id) FILTER (WHERE state = {UNTAKEN.index(FREE)}) AS beds
        FROM (SELECT ward_id, id, {STATE} AS state FROM beds_bed WHERE NOT taken) AS bed GROUP BY 1
    ) AS free
    JOIN beds_ward AS ward ON ward.id = free.ward_id
    {SAID}
    WHERE free.beds IS NOT NULL AND NOT ward.closed AND closing.kind IS DISTINCT FROM 'meant' ORDER BY 1
"""


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
    """Every one of these waits against every free bed there is, in one query whatever the number of either.

    A wait that was read with `said_no` is not matched with the wards in it.
    """
    stock = stock_now(as_of)
    return stock, matched(stock, [need_of(wait, vars(wait).get("said_no", ())) for wait in waits])


def stock_now(as_of: datetime) -> Stock:
    """The beds that may be offered now. One query."""
    with connection.cursor() as cursor:
        cursor.execute(STOCK, {"now": as_of, "day": london_day(as_of)})
        wards = [(_profile(*row), sorted(map(int, beds.split()))) for *row, beds in cursor.fetchall()]
    return Stock.of(wards, in_year=london_day(as_of).year)


def _profile(key: int, level: str, specialties: str, sexes: str, age_from: int, age_to: int, meets: str) -> Profile:
    return Profile(key, level, _words(specialties), _words(sexes), age_from, age_to, _words(meets))


# Wards say much the same: each choice of words is read once, where lists took longer to read than to match.
@lru_cache(maxsize=1024)
def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def said_no(since: datetime, *, episode: str) -> ArraySubquery:
    """The wards that have said no to the episode of a row since then, as far as whoever asks may see that."""
    offers = Offer.objects.filter(episode=OuterRef(episode), ended="declined", ended_at__gte=since)
    by_the_ward = offers.filter(decisions__yes=False, decisions__decision__in=("clinical", "bed-manager"))
    return ArraySubquery(by_the_ward.order_by().values("bed__ward"))
