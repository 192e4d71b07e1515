"""Reading the episodes that figures are counted from, some people at a time, as the service that only counts.

What is read leaves this room as a table with its small numbers withheld, and in no other shape.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from throughcare.blueprints.blueprint import Blueprint
from throughcare.episodes.history import COLUMNS, fact_of
from throughcare.episodes.models import Episode, Event, EventDetail, ServiceParty
from throughcare.indicators import INDICATORS, Period, Tally
from throughcare.meanings import StepMeaning
from throughcare.measures.casing import Read, cases, counted_versions, with_answers
from throughcare.organisations.acting import COUNTER, by_service
from throughcare.organisations.models import Organisation
from throughcare.pathways import Event as Fact
from throughcare.pathways import Moment
from throughcare.people.models import Person

BATCH = 500
# The part whose organisation is the area that a service belongs to: local default.
AREA = "case-manager"
# An episode that ended longer before a period has no limit, notice or return that falls in it.
LOOK_BACK = timedelta(days=120)
# Answers of other categories that decide in which figure or group somebody is counted; none of them is ever shown.
ANSWERS = ("finding", "level", "section")
ANSWERED_IN = (StepMeaning.REPORT_REQUESTED, StepMeaning.FIRST_REPORT, StepMeaning.ACCESS_ASSESSED)
COUNTED_CATEGORIES = ("clinical", "mha-status")


@dataclass(frozen=True, slots=True)
class Window:
    """What is counted: a period, as things stood at a moment, by facts that were recorded until an instant."""

    period: Period
    as_of: Moment
    recorded_until: datetime


@by_service(COUNTER)
def counted(window: Window, *, services: Collection[int] | None = None) -> Tally:
    """The tally of all services, or of some (their keys); memory does not grow with the episodes."""
    found, last = Tally(), 0
    versions = counted_versions()
    names = dict(Organisation.objects.values_list("pk", "name"))
    areas = dict(ServiceParty.objects.filter(party=AREA).values_list("service", "organisation__name"))
    while people := list(_people(window, services, versions).filter(person__gt=last)[:BATCH]):
        for service, case in cases(_read(people, window, versions), names, areas, as_of=window.as_of):
            if services is None or service in services:
                found.count(case, INDICATORS.values(), period=window.period)
        last = people[-1]
    return found


def _people(window: Window, services: Collection[int] | None, versions: list[Blueprint]) -> QuerySet[Episode, int]:
    """The keys of those of whom anything can be counted."""
    still = Q(closed_on=None) | Q(closed_on__gte=window.period.first - LOOK_BACK)
    asked = _counted(window, versions).filter(still)
    if services is not None:
        asked = asked.filter(service__in=services)
    return asked.order_by("person").values_list("person", flat=True).distinct()


def _counted(window: Window, versions: list[Blueprint]) -> QuerySet[Episode]:
    held_to = [one.digest for one in versions]
    return Episode.objects.filter(blueprint__in=held_to, created_at__lte=window.recorded_until)


def _read(people: list[int], window: Window, versions: list[Blueprint]) -> Iterator[Read]:
    """Every episode of these people, each with its facts."""
    asked = _counted(window, versions).filter(person__in=people)
    columns = ("pk", "person", "service", "blueprint", "service__starts", "service__in_force", "parties_at_start")
    episodes = list(asked.order_by("person", "pk").values_list(*columns))
    described = Person.objects.filter(pk__in=people).values_list("pk", "sex", "ethnic_category", "birth_date")
    who = {row[0]: row[1:] for row in described}
    steps = {step for one in versions for step in one.meaning(*ANSWERED_IN)}
    facts = _facts([row[0] for row in episodes], window, steps)
    for pk, person, service, digest, starts, in_force, parties in episodes:
        yield Read(person, service, digest, starts, in_force, parties, *who[person], events=facts[pk])


def _facts(episodes: list[int], window: Window, answered_in: Collection[str]) -> Mapping[int, list[Fact]]:
    recorded = Event.objects.filter(episode__in=episodes, recorded_at__lte=window.recorded_until)
    answers = _answers(episodes, answered_in)
    found: dict[int, list[Fact]] = defaultdict(list)
    for episode, *row in recorded.order_by("episode_id", "number").values_list("episode_id", *COLUMNS):
        fact = fact_of(*row)
        found[episode].append(with_answers(fact, answers.get((episode, fact.number))))
    return found


def _answers(episodes: list[int], answered_in: Collection[str]) -> Mapping[tuple[int, int], dict[str, Any]]:
    """By episode and number of the fact, the few answers that count; no other word of them leaves the database."""
    asked = EventDetail.objects.filter(
        event__episode__in=episodes, event__step__in=answered_in, category__in=COUNTED_CATEGORIES
    )
    taken = {f"its_{name}": KeyTextTransform(name, "facts") for name in ANSWERS}
    found: dict[tuple[int, int], dict[str, Any]] = defaultdict(dict)
    for episode, number, *given in asked.annotate(**taken).values_list("event__episode_id", "event__number", *taken):
        said = zip(ANSWERS, given, strict=True)
        found[episode, number].update({name: answer for name, answer in said if answer is not None})
    return found
