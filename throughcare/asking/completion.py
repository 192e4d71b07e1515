"""How much of what was due was answered, by instrument, wing, pathway and worker: completion is a result of its own."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.asking.set_pages import own_service
from throughcare.audit import actions as audit
from throughcare.episodes.history import blueprint_of, facts
from throughcare.episodes.models import Episode, Event, EventDetail, Service
from throughcare.indicators.shares import Share, share
from throughcare.meanings import StepMeaning
from throughcare.organisations.spans import holds_on
from throughcare.pathways import standing as standing_facts
from throughcare.people.models import Placement
from throughcare.responses.models import NotAnswered, Response
from throughcare.responses.schedule import DONE, DUE, Standing, occasions, standing
from throughcare.responses.words import NOT_ANSWERED
from throughcare.sharing.small import told
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
    """What became of the occasions of one group. `few` says that it is of too few people to be told to others."""

    name: str
    states: Mapping[str, int]
    few: bool

    @property
    def due(self) -> int:
        return sum(self.states.values())

    @property
    def share(self) -> Share | None:
        return share(self.states.get(DONE, 0), self.due) if self.due else None


def completion(request: Request, number: int) -> HttpResponse:
    """For the team; `?for=others` hides small numbers and names no worker."""
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
        "told": told,
        "bias": BIAS,
        "since": london_day(request.now) - A_YEAR,
    }
    return render(request, "asking/completion.html", given)


def _groups(asked: Iterable[Asked], key: Callable[[Asked], str]) -> list[Group]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in asked:
        found[key(one)][one.standing.state] += 1
    return [
        Group(name, dict(found[name]), told(found[name].total()) != f"{found[name].total():,}")
        for name in sorted(found)
    ]


def _asked(request: Request, service: Service) -> Iterator[Asked]:
    """Every occasion of the last year in the episodes that whoever asks may see. A fixed number of questions."""
    today, mine = london_day(request.now), partial(seen_by, staff=request.staff, as_of=request.now)
    found = mine(Episode).filter(service=service).select_related("service", "lead__staff")
    episodes = {one.pk: one for one in found}
    events = _by_episode(mine(Event).filter(episode__service=service).order_by("number"))
    answered = _by_episode(mine(Response).filter(episode__service=service))
    missing = _by_episode(mine(NotAnswered).filter(episode__service=service).order_by("on"))
    wings = dict(mine(Placement).filter(holds_on(today), unit__isnull=False).values_list("person", "unit__name"))
    pathways = _pathways(mine(EventDetail).filter(event__episode__service=service, category="clinical"))
    for key, episode in episodes.items():
        for one in _of(episode, events[key], answered[key], missing[key], today):
            worker = str(episode.lead.staff) if episode.lead else "Nobody named"
            wing = wings.get(episode.person_id, "No wing on record")
            yield Asked(one, wing, pathways.get(key, "Not said"), worker)


def _of(
    episode: Episode, events: list[Any], answered: list[Any], missing: list[Any], today: date
) -> Iterator[Standing]:
    came = occasions(blueprint_of(episode), standing_facts(facts(events)), as_of=today, closed_on=episode.closed_on)
    recent = (one for one in came if one.since >= today - A_YEAR)
    yield from standing(
        recent,
        answered={(row.instrument, row.occasion, row.nth): row.completed_on for row in answered},
        not_answered={(row.instrument, row.occasion, row.nth): (row.outcome, row.on) for row in missing},
    )


def _by_episode(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.episode_id].append(row)
    return found


def _pathways(details: Any) -> dict[int, str]:
    """Episode -> the pathway that was chosen last, where it may be seen, by what its step means."""
    found = {}
    steps: dict[int, tuple[str, ...]] = {}
    for detail in details.select_related("event__episode__service").order_by("event_id"):
        episode = detail.event.episode
        if episode.pk not in steps:
            steps[episode.pk] = blueprint_of(episode).meaning(StepMeaning.TREATMENT_STARTED)
        if detail.event.step in steps[episode.pk] and detail.facts.get("pathway"):
            found[episode.pk] = str(detail.facts["pathway"]).replace("-", " ").capitalize()
    return found
