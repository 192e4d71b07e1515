"""Writing facts: events, their answers by category, who is to be told of them and how each episode stands by it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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

EVENT = ", ".join(str(field.column) for field in Event._meta.concrete_fields if not field.primary_key)
STANDS = (
    "event_count", "stage", "stage_since", "closed_on", "outcome", "holder_id", "lead_id", "nobody_holds", "relieved",
    "next_rung_on",
)  # fmt: skip
WRITE = f"""
    WITH said AS MATERIALIZED (SELECT value FROM jsonb_array_elements(%s)),
    event AS (
        INSERT INTO episodes_event ({EVENT})
        SELECT {EVENT} FROM said, jsonb_populate_record(NULL::episodes_event, value -> 'event') RETURNING *
    ), made AS (SELECT event.*, value FROM event JOIN said ON (value -> 'stands' ->> 'id')::bigint = episode_id),
    answered AS (
        INSERT INTO episodes_eventdetail (event_id, person_id, category, facts)
        SELECT id, person_id, answers.key, answers.value FROM made, jsonb_each(value -> 'details') AS answers
    ), told AS (
        INSERT INTO episodes_outbox (episode_id, person_id, organisation_id, says, event_id, at)
        SELECT episode_id, person_id, other::bigint, step, id, recorded_at
        FROM made, jsonb_array_elements_text(value -> 'tell') AS other
    )
    UPDATE episodes_episode AS its SET {", ".join(f"{column} = stands.{column}" for column in STANDS)}
    FROM made, jsonb_populate_record(NULL::episodes_episode, value -> 'stands') AS stands
    WHERE its.id = stands.id RETURNING its.id, made.id
"""


@dataclass(frozen=True, slots=True)
class Written:
    """A fact, its answers by category, who gets a line in the outbox, and what the episode's own row says by it."""

    event: Event
    details: Mapping[str, Answers]
    tell: list[int]
    stands: Row


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


def write(facts: Sequence[Written]) -> list[Event]:
    """Keep them in one statement, however many. No two are of one episode."""
    rows = [{"event": _row(one.event), "stands": one.stands, "details": one.details, "tell": one.tell} for one in facts]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [json.dumps(rows, default=str)])
        keys = dict(cursor.fetchall())
    for one in facts:
        one.event.pk = keys[one.event.episode_id]
        for column, value in one.stands.items():
            setattr(one.event.episode, column, value)
    return [one.event for one in facts]


def _row(event: Event) -> dict[str, Any]:
    return {str(field.column): getattr(event, field.attname) for field in Event._meta.concrete_fields}


def _by_category(blueprint: Blueprint, fact: Fact) -> tuple[Answers, dict[str, Answers]]:
    """Answers of the category of stages stay with the event; the others go where their category is kept."""
    category_of = {asked.id: asked.category for asked in questions(blueprint, fact.step)}
    open_facts: Answers = {}
    details: dict[str, Answers] = {}
    for name, answer in fact.facts.items():
        category = category_of.get(name, STAGES)
        (open_facts if category == STAGES else details.setdefault(category, {}))[name] = answer
    return open_facts, details
