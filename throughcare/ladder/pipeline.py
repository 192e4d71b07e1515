"""The open transfers that an organisation takes part in, by what is due next: the questions, each written once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.library import load, shipped
from throughcare.clocks import FORCE_IN_WORDS, Explained
from throughcare.episodes.due import AFTER, OVERDUE, After, Asker, name_where_seen
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import EventDetail
from throughcare.ladder.computing import ACCT, SEGREGATED, is_transfer
from throughcare.ladder.models import Line
from throughcare.organisations.models import Organisation
from throughcare.organisations.questions import Given, Question

A_PAGE = 25
# A file holds no more: who needs more asks for a part of it.
A_FILE = 10_000
# Kinds of organisation that a filter offers -> the filter.
PLACES = {"prison": "prison", "secure-hospital": "hospital", "nhs-trust": "hospital"}
SHOWN = (
    "person_id", "stage", "stage_since", "waited_since", "standard", "due_on", "party", "waiting_for__name",
    "prison__name", "hospital__name", "rung", "rung_on", "told", "answered", "alarm_on", "void_on", "alarms",
    "contact_on", "contact", "explained_until", "unexplained", "episode__reference", "episode__blueprint_id",
    "episode__service__starts", "episode__service__in_force",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what it says that makes no sense is as if it had not been said."""

    stage: str = ""
    party: str = ""
    prison: int | None = None
    hospital: int | None = None
    late: bool = False
    after: After = field(default_factory=After)

    @property
    def filters(self) -> frozenset[str]:
        said = {name: getattr(self, name) for name in FILTERS if name != OVERDUE}
        return frozenset([*(name for name, value in said.items() if value), *([OVERDUE] if self.late else [])])


@dataclass(frozen=True, slots=True)
class Transfer:
    """One line as a page or a file shows it. Days are counted to the day of looking; `due_in` below nought is late.

    `left` are the days in which the warrant may still be used, that of looking not counted; below nought it is void.
    """

    episode: str
    name: str
    person: int
    prison: str
    hospital: str
    stage: str
    in_stage: int
    waited: int | None
    rule: str
    force: str
    due_on: date | None
    due_in: int | None
    party: str
    waiting_for: str
    rung: str
    rung_on: date | None
    told: int
    answered: int
    left: int | None
    alarm: bool
    without: int
    waiting: "While"


@dataclass(frozen=True, slots=True)
class While:
    """What happens while somebody waits: the last contact, and how closely they are watched, where that may be read."""

    contact: str
    contact_on: date | None
    acct: str
    segregated: str


def page(who: Asker, asked: Asked, *, most: int) -> list[Line]:
    """As many lines as `most`, the clock that is due first foremost."""
    said = {name: getattr(asked, name) for name in ("stage", "party", "prison", "hospital")}
    place = {"after_day": asked.after.due_on, "after": asked.after.number}
    return _page(asked.filters, asked.after.kind, most).ask(**who, **said, **place)


def places() -> Mapping[str, list[tuple[int, str]]]:
    """The prisons and hospitals that there are, by the name of the filter: no row of anybody's record is asked."""
    found: dict[str, list[tuple[int, str]]] = {name: [] for name in PLACES.values()}
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


def shown(lines: list[Line], *, today: date) -> Iterator[Transfer]:
    """Each line in the words of its episode's blueprint."""
    for line in lines:
        yield _shown(line, today)


def _shipped() -> Iterator[Blueprint]:
    return (blueprint for blueprint in map(load, shipped()) if is_transfer(blueprint))


def _shown(line: Line, today: date) -> Transfer:
    blueprint = blueprint_of(line.episode)
    party, rung = blueprint.pathway.party.get(line.party), blueprint.escalation.get(line.rung)
    return Transfer(
        episode=line.episode.reference,
        name=vars(line)["name"] or line.episode.reference,
        person=line.person_id,
        prison=str(line.prison or ""),
        hospital=str(line.hospital or ""),
        stage=blueprint.pathway.stage[line.stage].title,
        in_stage=(today - line.stage_since).days,
        waited=(today - line.waited_since).days if line.waited_since else None,
        **_due(line, blueprint, today),
        party=party.title if party else "",
        waiting_for=str(line.waiting_for or ""),
        rung=rung.says if rung else "",
        rung_on=line.rung_on,
        told=line.told,
        answered=line.answered,
        left=(line.void_on - today).days if line.void_on else None,
        alarm=line.alarm_on is not None and line.alarm_on <= today,
        without=Explained(line.explained_until, line.unexplained).without(today),
        waiting=_while(line, blueprint),
    )


def _due(line: Line, blueprint: Blueprint, today: date) -> dict[str, Any]:
    standard = blueprint.standard.get(line.standard)
    return {
        "rule": standard.title if standard else "",
        "force": FORCE_IN_WORDS[standard.force] if standard else "",
        "due_on": line.due_on,
        "due_in": (line.due_on - today).days if line.due_on else None,
    }


def _while(line: Line, blueprint: Blueprint) -> While:
    risks = _risks(vars(line)["risks"], blueprint)
    return While(
        contact=blueprint.pathway.step[line.contact].title if line.contact else "",
        contact_on=line.contact_on,
        acct=risks.get(ACCT, ""),
        segregated=risks.get(SEGREGATED, ""),
    )


def _risks(details: list[Mapping[str, Any]], blueprint: Blueprint) -> dict[str, str]:
    """What the newest of these facts says of each risk; nothing of what may not be read."""
    titles: dict[str, dict[str, str]] = defaultdict(dict)
    for form in blueprint.forms:
        for asked in form.fields:
            titles[asked.id].update(asked.choices)
    found: dict[str, str] = {}
    for detail in sorted(details, key=lambda one: -int(one["number"])):
        for name in (ACCT, SEGREGATED):
            if name in detail["facts"]:
                said = detail["facts"][name]
                word = YES_NO[said] if isinstance(said, bool) else titles.get(name, {}).get(said, str(said))
                found.setdefault(name, word)
    return found


YES_NO = {True: "yes", False: "no"}


@cache
def _page(filters: frozenset[str], after: str, most: int) -> Question[Line]:
    found = Q(*(FILTERS[name] for name in sorted(filters))) & AFTER[after]
    return Question(lambda: _lines().filter(found).order_by(F("due_on").asc(nulls_last=True), "id")[:most])


def _lines() -> QuerySet[Line]:
    noted = Func(
        F("event__number"),
        OuterRef("risk_facts"),
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )
    details = seen_by(EventDetail, staff=WHOEVER, as_of=WHENEVER).filter(noted, event__episode=OuterRef("episode_id"))
    return (
        seen_by(Line, staff=WHOEVER, as_of=WHENEVER)
        .filter(organisation=WHOEVER.organisation_id)
        .select_related("episode__service", "waiting_for", "prison", "hospital")
        .only(*SHOWN)
        .annotate(
            name=name_where_seen(),
            risks=ArraySubquery(details.values(json=JSONObject(facts="facts", number="event__number"))),
        )
    )


def _offered() -> QuerySet[Organisation, Any]:
    found = Organisation.objects.filter(kind__in=list(PLACES), closed_on=None)
    return found.order_by("name").values_list("pk", "kind", "name")


FILTERS = {
    "stage": Q(stage=Given("stage")),
    "party": Q(party=Given("party")),
    "prison": Q(prison=Given("prison")),
    "hospital": Q(hospital=Given("hospital")),
    OVERDUE: Q(due_on__lt=Given("today")),
}
OFFERED = Question(_offered)
