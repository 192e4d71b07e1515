"""Writing one fact: the event, its answers by category, who is to be told of it and how the episode stands by it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.holding import questions
from throughcare.episodes.computing import Row
from throughcare.episodes.models import Episode, Event
from throughcare.organisations.models import StaffRole
from throughcare.pathways import Event as Fact
from throughcare.sharing import STAGES

Answers = dict[str, Any]

WRITE = """
    WITH event AS (
        INSERT INTO episodes_event (episode_id, person_id, number, step, party, organisation_id, happened_on,
            happened_at, recorded_at, recorded_by_id, facts, corrects)
        VALUES (%(episode)s, %(person)s, %(number)s, %(step)s, %(party)s, %(organisation)s, %(happened_on)s,
            %(happened_at)s, %(at)s, %(by)s, %(facts)s, %(corrects)s)
        RETURNING id
    ), answered AS (
        INSERT INTO episodes_eventdetail (event_id, person_id, category, facts)
        SELECT event.id, %(person)s, answers.key, answers.value FROM event, jsonb_each(%(details)s) AS answers
    ), told AS (
        INSERT INTO episodes_outbox (episode_id, person_id, organisation_id, says, event_id, at)
        SELECT %(episode)s, %(person)s, other, %(step)s, event.id, %(at)s
        FROM event, unnest(%(tell)s::bigint[]) AS other
    )
    UPDATE episodes_episode SET event_count = %(number)s, stage = %(stage)s, stage_since = %(stage_since)s,
        closed_on = %(closed_on)s, outcome = %(outcome)s, holder_id = %(holder_id)s, lead_id = %(lead_id)s,
        nobody_holds = %(nobody_holds)s, relieved = %(relieved)s, next_rung_on = %(next_rung_on)s
    FROM event WHERE episodes_episode.id = %(episode)s RETURNING event.id
"""


def split(
    episode: Episode, fact: Fact, *, blueprint: Blueprint, by: StaffRole, at: datetime
) -> tuple[Event, dict[str, Answers]]:
    """The event as it will be kept, and its answers of other categories than that of stages."""
    open_facts, details = _by_category(blueprint, fact)
    event = Event(
        episode=episode,
        person_id=episode.person_id,
        number=fact.number,
        step=fact.step,
        party=fact.party or "",
        organisation_id=by.organisation_id,
        happened_on=fact.when.on,
        happened_at=fact.when.at,
        recorded_at=at,
        recorded_by=by,
        facts=open_facts,
        corrects=fact.corrects,
    )
    return event, details


def write(event: Event, details: Mapping[str, Answers], *, tell: list[int], stands: Row) -> None:
    """Keep it, in one statement. `tell` are the organisations that get a line in the outbox, `stands` is what the
    episode's own row says by it.
    """
    with connection.cursor() as cursor:
        cursor.execute(WRITE, {**stands, **_row(event), "details": json.dumps(details), "tell": tell})
        (event.pk,) = cursor.fetchone()
    for column, value in {**stands, "event_count": event.number}.items():
        setattr(event.episode, column, value)


def _row(event: Event) -> dict[str, Any]:
    return {
        "episode": event.episode_id,
        "person": event.person_id,
        "number": event.number,
        "step": event.step,
        "party": event.party,
        "organisation": event.organisation_id,
        "happened_on": event.happened_on,
        "happened_at": event.happened_at,
        "at": event.recorded_at,
        "by": event.recorded_by_id,
        "facts": json.dumps(event.facts),
        "corrects": event.corrects,
    }


def _by_category(blueprint: Blueprint, fact: Fact) -> tuple[Answers, dict[str, Answers]]:
    """Answers of the category of stages stay with the event; the others go where their category is kept."""
    category_of = {asked.id: asked.category for asked in questions(blueprint, fact.step)}
    open_facts: Answers = {}
    details: dict[str, Answers] = {}
    for name, answer in fact.facts.items():
        category = category_of.get(name, STAGES)
        (open_facts if category == STAGES else details.setdefault(category, {}))[name] = answer
    return open_facts, details
