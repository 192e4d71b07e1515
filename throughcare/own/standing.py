"""Where a person stands with each service, in the words that its blueprint has for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter

from throughcare.access.seeing import seen_by
from throughcare.blueprints.course import Course, course
from throughcare.episodes.history import blueprint_of, facts, starting_parties
from throughcare.episodes.models import Episode, Event
from throughcare.organisations.models import StaffRole
from throughcare.pathways import from_instant
from throughcare.people.models import Person
from throughcare.telling.line_of_time import Story
from throughcare.telling.plain_words import told
from throughcare.telling.sentences import headlines


@dataclass(frozen=True, slots=True)
class Next:
    """What should happen, by when, and whether that day has passed."""

    what: str
    by: date
    late: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """One time with one service. `holder` is empty when nobody holds the person, and once it is over."""

    service: str
    says: str
    holder: str
    since: date
    next: tuple[Next, ...]
    ended_on: date | None


def standings(person: Person, *, staff: StaffRole, as_of: datetime) -> list[Standing]:
    """Open ones first, as far as whoever asks may see. Two questions."""
    episodes = (
        seen_by(Episode, staff=staff, as_of=as_of)
        .filter(person=person)
        .select_related("service", "holder")
        .order_by("pk")
    )
    recorded = seen_by(Event, staff=staff, as_of=as_of).filter(person=person).order_by("episode_id", "number")
    of_episode = {key: list(same) for key, same in groupby(recorded, key=attrgetter("episode_id"))}
    found = [_standing(episode, of_episode.get(episode.pk, []), as_of=as_of) for episode in episodes]
    return sorted(found, key=lambda one: (one.ended_on is not None, -one.since.toordinal()))


def _standing(episode: Episode, events: Iterable[Event], *, as_of: datetime) -> Standing:
    blueprint, history = blueprint_of(episode), facts(events)
    now = course(blueprint, history, as_of=from_instant(as_of), bound=starting_parties(episode))
    story = Story(now, history, {})
    over = episode.closed_on is not None
    return Standing(
        service=str(episode.service),
        says=last_told(now),
        holder="" if over or episode.holder is None or episode.nobody_holds else str(episode.holder),
        since=episode.stage_since,
        next=() if over else tuple(_next(story)),
        ended_on=episode.closed_on,
    )


def last_told(now: Course) -> str:
    """What the blueprint says to the person after the last step that has words for them; else the stage."""
    said = (told(now, fact.step) for fact in reversed(now.facts))
    stage = now.blueprint.pathway.stage[str(now.state.stage)].title if now.state.stage else ""
    return next((sentence for sentence in said if sentence), f"{stage}." if stage else "")


def _next(story: Story) -> Iterator[Next]:
    for standard, run in headlines(story):
        if run.due:
            yield Next(standard.title, run.due.on, run.late_by > 0)
