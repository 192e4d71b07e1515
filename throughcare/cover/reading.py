"""What pages ask of a rota: the wings of a prison with who is there when, in one question, however many mentors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.cover.models import ActiveMentor, Duty, WeekWanted
from throughcare.cover.wanting import week
from throughcare.episodes.due import name_where_seen
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import StaffRole, Unit
from throughcare.organisations.questions import Given, Question
from throughcare.people.models import Placement
from throughcare.rota.gaps import Gap, Week, gaps, pressing_first, wanted_at
from throughcare.rota.grid import Row, rows
from throughcare.rota.turns import Turn, day, london_day

A_WEEK = 7
MINE: dict[str, Any] = {"staff": WHOEVER, "as_of": WHENEVER}


@dataclass(frozen=True, slots=True)
class OnDuty:
    """A turn as a page shows it. `counts` where the mentor is active, cleared and trained then, and lives here."""

    number: int
    mentor: int
    name: str
    turn: Turn
    counts: bool
    weekly: bool


@dataclass(frozen=True, slots=True)
class Wing:
    """A wing, when it wants a mentor (None where nobody has said), and who is on its rota."""

    number: int
    name: str
    week: Week | None
    duties: tuple[OnDuty, ...]

    @property
    def there(self) -> list[Turn]:
        return [one.turn for one in self.duties if one.counts]

    def gaps(self, within: Turn) -> list[Gap]:
        return gaps(self.name, self.week or {}, self.there, within)

    def rows(self, first: date, days: int = A_WEEK) -> list[Row]:
        return rows(self.week or {}, self.there, first=first, days=days)

    def now(self, at: datetime) -> list[OnDuty]:
        """Who is there at a moment."""
        return [one for one in self.duties if one.counts and one.turn.starts_at <= at < one.turn.ends_at]

    def wants(self, at: datetime) -> int:
        """How many it wants at a moment."""
        return wanted_at(self.week or {}, at)


def _here() -> QuerySet[Placement]:
    """Where a mentor lives, if it is the prison asked about."""
    living = seen_by(Placement, **MINE).filter(person=OuterRef("person"), organisation=Given("place"))
    return living.filter(until_on=None)


def _counting() -> QuerySet[Duty]:
    """Turns that stand within the time asked about, each with whether its mentor can be counted on."""
    active = seen_by(ActiveMentor, **MINE).filter(episode=OuterRef("episode"))
    still = active.filter(Q(good_until=None) | Q(good_until__gte=OuterRef("on")))
    standing = seen_by(Duty, **MINE).filter(place=Given("place"), ended_at=None)
    meanwhile = standing.filter(starts_at__lt=Given("last"), ends_at__gt=Given("first"))
    return meanwhile.annotate(active=Exists(still), here=Exists(_here())).order_by("starts_at", "pk")


def _wings(*, named: bool) -> QuerySet[Unit, Any]:
    newest = WeekWanted.objects.filter(unit=OuterRef("pk")).order_by("-pk")
    said: dict[str, Any] = {
        name: name for name in ("pk", "episode_id", "starts_at", "ends_at", "active", "here", "weekly")
    }
    duties = _counting().filter(unit=OuterRef("pk"))
    if named:
        duties, said = duties.annotate(name=name_where_seen()), {**said, "name": "name"}
    there = ArraySubquery(duties.values(told=JSONObject(**said)))
    wings = Unit.objects.filter(organisation=Given("place"), closed=False).order_by("name")
    return wings.annotate(hours=Subquery(newest.values("hours")[:1]), there=there).values(
        "pk", "name", "hours", "there"
    )


WINGS: Question[Any] = Question(partial(_wings, named=True))
# For the first page, which names nobody.
COUNTED: Question[Any] = Question(partial(_wings, named=False))


def asked(staff: StaffRole, place_id: int, within: Turn, *, at: datetime) -> dict[str, Any]:
    """The values of a question about a prison over some time."""
    times = {"place": place_id, "first": within.starts_at, "last": within.ends_at}
    return {**asked_by(staff, as_of=at), **times}


def wings(staff: StaffRole, place_id: int, within: Turn, *, at: datetime) -> list[Wing]:
    """Those that want a mentor or have one on their rota, by name. One query."""
    return read(WINGS.ask(**asked(staff, place_id, within, at=at)))


def read(found: Iterable[Mapping[str, Any]]) -> list[Wing]:
    every = (Wing(row["pk"], row["name"], _week(row["hours"]), tuple(map(_on_duty, row["there"]))) for row in found)
    return [wing for wing in every if wing.week or wing.duties]


def _week(hours: Mapping[str, Any] | None) -> Week | None:
    return None if hours is None else week(hours)


def _on_duty(said: Mapping[str, Any]) -> OnDuty:
    turn = Turn(datetime.fromisoformat(said["starts_at"]), datetime.fromisoformat(said["ends_at"]))
    return OnDuty(
        number=said["pk"],
        mentor=said["episode_id"],
        name=said.get("name") or "",
        turn=turn,
        counts=said["active"] and said["here"],
        weekly=said["weekly"] is not None,
    )


def coming(at: datetime, days: int = A_WEEK) -> Turn:
    """From now until the end of the last of so many London days, today the first of them."""
    return Turn(at, day(london_day(at), days).ends_at)


def gaps_of(found: Iterable[Wing], within: Turn) -> list[Gap]:
    """The gaps of all wings, those with nobody first, and of them those of the night."""
    return pressing_first(gap for wing in found for gap in wing.gaps(within))


def active_mentors(staff: StaffRole, place_id: int, *, at: datetime) -> list[ActiveMentor]:
    """Those of a prison who can be put on its rota, by name, as far as whoever asks sees them. One query."""
    mine = seen_by(ActiveMentor, staff=staff, as_of=at).filter(place=place_id)
    living = seen_by(Placement, staff=staff, as_of=at).filter(person=OuterRef("person"), organisation=place_id)
    here = mine.filter(Exists(living.filter(until_on=None)))
    return list(here.select_related("person").order_by("person__family_name", "person__given_names", "pk"))


def duty_seen(staff: StaffRole, place_id: int, number: int, *, at: datetime) -> Duty | None:
    """A turn that stands, of a mentor whom whoever asks may see."""
    mine = seen_by(Duty, staff=staff, as_of=at).filter(pk=number, place=place_id, ended_at=None)
    return mine.select_related("person", "unit").first()


def ahead(staff: StaffRole, place_id: int, *, at: datetime, until: datetime) -> QuerySet[Duty]:
    """The turns that stand and are not over, in order, with names."""
    mine = seen_by(Duty, staff=staff, as_of=at).filter(place=place_id, ended_at=None, ends_at__gt=at)
    return (
        mine.filter(starts_at__lt=until).select_related("person", "unit").order_by("starts_at", F("unit__name"), "pk")
    )
