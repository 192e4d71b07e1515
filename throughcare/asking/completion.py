"""How much of what was due was answered, by instrument, wing, pathway and worker: completion is a result of its own."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.asking.set_pages import own_service
from throughcare.audit import actions as audit
from throughcare.episodes.history import COLUMNS, blueprint_of, fact_of
from throughcare.episodes.models import Episode, Event, EventDetail, Service
from throughcare.indicators.shares import Share, share
from throughcare.meanings import StepMeaning
from throughcare.organisations.spans import holds_on
from throughcare.pathways import Event as Fact
from throughcare.pathways import standing as standing_facts
from throughcare.people.models import Placement
from throughcare.responses.models import NotAnswered, Response, Version
from throughcare.responses.schedule import DONE, DUE, Standing, occasions, standing
from throughcare.responses.words import BEGUN, NOT_ANSWERED
from throughcare.sharing.small import enough
from throughcare.web.asking import Request
from throughcare.web.words import london_day

A_YEAR = timedelta(days=365)
BIAS = (
    "People whose scores are missing often do worse than those whose scores are there. Read every change together with "
    "how many answered."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One occasion that came due, and whose it was."""

    standing: Standing
    wing: str
    pathway: str
    worker: str


@dataclass(frozen=True, slots=True)
class Group:
    """What became of the occasions of one group."""

    name: str
    states: Mapping[str, int]

    @property
    def small(self) -> bool:
        """Whether any number of it is of so few that somebody could be known by it, outside the team."""
        return any(number > 0 and not enough(number) for number in self.states.values())

    @property
    def due(self) -> int:
        return sum(self.states.values())

    @property
    def share(self) -> Share | None:
        return share(self.states.get(DONE, 0), self.due) if self.due else None


def completion(request: Request, number: int) -> HttpResponse:
    """For the team; `?for=others` shows no table with a small number and names no worker."""
    service = own_service(request, number)
    others = request.GET.get("for") == "others"
    asked = list(_asked(request, service))
    audit.record(by=request.staff, at=request.now, did="saw-completion", detail={"service": service.pk})
    cuts: dict[str, Callable[[Asked], str]] = {"Questionnaire": lambda one: one.standing.of.title}
    cuts |= {"Wing": lambda one: one.wing, "Pathway": lambda one: one.pathway}
    if not others:
        cuts["Worker"] = lambda one: one.worker
    given: dict[str, Any] = {
        "service": service,
        "groups": {name: _groups(asked, key) for name, key in cuts.items()},
        "states": {DONE: "Answered", **NOT_ANSWERED, DUE: "Still due"},
        "others": others,
        "bias": BIAS,
        "since": london_day(request.now) - A_YEAR,
    }
    return render(request, "asking/completion.html", given)


def _groups(asked: Iterable[Asked], key: Callable[[Asked], str]) -> list[Group]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in asked:
        found[key(one)][one.standing.state] += 1
    return [Group(name, dict(found[name])) for name in sorted(found)]


def _asked(request: Request, service: Service) -> Iterator[Asked]:
    """Every occasion of the last year in the episodes that whoever asks may see. One question."""
    today = london_day(request.now)
    for episode in _episodes(request, service):
        told, blueprint = vars(episode), blueprint_of(episode)
        facts = standing_facts([_fact(one) for one in told["told"]])
        came = occasions(blueprint, facts, as_of=today, closed_on=episode.closed_on)
        starts = blueprint.meaning(StepMeaning.TREATMENT_STARTED)
        chosen = [one["facts"].get("pathway") for one in told["chosen"] if one["step"] in starts]
        for one in standing(
            (one for one in came if one.since >= today - A_YEAR),
            answered={_key(row): row["completed_on"] for row in told["answered"]},
            not_answered={_key(row): (row["outcome"], row["on"]) for row in told["missing"]},
        ):
            worker = str(episode.lead.staff) if episode.lead else "Nobody named"
            yield Asked(one, told["wing"] or "No wing on record", _spoken(chosen), worker)


def _episodes(request: Request, service: Service) -> QuerySet[Episode]:
    """The episodes with all that is asked of them: what may not be seen is not among it."""
    mine, its = partial(seen_by, staff=request.staff, as_of=request.now), {"episode": OuterRef("pk")}
    handed_in = mine(Version).filter(response=OuterRef("pk")).exclude(kind=BEGUN)
    why = {name: name for name in ("instrument", "occasion", "nth")}
    lives = mine(Placement).filter(holds_on(london_day(request.now)), person=OuterRef("person_id"))
    chosen = mine(EventDetail).filter(event__episode=OuterRef("pk"), category="clinical").order_by("event__number")
    found = mine(Episode).filter(service=service).select_related("service", "lead__staff")
    return found.annotate(
        told=ArraySubquery(
            mine(Event).filter(**its).order_by("number").values(json=JSONObject(**{one: one for one in COLUMNS}))
        ),
        answered=ArraySubquery(
            mine(Response).filter(Exists(handed_in), **its).values(json=JSONObject(**why, completed_on="completed_on"))
        ),
        missing=ArraySubquery(
            mine(NotAnswered).filter(**its).order_by("on").values(json=JSONObject(**why, outcome="outcome", on="on"))
        ),
        chosen=ArraySubquery(chosen.values(json=JSONObject(facts="facts", step="event__step"))),
        wing=Subquery(lives.values("unit__name")[:1]),
    )


def _fact(row: dict[str, Any]) -> Fact:
    at = row["happened_at"] and datetime.fromisoformat(row["happened_at"])
    return fact_of(
        row["number"], row["step"], date.fromisoformat(row["happened_on"]), at, row["party"], row["organisation_id"],
        row["recorded_by_id"], row["facts"], row["corrects"],
    )  # fmt: skip


def _key(row: Mapping[str, Any]) -> tuple[str, str, int | None]:
    return row["instrument"], row["occasion"], row["nth"]


def _spoken(chosen: list[str | None]) -> str:
    """The pathway that was chosen last."""
    last = next((one for one in reversed(chosen) if one), None)
    return last.replace("-", " ").capitalize() if last else "Not said"
