"""Reading what outcomes are counted from, as the service that only counts. What is read leaves this room as numbers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import JSONObject

from throughcare import outcomes
from throughcare.episodes.history import COLUMNS, adopted, fact_of
from throughcare.episodes.models import Event, EventDetail
from throughcare.indicators import Period
from throughcare.indicators.acknowledged import Raised
from throughcare.organisations.acting import COUNTER, by_service
from throughcare.organisations.questions import Given, Question, among, together
from throughcare.outcomes import ASKED, Reached, Supported, read_mentor, read_support
from throughcare.pathways import Event as Fact
from throughcare.peers.models import Scheme
from throughcare.rota.turns import DAY, instant
from throughcare.worries.counting import RAISED
from throughcare.worries.counting import read as read_worries

QUESTIONS = tuple(question for questions in ASKED.values() for question in questions)
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which time, as it was on record at an instant: what was recorded later does not change it."""

    period: Period
    known_at: datetime


@by_service(COUNTER)
def reached(scheme: Scheme, asked: Asked) -> Reached:
    """What a scheme came to. One question, and one for each version of a blueprint that was not read yet."""
    first, last = asked.period.first, asked.period.last
    services = {"services": [scheme.support_id, scheme.mentors_id], "first": first, "known_at": asked.known_at}
    begins, ends = instant(first, 0) - timedelta(microseconds=1), min(instant(last + DAY, 0), asked.known_at)
    worries = {"services": [scheme.support_id], "since": begins, "as_of": ends}
    facts, raised = together([(RECORDED, services), (RAISED, worries)])
    read = list(_read(scheme, facts, until=last))
    found = outcomes.Scheme(
        [one for one in read if isinstance(one, Supported)],
        [one for one in read if isinstance(one, outcomes.Mentor)],
        [_as_known(one, asked.known_at) for one in read_worries(raised)],
    )
    return outcomes.reached(found, asked.period, as_of=asked.known_at)


def _recorded() -> QuerySet[Event, Any]:
    """The facts of everybody of whom anything can be in the time, episode after episode, with the answers that count;
    no other word of what was answered leaves the database.
    """
    said = EventDetail.objects.filter(
        event=OuterRef("pk"), category__in=list(ASKED), facts__has_any_keys=list(QUESTIONS)
    )
    taken = JSONObject(**{name: KeyTextTransform(name, "facts") for name in QUESTIONS})
    known = Event.objects.filter(
        Q(episode__closed_on=None) | Q(episode__closed_on__gte=Given("first")),
        among("episode__service_id", "services"),
        episode__created_at__lte=Given("known_at"),
        recorded_at__lte=Given("known_at"),
    )
    with_answers = known.annotate(
        blueprint=F("episode__blueprint_id"),
        service=F("episode__service_id"),
        said=ArraySubquery(said.values(json=taken)),
    )
    asked = ("episode_id", "person_id", "blueprint", "service", "said", *COLUMNS)
    ordered: QuerySet[Event, Any] = with_answers.order_by("episode_id", "number").values(*asked)
    return ordered


RECORDED = Question(_recorded)


def _read(scheme: Scheme, rows: Rows, *, until: date) -> Iterator[Supported | outcomes.Mentor | None]:
    for _, of in groupby(rows, key=itemgetter("episode_id")):
        mine = list(of)
        person, service = mine[0]["person_id"], mine[0]["service"]
        blueprint = adopted(mine[0]["blueprint"], starts={}, in_force={})
        facts = [_fact(row) for row in mine]
        if service == scheme.support_id:
            answers = {row["number"]: _answers(row["said"]) for row in mine}
            yield read_support(person, blueprint, facts, answers, until=until)
        else:
            yield read_mentor(person, blueprint, facts, until=until)


def _fact(row: Mapping[str, Any]) -> Fact:
    at = row["happened_at"]
    said = {**row, "happened_on": date.fromisoformat(row["happened_on"])}
    said["happened_at"] = datetime.fromisoformat(at) if at else None
    return fact_of(*(said[name] for name in COLUMNS))


def _answers(said: Iterable[Mapping[str, str | None]]) -> dict[str, str]:
    return {name: answer for one in said for name, answer in one.items() if answer is not None}


def _as_known(one: Raised, at: datetime) -> Raised:
    """A worry that was acknowledged after it was looked at had not been."""
    late = one.acknowledged_at is not None and one.acknowledged_at > at
    return replace(one, acknowledged_at=None) if late else one
