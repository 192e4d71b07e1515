"""How an episode of a scheme stands, for whoever may see the row that is kept of it (`peers_facts`).

The matrix shows a coordinator no stages of anything; of those whom they vet and match they must know them.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection

from throughcare.blueprints.course import course
from throughcare.episodes.history import Standing, blueprint_of, fact_of, starting_parties
from throughcare.episodes.models import Episode
from throughcare.episodes.reading import Account
from throughcare.organisations.models import StaffRole
from throughcare.pathways import Event as Fact
from throughcare.pathways import from_instant
from throughcare.peers.models import Mentee, Mentor
from throughcare.people.models import Person

ASK = "SELECT episode::text, events::text FROM peers_facts(%s)"
KNOWN = frozenset(column.attname for column in Episode._meta.concrete_fields)


def account_of(kept: Mentor | Mentee, person: Person, *, staff: StaffRole, as_of: datetime) -> Account | None:
    """The episode behind a row, as its pages and forms read one; None where the door is shut. Answers of other
    categories than its stages are not in it. Two queries.
    """
    with connection.cursor() as cursor:
        cursor.execute(ASK, [kept.episode_id])
        found = cursor.fetchone()
    if found is None:
        return None
    episode, history = _episode(kept, person, json.loads(found[0])), _facts(json.loads(found[1] or "[]"))
    blueprint = blueprint_of(episode)
    now = course(blueprint, history, as_of=from_instant(as_of), bound=starting_parties(episode))
    return Account(episode, blueprint, Standing(history, now), staff, {}, "")


def _episode(kept: Mentor | Mentee, person: Person, row: Mapping[str, Any]) -> Episode:
    """The episode with whose it is: its service is that of the scheme."""
    said = {name: value for name, value in row.items() if name in KNOWN}
    said["created_at"] = datetime.fromisoformat(row["created_at"])
    found = Episode(**said)
    found.person = person
    found.service = kept.scheme.mentors if isinstance(kept, Mentor) else kept.scheme.support
    return found


def _facts(rows: list[dict[str, Any]]) -> tuple[Fact, ...]:
    return tuple(_fact(row) for row in rows)


def _fact(row: dict[str, Any]) -> Fact:
    at = row["happened_at"]
    return fact_of(
        row["number"], row["step"], date.fromisoformat(row["happened_on"]),
        datetime.fromisoformat(at) if at else None, row["party"], row["organisation"], row["staff"], row["facts"],
        row["corrects"],
    )  # fmt: skip
