"""The waiting list: everybody's place by the rule, and of those whom somebody may see, who they are.

Places are counted in the database, in the order of `placing.queueing.RULE`, and a test holds the two together. Read is
the page that is shown and no more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat, JSONObject, Trim

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.beds import fits
from throughcare.beds.models import OfferDecision, Wait
from throughcare.episodes.due import name_where_seen
from throughcare.episodes.models import Episode
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.people.lives import london_day
from throughcare.people.models import Person
from throughcare.placing.fitting import AGAINST_IN_WORDS
from throughcare.placing.lists import LEVELS, SEXES
from throughcare.placing.matching import Match
from throughcare.placing.queueing import RULE, why_before
from throughcare.placing.queueing import Wait as InLine
from throughcare.sharing.small import told
from throughcare.telling.phrases import count

LINES = "SELECT level, sex, people, parked FROM beds_lines(%s)"
PLACES = "SELECT wait, number, alike, before, before_urgent, before_at_risk, before_since FROM beds_places(%s, %s)"
# Line of the rule -> how a list of waits is ordered by it.
BY_RULE = {"urgent": "-urgent", "at-risk": "-at_risk", "since": "since", "recorded": "id"}
A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """Those who wait for one level and sex: how many are in line, and how many cannot move before a day."""

    level: str
    sex: str
    people: int = 0
    parked: int = 0

    @property
    def key(self) -> str:
        """As an address names it."""
        return f"{self.level or 'not-known'}-{self.sex}"

    @property
    def title(self) -> str:
        kind = LEVELS[self.level].title if self.level in LEVELS else "Level not known yet"
        return f"{kind}, {SEXES.get(self.sex, 'sex not known').lower()}"

    @property
    def in_line(self) -> str:
        """How many, for somebody who may see none of them: fewer than five are not told."""
        return told(self.people)

    @property
    def held_up(self) -> str:
        return told(self.parked)


@dataclass(frozen=True, slots=True)
class Place:
    """The place of one among those alike in level and sex; number 0 for whoever cannot move before a day.

    `why` is the line of the rule that puts them after the one before; empty for the first.
    """

    number: int
    alike: int
    before: InLine | None = None

    def why(self, wait: Wait, day: date) -> str:
        return why_before(self.before, as_the_rule_asks(wait), as_of=day) if self.before else ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One whom somebody may see, as a page shows them."""

    wait: Wait
    reference: str
    name: str
    number: int
    days: int
    why: str
    fits: str


@dataclass(frozen=True, slots=True)
class Part:
    """As much of a line as a page shows, of those whom whoever asks may see: in line, and those who cannot move."""

    line: Line
    shown: Sequence[Shown]
    parked: Sequence[Shown]

    @property
    def people(self) -> str:
        """How many wait: who sees one of them is told all."""
        return f"{self.line.people:,}" if self.shown else self.line.in_line

    @property
    def waits(self) -> str:
        return "waits" if self.people == "1" else "wait"

    @property
    def held_up(self) -> str:
        return f"{self.line.parked:,}" if len(self.parked) == self.line.parked else self.line.held_up


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


def lines(as_of: date) -> list[Line]:
    """Every line in which somebody is, those of the highest level first. One query, which names nobody."""
    with connection.cursor() as cursor:
        cursor.execute(LINES, [as_of])
        found = [Line(*row) for row in cursor.fetchall()]
    return sorted(found, key=lambda line: (_rank(line.level), line.sex))


def places(waits: Iterable[int], as_of: date) -> dict[int, Place]:
    """By wait, for those who wait for an offer to be accepted. One query, which names nobody."""
    with connection.cursor() as cursor:
        cursor.execute(PLACES, [as_of, list(waits)])
        return {
            wait: Place(number, alike, InLine(*before) if before[0] and number else None)
            for wait, number, alike, *before in cursor.fetchall()
        }


def place_of(wait: Wait, as_of: date) -> Place:
    """The place of somebody among those alike; 0 while they are parked or have a bed."""
    return places([wait.pk], as_of).get(wait.pk, Place(0, 0))


def as_the_rule_asks(wait: Wait) -> InLine:
    return InLine(wait.pk, wait.urgent, wait.at_risk, wait.since)


def page(
    staff: StaffRole, every: Sequence[Line], only: Line | None, number: int, *, as_of: datetime
) -> tuple[list[Part], bool]:
    """Of those whom somebody may see, the page of that number, counted from 1, and whether there is another.

    `every` are all lines, and `only` the one that is asked for, if any. Three queries, whatever the number of waits.
    """
    who = {**asked_by(staff, as_of=as_of), "today": london_day(as_of), "since": as_of - fits.SAID_NO_FOR}
    about = {"level": only.level, "sex": only.sex} if only else {}
    waits = _seen(bool(only), number).ask(**who, **about)
    return list(_parts(waits[:A_PAGE], {(line.level, line.sex): line for line in every}, as_of)), len(waits) > A_PAGE


def in_words(match: Match) -> str:
    """How many free beds fit; where none does, what stands most in the way."""
    if match.beds or not match.against:
        return count(match.beds, "free bed fits", "free beds fit") if match.beds else "no bed is free"
    why = max(match.against, key=lambda reason: match.against[reason])
    return f"no free bed fits: {AGAINST_IN_WORDS[why].lower()} at {match.against[why]}"


def _parts(waits: list[Wait], every: Mapping[tuple[str, str], Line], as_of: datetime) -> Iterator[Part]:
    if not waits:
        return
    day, place = london_day(as_of), places((wait.pk for wait in waits), london_day(as_of))
    free = {match.need.key: in_words(match) for match in fits.matches(waits, as_of=as_of)[1]}
    for kind, alike in groupby(waits, key=lambda wait: (wait.level, wait.sex)):
        rows = [_shown(wait, place.get(wait.pk, Place(0, 0)), free[wait.pk], day) for wait in alike]
        shown, parked = [row for row in rows if row.number], [row for row in rows if not row.number]
        yield Part(every.get(kind, Line(*kind)), shown, parked)


def _shown(wait: Wait, place: Place, free: str, day: date) -> Shown:
    reference, name = vars(wait)["reference"], str(vars(wait)["name"] or "")
    return Shown(wait, reference, name, place.number, (day - wait.since).days, place.why(wait, day), free)


@lru_cache(maxsize=32)
def _seen(only: bool, number: int) -> Question[Wait]:  # noqa: FBT001 - two shapes of one question
    about = {"level": Given("level"), "sex": Given("sex")} if only else {}
    first = (number - 1) * A_PAGE
    return Question(lambda: _waits().filter(**about)[first : first + A_PAGE + 1])


def _waits() -> QuerySet[Wait]:
    """Those whom whoever asks may see, line by line, and in each as the rule says; last in it who cannot move yet."""
    level = Case(*(When(level=level, then=_rank(level)) for level in LEVELS), default=len(LEVELS))
    parked = Case(When(parked_until__gt=Given("today"), then=1), default=0)
    found = seen_by(Wait, staff=WHOEVER, as_of=WHENEVER).filter(open=True, accepted=False)
    # Not joined, so that these are looked up for those on the page alone.
    reference = Subquery(Episode.objects.filter(pk=OuterRef("episode")).values("reference"))
    said_no = fits.said_no(Given("since"), episode="episode")  # type: ignore[arg-type]
    shown = found.annotate(reference=reference, name=name_where_seen(), said_no=said_no)
    return shown.order_by(level, "sex", parked, *(BY_RULE[line.id] for line in RULE))


def _rank(level: str) -> int:
    return list(LEVELS).index(level) if level in LEVELS else len(LEVELS)
