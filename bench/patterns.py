"""From a stencil to patterns: the rows of an episode begun on a certain day, with parts in place of organisations.

What the verbs wrote is moved to other days; what is computed from the facts is computed again for those days, because
working days and bank holidays fall differently.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from django.db import transaction

from bench.places import Setting
from bench.stencils import FIRST_DAY, HISTORIES, lines, play
from throughcare.access.models import Grant
from throughcare.blueprints.course import course
from throughcare.blueprints.holding import questions
from throughcare.episodes.computing import wanted
from throughcare.episodes.history import blueprint_of, facts, starting_parties
from throughcare.episodes.models import Episode, Event, EventDetail
from throughcare.ladder.computing import lines as line_rows
from throughcare.organisations.models import StaffRole
from throughcare.pathways import from_instant
from throughcare.people.models import Person

DAYS_BACK = 1000
# Days since the latest fact of an episode that is still open.
OPEN_SINCE = 45
SHARE = {"daycare": 90, "hospital-transfer": 10}
PART = re.compile(r'"(@\d)"')
ISO_DAY = re.compile(r"\b20\d\d-\d\d-\d\d\b")

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Stencil:
    """An episode as the verbs wrote it, read back."""

    episode: Episode
    events: tuple[Event, ...]
    details: tuple[EventDetail, ...]
    grants: tuple[Grant, ...]
    slug: str
    weight: float
    is_open: bool
    lasts: int


@dataclass
class Patterns:
    """Rows by table of stamping. `opened` and `closed` are numbers of patterns with their weights and first days."""

    rows: Rows = field(default_factory=lambda: {table: [] for table in TABLES})
    opened: list[tuple[int, float]] = field(default_factory=list)
    closed: list[tuple[int, float]] = field(default_factory=list)
    events: dict[int, int] = field(default_factory=dict)
    begins: dict[int, datetime] = field(default_factory=dict)
    ends: dict[int, date | None] = field(default_factory=dict)


TABLES = ("pattern", "event", "detail", "clock", "involvement", "task", "line", "access")


def draw(setting: Setting, *, today: date, each: int, rng: Random, only: str = "") -> Patterns:
    """`each` patterns of every stencil, on days drawn at random; with `only`, of those of one blueprint."""
    patterns, numbers = Patterns(), count(1)
    parts = {organisation: slot for slot, organisation in enumerate(setting.organisations, start=1)}
    leads = {role: slot for slot, role in enumerate(setting.roles, start=1)}
    for stencil in (one for one in stencils(setting) if not only or one.slug == only):
        for _ in range(each):
            shift = _shift(stencil, today=today, rng=rng)
            Printing(patterns, next(numbers), stencil, shift, parts, leads).all()
    return patterns


def stencils(setting: Setting) -> list[Stencil]:
    """Every history and every stage of it, recorded by the verbs and taken back once read."""
    with transaction.atomic():
        found = list(_record_all(setting))
        transaction.set_rollback(True)
    return found


def _record_all(setting: Setting) -> Iterator[Stencil]:
    for slug, histories in HISTORIES.items():
        for history, weight in histories:
            said = lines(history)
            person, pieces = _somebody(setting.cast["health"]), sum(line.may_be_open for line in said)
            for episode, line in play(said, person=person, service=setting.services[slug], cast=setting.cast):
                share = SHARE[slug] * weight / (pieces if line.may_be_open else 1)
                yield _read_back(episode, slug, share, is_open=line.may_be_open, lasts=line.day)


def _somebody(by: StaffRole) -> Person:
    number = Person.objects.count()
    letters = "ABCDEFGHJKLMNPQRSTVWXYZ"
    reference = f"TC-AA{letters[number // 23]}-BB{letters[number % 23]}"
    born = date(1990, 1, 1)
    return Person.objects.create(
        reference=reference, family_name="Stencil", birth_date=born, recorded_at=datetime.now(UTC), recorded_by=by
    )


def _read_back(episode: Episode, slug: str, weight: float, *, is_open: bool, lasts: int) -> Stencil:
    return Stencil(
        episode=Episode.objects.select_related("service").get(pk=episode.pk),
        events=tuple(Event.objects.filter(episode=episode).order_by("number")),
        details=tuple(EventDetail.objects.filter(event__episode=episode).select_related("event").order_by("pk")),
        grants=tuple(Grant.objects.filter(episode_id=episode.pk).order_by("pk")),
        slug=slug,
        weight=weight,
        is_open=is_open,
        lasts=lasts,
    )


def _shift(stencil: Stencil, *, today: date, rng: Random) -> timedelta:
    """How many days later than the stencil the pattern begins."""
    ended = rng.randint(1, OPEN_SINCE) if stencil.is_open else rng.randint(1, DAYS_BACK)
    return today - timedelta(days=ended + stencil.lasts) - FIRST_DAY


@dataclass
class Printing:
    """One pattern being written: the stencil, moved by `shift`, under a number of its own."""

    to: Patterns
    number: int
    stencil: Stencil
    shift: timedelta
    parts: Mapping[int, int]
    leads: Mapping[int, int]

    def all(self) -> None:
        stencil = self.stencil
        self._computed()
        self._put("event", stencil.events, self._event)
        self._put("detail", stencil.details, self._detail)
        self._put("access", stencil.grants, self._grant)
        chosen = self.to.opened if stencil.is_open else self.to.closed
        chosen.append((self.number, stencil.weight))
        self.to.events[self.number] = len(stencil.events)
        self.to.begins[self.number] = stencil.episode.created_at + self.shift

    def _put(self, table: str, rows: Sequence[Any], written: Callable[[Any], tuple[Any, ...]]) -> None:
        self.to.rows[table] += [(self.number, *written(row)) for row in rows]

    def _computed(self) -> None:
        """The cache as it must be, were the facts of these days."""
        episode = self.stencil.episode
        history = facts(self._moved(event) for event in self.stencil.events)
        as_of = from_instant(datetime.now(UTC))
        now = course(blueprint_of(episode), history, as_of=as_of, bound=starting_parties(episode))
        want = wanted(now)
        own = self._by_part(want.episode)
        self.to.ends[self.number] = own["closed_on"]
        slug, begun = list(SHARE).index(self.stencil.slug) + 1, episode.created_at + self.shift
        parties = self._with_parts(episode.parties_at_start, episode.parties_at_start)
        self.to.rows["pattern"].append((self.number, slug, begun, parties, *own.values(), len(history)))
        self._keyed("clock", want.clocks)
        self._keyed("involvement", want.involvements)
        self._keyed("task", {(organisation,): row for organisation, row in want.tasks.items()})
        self._keyed("line", line_rows(now))

    def _keyed(self, table: str, rows: Mapping[tuple[Any, ...], Mapping[str, Any]]) -> None:
        for key, row in rows.items():
            places = [self.parts.get(part, part) for part in key] if table != "clock" else key
            self.to.rows[table].append((self.number, *places, *self._by_part(row).values()))

    def _by_part(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Organisations become parts; whoever leads is whoever acts for the part."""
        found = dict(row)
        for column in ("holder_id", "owner_id", "waiting_for_id", "prison_id", "hospital_id"):
            if column in found:
                found[column] = self.parts.get(found[column])
        if found.get("lead_id") is not None:
            found["lead_id"] = self.leads[found["lead_id"]]
        return found

    def _moved(self, event: Event) -> Event:
        moved = Event(**{f.attname: getattr(event, f.attname) for f in Event._meta.concrete_fields})
        moved.happened_on += self.shift
        moved.facts = self._later(event.facts)
        assert moved.happened_at is None
        return moved

    def _later(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Answers with their days moved too."""
        text = ISO_DAY.sub(lambda day: str(date.fromisoformat(day[0]) + self.shift), json.dumps(given))
        return json.loads(text)

    def _with_parts(self, given: Mapping[str, Any], names: Collection[str]) -> str:
        """As JSON, in which `@4` stands for the organisation of the fourth part where a name gives one."""
        said = {name: f"@{self.parts[value]}" if name in names else value for name, value in given.items()}
        return PART.sub(r"\1", json.dumps(said))

    def _event(self, row: Event) -> tuple[Any, ...]:
        facts = self._named(row.step, self._later(row.facts))
        party, slot = row.party, self.parts[row.organisation_id]
        days = (row.happened_on + self.shift, row.recorded_at + self.shift)
        return (row.number, row.step, party, slot, *days, facts)

    def _named(self, step: str, given: Mapping[str, Any]) -> str:
        asked = questions(blueprint_of(self.stencil.episode), step)
        return self._with_parts(given, [field.id for field in asked if field.kind == "organisation"])

    def _detail(self, row: EventDetail) -> tuple[Any, ...]:
        return (row.event.number, row.category, json.dumps(self._later(row.facts)))

    def _grant(self, row: Grant) -> tuple[Any, ...]:
        ends = row.ends_at + self.shift if row.ends_at else None
        return (self.parts[row.organisation_id], row.categories, row.level, row.starts_at + self.shift, ends)
