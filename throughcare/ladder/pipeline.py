"""The open transfers that an organisation takes part in, by what is due next: what is asked of them, written once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, F, Func, Min, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.library import load, shipped
from throughcare.episodes.due import AFTER, OVERDUE, After, Asker, name_where_seen
from throughcare.episodes.models import EventDetail
from throughcare.ladder.computing import RISKS, is_transfer
from throughcare.ladder.models import Line
from throughcare.organisations.models import Organisation
from throughcare.organisations.questions import Given, Question

A_PAGE = 20
# As many stand on one page for printing.
A_LONG_PAGE = 200
# A file holds no more: who needs more asks for a part of it.
A_FILE = 10_000
# Local default (domain.md 1.1: a weekly review of care while somebody waits).
CONTACT_WITHIN = timedelta(days=7)
WARRANT, QUIET = "warrant", "quiet"
# Kinds of organisation that a filter offers -> the filter.
PLACES = {"prison": "prison", "secure-hospital": "hospital", "nhs-trust": "hospital"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what it says that makes no sense is as if it had not been said."""

    stage: str = ""
    party: str = ""
    prison: int | None = None
    hospital: int | None = None
    late: bool = False
    warrant: bool = False
    quiet: bool = False
    long: bool = False
    after: After = field(default_factory=After)

    @property
    def filters(self) -> frozenset[str]:
        said = {name: getattr(self, ASKED_AS.get(name, name)) for name in FILTERS}
        return frozenset(name for name, value in said.items() if value)

    @property
    def most(self) -> int:
        return A_LONG_PAGE if self.long else A_PAGE


class Row(NamedTuple):
    """One line as the database gives it, and what of its episode is shown with it: no object for each table joined."""

    pk: int
    person_id: int
    stage: str
    stage_since: date
    waited_since: date | None
    standard: str
    started_on: date | None
    due_on: date | None
    delay: str
    delay_on: date | None
    party: str
    waiting_for: str | None
    prison: str | None
    hospital: str | None
    rung: str
    rung_on: date | None
    told: int
    answered: int
    alarm_on: date | None
    void_on: date | None
    contact_on: date | None
    contact: str
    explained_until: date | None
    unexplained: int | None
    reference: str
    blueprint: str
    starts: Mapping[str, str]
    in_force: Mapping[str, str | None]
    lead: str | None
    holder: str | None
    name: str | None
    risks: list[Mapping[str, Any]]


# Where a column of a row is not called as it is.
FOUND_AT = {
    "waiting_for": "waiting_for__name",
    "prison": "prison__name",
    "hospital": "hospital__name",
    "reference": "episode__reference",
    "blueprint": "episode__blueprint_id",
    "starts": "episode__service__starts",
    "in_force": "episode__service__in_force",
    "lead": "episode__lead__staff__display_name",
    "holder": "episode__holder__name",
}
COLUMNS = tuple(FOUND_AT.get(name, name) for name in Row._fields)


@dataclass(frozen=True, slots=True)
class Lane:
    """One stage: how many lines, of which so many are late, under a warrant, or without contact; the longest in it."""

    stage: str
    open: int
    late: int
    warrant: int
    quiet: int
    since: date


def page(who: Asker, asked: Asked, *, most: int) -> list[Row]:
    """As many lines as `most`, the clock that is due first foremost."""
    place = {"after_day": asked.after.due_on, "after": asked.after.number}
    found = _page(asked.filters, asked.after.kind, most).ask(**who, **_said(asked, who), **place)
    return [Row._make(row) for row in found]


def lanes(who: Asker, asked: Asked) -> list[Lane]:
    """How many lines there are in each stage, whichever stage was asked for, in the order of the way."""
    place = {stage: number for number, stage in enumerate(stages())}
    found = _lanes(asked.filters - {"stage"}).ask(**who, **_said(asked, who))
    return sorted((Lane(*row) for row in found), key=lambda lane: place.get(lane.stage, len(place)))


