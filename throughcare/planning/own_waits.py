"""What somebody waits for, told to themselves: where they are and since when, who holds them, what is awaited of whom.

In sentences of few short words, like `plain`. Names of steps and standards are the service's own, and stand in quotes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.blueprints.course import Course, course
from throughcare.care.models import Wait
from throughcare.clocks import OPEN_STATES
from throughcare.episodes.history import blueprint_of, facts, starting_parties
from throughcare.episodes.models import Episode, Event
from throughcare.organisations.choosing import by_keys
from throughcare.pathways import Moment, from_instant
from throughcare.sharing.roles import THE_PERSON
from throughcare.telling.clock_words import due
from throughcare.telling.possible import awaited
from throughcare.web.asking import Request


@dataclass(frozen=True, slots=True)
class Awaited:
    """A step that is waited for, and who takes it; the person's own part is called so by the blueprint."""

    what: str
    who: str


@dataclass(frozen=True, slots=True)
class Limit:
    """By when something should have happened, and by how many days of its rule that is past."""

    what: str
    by: str
    late: int


@dataclass(frozen=True, slots=True)
class Stay:
    """A part of the way that was passed: from when, and how many days it took."""

    title: str
    since: date
    days: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """One time with one service that is still open. `holder` is empty where nobody holds the person."""

    service: str
    stage: str
    since: date
    days: int
    holder: str
    awaited: tuple[Awaited, ...]
    limits: tuple[Limit, ...]
    groups: tuple[tuple[str, date, int], ...]
    before: tuple[Stay, ...]


def own_waits(request: Request) -> HttpResponse:
    """For the person alone: staff have the line of time of each episode."""
    if request.staff.role != THE_PERSON:
        raise Http404
    who: dict[str, Any] = {"staff": request.staff, "as_of": request.now}
    episodes = seen_by(Episode, **who).filter(closed_on=None).select_related("service", "holder").order_by("pk")
    found = list(episodes)
    events = _by_episode(seen_by(Event, **who).filter(episode__in=found).order_by("episode_id", "number"))
    groups = seen_by(Wait, **who).filter(episode__in=found, ended_at=None).select_related("programme")
    waits = _by_episode(groups.order_by("episode_id", "since"))
    for person in {one.person_id for one in found}:
        audit.record(by=request.staff, at=request.now, did="saw-own-record", person_id=person)
    today = from_instant(request.now)
    courses = {one.pk: _course(one, events.get(one.pk, []), as_of=today) for one in found}
    names = by_keys({key for stands in courses.values() for key in stands.state.bound.values()})
    places = {str(key): one.name for key, one in names.items()}
    told = [_waiting(one, courses[one.pk], waits.get(one.pk, []), places) for one in found]
    return render(request, "planning/own_waits.html", {"told": sorted(told, key=attrgetter("since"))})


def _by_episode(rows: Iterable[Any]) -> dict[int, list[Any]]:
    return {key: list(same) for key, same in groupby(rows, key=attrgetter("episode_id"))}


def _course(episode: Episode, events: Iterable[Event], *, as_of: Moment) -> Course:
    return course(blueprint_of(episode), facts(events), as_of=as_of, bound=starting_parties(episode))


def _waiting(episode: Episode, now: Course, waits: Iterable[Wait], places: Mapping[str, str]) -> Waiting:
    today = now.as_of.on
    return Waiting(
        service=str(episode.service),
        stage=_title(now, now.state.stage),
        since=episode.stage_since,
        days=(today - episode.stage_since).days,
        holder="" if episode.holder is None or episode.nobody_holds else str(episode.holder),
        awaited=tuple(_awaited(now, places)),
        limits=tuple(_limits(now)),
        groups=tuple((str(one.programme), one.since, (today - one.since).days) for one in waits),
        before=tuple(_before(now)),
    )


def _title(now: Course, stage: str | None) -> str:
    return now.blueprint.pathway.stage[stage].title if stage else ""


def _awaited(now: Course, places: Mapping[str, str]) -> Iterator[Awaited]:
    """The steps that some party must take for the person to get on, each once, with whoever takes it."""
    said = set()
    for party, organisation in now.state.bound.items():
        for step in awaited(now, party):
            if (step, organisation) not in said:
                said.add((step, organisation))
                title = now.blueprint.pathway.party[party].title
                yield Awaited(now.blueprint.pathway.step[step].title, places.get(organisation, title))


def _limits(now: Course) -> Iterator[Limit]:
    """The clocks that run, the first due first; those that are not in force bind nobody and are not told."""
    running = [run for run in now.clocks if run.state in OPEN_STATES and run.due and not run.shadow]
    for run in sorted(running, key=lambda one: one.due.on if one.due else date.max):
        if run.due:
            yield Limit(now.blueprint.standard[run.standard].title, due(run.due), run.late_by)


def _before(now: Course) -> Iterator[Stay]:
    """The parts that were passed, the last one first."""
    for stay in reversed(now.state.stays[:-1]):
        until = stay.until.on if stay.until else stay.since.on
        yield Stay(_title(now, stay.stage), stay.since.on, (until - stay.since.on).days)
