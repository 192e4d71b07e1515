"""Between rows and values: events of the database as facts of a pathway, and blueprints as they were adopted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from throughcare.blueprints import blueprint as values
from throughcare.blueprints.course import Course, with_commencements, with_local_values
from throughcare.blueprints.read import read
from throughcare.episodes.models import Blueprint, Episode, Event, EventDetail, Service
from throughcare.meanings import StepMeaning
from throughcare.organisations.questions import Given, Question
from throughcare.pathways import Event as Fact
from throughcare.pathways import Moment

# What a fact is made of, in the order of the arguments of `fact_of`.
COLUMNS = (
    "number",
    "step",
    "happened_on",
    "happened_at",
    "party",
    "organisation_id",
    "recorded_by_id",
    "facts",
    "corrects",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """All facts of an episode, in the order of recording, and what they amount to at an instant."""

    history: tuple[Fact, ...]
    course: Course


def blueprint_of(episode: Episode) -> values.Blueprint:
    """The version that the episode began with, with the local values of its service and what has come into force."""
    return run_by(episode.service, digest=episode.blueprint_id)


def run_by(service: Service, *, digest: str) -> values.Blueprint:
    """A version as a service runs it. Raises ValueError when it offers no such start."""
    return adopted(digest, starts=service.starts, in_force=service.in_force)


def adopted(digest: str, *, starts: Mapping[str, str], in_force: Mapping[str, str | None]) -> values.Blueprint:
    """An adopted version as a value, with local starts and the days on which what is in shadow comes into force."""
    return _adopted(digest, tuple(sorted(starts.items())), tuple(sorted(in_force.items())))


@lru_cache(maxsize=64)
def _adopted(
    digest: str, starts: tuple[tuple[str, str], ...], in_force: tuple[tuple[str, str | None], ...]
) -> values.Blueprint:
    text = Blueprint.objects.values_list("text", flat=True).get(digest=digest)
    blueprint = read(text.encode(), path=digest).blueprint
    assert blueprint is not None  # adopting reads it first
    days = {what: date.fromisoformat(day) if day else None for what, day in in_force}
    return with_commencements(with_local_values(blueprint, dict(starts)), days)


def adopted_versions() -> QuerySet[Blueprint]:
    """The versions of blueprints that services hold to, newest first."""
    return Blueprint.objects.order_by("slug", "-adopted_at")


def versions_meaning(word: StepMeaning) -> list[values.Blueprint]:
    """The versions in which a step bears a word, as adopted, newest first of each blueprint.

    One question, and one more for each version that this process has not read yet.
    """
    read_already = (adopted(row, starts={}, in_force={}) for row in adopted_versions().values_list("digest", flat=True))
    return [one for one in read_already if one.that_means(word)]


def steps_that_mean(words: Iterable[StepMeaning]) -> dict[str, StepMeaning]:
    """Step -> which of these words it bears, in any version of any blueprint: for facts without their episode.

    A step that means one thing here and another there is left out: nothing can be counted of it. One question.
    """
    found: dict[str, set[StepMeaning]] = {}
    for means in Blueprint.objects.values_list("means", flat=True):
        for word in words:
            for step in means.get(word, ()):
                found.setdefault(step, set()).add(word)
    return {step: next(iter(meant)) for step, meant in found.items() if len(meant) == 1}


def fact(event: Event) -> Fact:
    """An event as the pure rooms read it. Organisations and staff are named by their primary keys, as text."""
    return fact_of(*(getattr(event, column) for column in COLUMNS))


def facts(events: Iterable[Event]) -> tuple[Fact, ...]:
    return tuple(fact(event) for event in events)


RECORDED = Question(lambda: Event.objects.filter(episode=Given("episode")).order_by("number").values_list(*COLUMNS))


def recorded(episode: Episode) -> tuple[Fact, ...]:
    """Every fact of an episode in the order of recording, read as values: whole rows cost several times as much."""
    return tuple(fact_of(*row) for row in RECORDED.ask(episode=episode.pk))


def fact_of(
    number: int,
    step: str,
    happened_on: date,
    happened_at: datetime | None,
    party: str,
    organisation: int,
    staff: int,
    facts: Mapping[str, Any],
    corrects: int | None,
    seen: Iterable[Mapping[str, Any]] = (),
) -> Fact:
    """A row as a fact, with those of its answers in other categories that are `seen`."""
    return Fact(
        number=number,
        step=step,
        when=Moment(on=happened_on, at=happened_at),
        party=party or None,
        organisation=str(organisation),
        staff=str(staff),
        facts={**facts, **{asked: said for one in seen for asked, said in one.items()}} if seen else facts,
        corrects=corrects,
    )


def with_all_answers(episode: Episode, history: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts with their answers of every category, as the law is asked. For verbs: no page reads them so."""
    found: dict[int, dict[str, Any]] = {}
    for number, said in EventDetail.objects.filter(event__episode=episode).values_list("event__number", "facts"):
        found.setdefault(number, {}).update(said)
    return tuple(replace(one, facts={**one.facts, **found.get(one.number, {})}) for one in history)


def answers(event: Event) -> dict[str, Any]:
    """Everything that was answered when the event was recorded, of all categories."""
    found = dict(event.facts)
    for detail in event.details.all():
        found.update(detail.facts)
    return found


def starting_parties(episode: Episode) -> dict[str, str]:
    """Who played which party at the start, by primary keys as text."""
    return {party: str(organisation) for party, organisation in episode.parties_at_start.items()}
