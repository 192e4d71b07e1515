"""The waiting list: everybody's place by the rule, and of those whom somebody may see, who they are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat, JSONObject, Trim

from throughcare.access.seeing import seen_by
from throughcare.beds import fits
from throughcare.beds.models import OfferDecision, Wait
from throughcare.organisations.models import StaffRole
from throughcare.people.lives import london_day
from throughcare.people.models import Person
from throughcare.placing.fitting import AGAINST_IN_WORDS
from throughcare.placing.lists import LEVELS, SEXES
from throughcare.placing.matching import Match
from throughcare.placing.queueing import Wait as InLine
from throughcare.placing.queueing import ordered, why_before
from throughcare.sharing.small import told
from throughcare.telling.phrases import count

LINE = "SELECT wait, level, sex, urgent, at_risk, since, parked FROM beds_line(%s)"
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Place:
    """One who waits, by their place among those alike in level and sex. `wait` is None for whom one may not see.

    `why` is the line of the rule that puts them after the one before; empty for the first.
    """

    number: int
    days: int
    why: str
    wait: Wait | None
    name: str = ""
    fits: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Those who wait for one level and sex, in order, and those among them who cannot move before a day."""

    level: str
    sex: str
    places: Sequence[Place]
    parked: Sequence[Wait]
    parked_people: int

    @property
    def title(self) -> str:
        kind = LEVELS[self.level].title if self.level in LEVELS else "Level not known yet"
        return f"{kind}, {SEXES.get(self.sex, 'sex not known').lower()}"

    @property
    def shown(self) -> list[Place]:
        """The first of those whom one may see; where there are any, also whoever is next."""
        seen = [place for place in self.places if place.wait is not None][:A_PAGE]
        return seen if not seen or seen[0].number == 1 else [self.places[0], *seen]

    @property
    def more(self) -> int:
        """How many of those whom one may see stand further down than is shown."""
        return max(0, sum(place.wait is not None for place in self.places) - A_PAGE)

    @property
    def seen(self) -> list[Wait]:
        return [*(place.wait for place in self.places if place.wait is not None), *self.parked]

    @property
    def people(self) -> str:
        """How many wait; of fewer than five of whom one may see nobody, no more than that."""
        return self._told(len(self.places), seen=bool(self.shown))

    @property
    def waits(self) -> str:
        return "waits" if self.people == "1" else "wait"

    @property
    def held_up(self) -> str:
        """How many cannot move before a day."""
        return self._told(self.parked_people, seen=len(self.parked) == self.parked_people)

    def _told(self, number: int, *, seen: bool) -> str:
        return f"{number:,}" if seen else told(number)


def named(staff: StaffRole, as_of: datetime) -> Subquery:
    """The name of the person of a row, where it may be seen."""
    seen = seen_by(Person, staff=staff, as_of=as_of).filter(pk=OuterRef("person_id"))
    return Subquery(seen.values(name=Trim(Concat("given_names", Value(" "), "family_name")))[:1])


def decisions_taken() -> ArraySubquery:
    """The decisions on an offer in their order, in one query with it: whoever sees the offer sees them."""
    said = {name: name for name in ("decision", "yes", "reason", "says", "who", "at")}
    by = {"staff": "by__staff__display_name", "organisation": "by__organisation__name"}
    taken = OfferDecision.objects.filter(offer=OuterRef("pk")).order_by("number")
    return ArraySubquery(taken.values(json=JSONObject(**said, **by)))


def seen_waits(staff: StaffRole, as_of: datetime) -> QuerySet[Wait]:
    """The waits that somebody may see, each with the name where they may see that."""
    found = seen_by(Wait, staff=staff, as_of=as_of).filter(open=True)
    more = {"name": named(staff, as_of), "said_no": fits.said_no(as_of, episode="episode")}
    return found.select_related("episode").annotate(**more)


def line_of_all(as_of: date) -> list[tuple[tuple[str, str], bool, InLine]]:
    """Level and sex, whether parked, and what the rule asks, of everybody who waits. It names nobody."""
    with connection.cursor() as cursor:
        cursor.execute(LINE, [as_of])
        return [
            ((level, sex), parked, InLine(key=wait, urgent=urgent, at_risk=risk, since=since))
            for wait, level, sex, urgent, risk, since, parked in cursor.fetchall()
        ]


def lines(staff: StaffRole, *, as_of: datetime) -> list[Line]:
    """Every line, those of the highest level first, and of those one may see the free beds that fit. Four queries."""
    day = london_day(as_of)
    everybody = line_of_all(day)
    seen = {wait.pk: wait for wait in seen_waits(staff, as_of)}
    _, found = fits.matches(list(seen.values()), as_of=as_of)
    free = {match.need.key: in_words(match) for match in found}
    kinds = sorted({kind for kind, _, _ in everybody}, key=_order)
    return [_line(kind, [one for one in everybody if one[0] == kind], seen, free, day) for kind in kinds]


def counts(as_of: date) -> Counter[tuple[str, str]]:
    """How many wait by level and sex."""
    return Counter(kind for kind, _, _ in line_of_all(as_of))


def place_of(wait: Wait, as_of: date) -> tuple[int, int]:
    """The place of somebody among those alike, and how many there are; 0 while they are parked or have a bed."""
    alike = ordered(one for kind, parked, one in line_of_all(as_of) if kind == (wait.level, wait.sex) and not parked)
    return next((number for number, one in enumerate(alike, 1) if one.key == wait.pk), 0), len(alike)


def _order(kind: tuple[str, str]) -> tuple[int, str]:
    level, sex = kind
    return (list(LEVELS).index(level) if level in LEVELS else len(LEVELS), sex)


def in_words(match: Match) -> str:
    """How many free beds fit; where none does, what stands most in the way."""
    if match.beds or not match.against:
        return count(match.beds, "free bed fits", "free beds fit") if match.beds else "no bed is free"
    why = max(match.against, key=lambda reason: match.against[reason])
    return f"no free bed fits: {AGAINST_IN_WORDS[why].lower()} at {match.against[why]}"


def _line(
    kind: tuple[str, str], there: Iterable[Any], seen: Mapping[int, Wait], free: Mapping[int, str], day: date
) -> Line:
    there = list(there)
    inline = ordered(one for _, parked, one in there if not parked)
    parked = [one.key for _, parked, one in there if parked]
    return Line(*kind, _places(inline, seen, free, day), [seen[key] for key in parked if key in seen], len(parked))


def _places(inline: Sequence[InLine], seen: Mapping[int, Wait], free: Mapping[int, str], day: date) -> list[Place]:
    places = []
    for number, one in enumerate(inline, 1):
        why = why_before(inline[number - 2], one, as_of=day) if number > 1 else ""
        wait = seen.get(one.key)
        name = str(vars(wait)["name"] or "") if wait else ""
        places.append(Place(number, (day - one.since).days, why, wait, name, free.get(one.key, "")))
    return places
