"""Who answers for a home area on a day: rows and a question in; the row that holds, and why no other, out.

Two rows never hold for one area on one day (the table sees to it). Where somebody's council has a row of its own and
the commissioner of the area has one as well, the council's goes first: it is the nearer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from throughcare.pathways.moments import spell_day
from throughcare.providers.kinds import TRAITS, in_words

MOST_NOT = 6
EARTH_IN_MILES = 3958.8


@dataclass(frozen=True, slots=True)
class Row:
    """One dated answer. Area and organisation are primary keys; an empty trait stands for every one."""

    number: int
    answers: str
    area: int
    level: str
    specialty: str
    sex: str
    organisation: int
    from_on: date
    until_on: date | None
    source: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class Question:
    """`areas` are those that somebody lived in, the nearest first. Every trait is said."""

    answers: str
    areas: Sequence[int]
    level: str
    specialty: str
    sex: str
    day: date


@dataclass(frozen=True, slots=True)
class NotThis:
    """A row that comes near, and why it is not the answer."""

    row: Row
    because: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`row` is None where nobody answers. `nots` come near: one thing speaks against each."""

    row: Row | None
    nots: tuple[NotThis, ...]


def answer(rows: Iterable[Row], asked: Question) -> Answer:
    """The row that answers on the day asked about."""
    near = [row for row in rows if row.answers == asked.answers and row.area in asked.areas]
    near.sort(key=lambda row: (asked.areas.index(row.area), -row.from_on.toordinal(), row.number))
    against = {row.number: _against(row, asked) for row in near}
    holds = next((row for row in near if not against[row.number]), None)
    nots = [NotThis(row, _said(against[row.number])) for row in near if row != holds and len(against[row.number]) <= 1]
    return Answer(holds, tuple(nots[:MOST_NOT]))


def _against(row: Row, asked: Question) -> list[str]:
    """What speaks against a row, each a part of a sentence."""
    says = []
    if row.until_on is not None and row.until_on <= asked.day:
        says.append(f"that row ended on {spell_day(row.until_on)}")
    if row.from_on > asked.day:
        says.append(f"that row begins on {spell_day(row.from_on)}")
    for trait in TRAITS:
        held = {"level": row.level, "specialty": row.specialty, "sex": row.sex}[trait]
        if held and held != {"level": asked.level, "specialty": asked.specialty, "sex": asked.sex}[trait]:
            says.append(f"that row is for {in_words(trait, held)} alone")
    return says


def _said(against: list[str]) -> str:
    return against[0] if against else "the row of the nearer area goes first"


Place = tuple[float, float]


def miles_apart(one: Place, other: Place) -> int:
    """Miles in a straight line between two places given as degrees of latitude and longitude."""
    (north, east), (its_north, its_east) = map(_in_radians, (one, other))
    half = sin((its_north - north) / 2) ** 2 + cos(north) * cos(its_north) * sin((its_east - east) / 2) ** 2
    return round(2 * EARTH_IN_MILES * asin(sqrt(half)))


def _in_radians(place: Place) -> Place:
    return radians(place[0]), radians(place[1])