def places() -> Mapping[str, list[tuple[int, str]]]:
    """The prisons and hospitals that there are, by the name of the filter: no row of anybody's record is asked."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, kind, name in OFFERED.ask():
        found[PLACES[kind]].append((key, name))
    return found


@cache
def stages() -> Mapping[str, str]:
    """The open stages of the transfers that ship, by id, in their order."""
    return {stage.id: stage.title for one in _shipped() for stage in one.pathway.stages if not stage.final}


@cache
def parties() -> Mapping[str, str]:
    """The parties on whom some stage of those transfers waits."""
    waited = {stage.waiting_on for one in _shipped() for stage in one.pathway.stages}
    return {party.id: party.title for one in _shipped() for party in one.pathway.parties if party.id in waited}


def _shipped() -> Iterator[Blueprint]:
    return (blueprint for blueprint in map(load, shipped()) if is_transfer(blueprint))


def _said(asked: Asked, who: Asker) -> Mapping[str, Any]:
    said = {name: getattr(asked, name) for name in ("stage", "party", "prison", "hospital")}
    return {**said, "quiet_before": who["today"] - CONTACT_WITHIN}


@cache
def _page(filters: frozenset[str], after: str, most: int) -> Question[tuple[Any, ...]]:
    found = Q(*(FILTERS[name] for name in sorted(filters))) & AFTER[after]
    in_order = (F("due_on").asc(nulls_last=True), "id")
    return Question(lambda: _shown(_lines().filter(found)).order_by(*in_order).values_list(*COLUMNS)[:most])


@cache
def _lanes(filters: frozenset[str]) -> Question[tuple[Any, ...]]:
    """Nothing of any line but what its index holds."""
    found = Q(*(FILTERS[name] for name in sorted(filters)))
    counted = {name: Count("id", filter=FILTERS[name]) for name in (OVERDUE, WARRANT, QUIET)}
    said = ("stage", "open", *counted, "since")
    return Question(
        lambda: (
            _lines()
            .filter(found)
            .values("stage")
            .annotate(open=Count("id"), **counted, since=Min("stage_since"))
            .order_by()
            .values_list(*said)
        )
    )


def _lines() -> QuerySet[Line]:
    return seen_by(Line, staff=WHOEVER, as_of=WHENEVER).filter(organisation=WHOEVER.organisation_id)


def _shown(lines: QuerySet[Line]) -> QuerySet[Line]:
    noted = Func(
        F("event__number"),
        OuterRef("risk_facts"),
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )
    answers = seen_by(EventDetail, staff=WHOEVER, as_of=WHENEVER).filter(category__in=_of_risk())
    of_line = answers.filter(noted, event__episode=OuterRef("episode_id"))
    said = ArraySubquery(of_line.values(json=JSONObject(facts="facts", number="event__number")))
    return lines.annotate(name=name_where_seen(), risks=said)


def _of_risk() -> list[str]:
    """The categories of the questions of risk: answers of others are not looked for."""
    asked = (one for blueprint in _shipped() for form in blueprint.forms for one in form.fields)
    return sorted({one.category for one in asked if one.id in RISKS})


def _offered() -> QuerySet[Organisation, Any]:
    found = Organisation.objects.filter(kind__in=list(PLACES), closed_on=None)
    return found.order_by("name").values_list("pk", "kind", "name")


FILTERS = {
    "stage": Q(stage=Given("stage")),
    "party": Q(party=Given("party")),
    "prison": Q(prison=Given("prison")),
    "hospital": Q(hospital=Given("hospital")),
    OVERDUE: Q(due_on__lt=Given("today")),
    WARRANT: Q(void_on__isnull=False),
    # Of those who wait, with whom there was no contact, or none for so long.
    QUIET: Q(waited_since__isnull=False) & (Q(contact_on__isnull=True) | Q(contact_on__lt=Given("quiet_before"))),
}
# What a filter is called in the address, where that is another word.
ASKED_AS = {OVERDUE: "late"}
OFFERED = Question(_offered)
