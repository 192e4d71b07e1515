"""Writing the cache of one episode: only the rows that the newest fact changes."""

import json
from collections.abc import Hashable, Mapping
from datetime import datetime
from functools import cache, reduce
from operator import or_
from typing import Any, cast

from django.db import connection
from django.db.models import Model, Q

from throughcare.access.granting import grant_by_involvement
from throughcare.episodes.computing import Row, Wanted
from throughcare.episodes.models import Clock, Episode, Involvement, Task

# Table -> the columns that tell its rows of one episode apart. Rooms above add those that they keep beside it.
KEYS: dict[type[Model], tuple[str, ...]] = {
    Clock: ("standard", "run"),
    Involvement: ("party", "organisation_id"),
    Task: ("organisation_id",),
}
# Columns that every row takes from its episode, where its table has them -> what they are called there.
OF_EPISODE = {"episode_id": "pk", "person_id": "person_id", "service_id": "service_id"}


def refresh(episode: Episode, want: Wanted, *, had: Wanted, at: datetime) -> None:
    """Make the rows that hang on an episode say what its events amount to. The caller holds the episode's row lock.

    `had` is what they say until now: they are written and not read. The episode's own row is written with the fact.
    """
    put(Clock, episode, want.clocks, had.clocks)
    put(Involvement, episode, want.involvements, had.involvements)
    put(Task, episode, by_key(want.tasks), by_key(had.tasks))
    if want.grants != had.grants:
        grant_by_involvement(person_id=episode.person_id, episode_id=episode.pk, levels=want.grants, at=at)


def differences(model: type[Model], rows: list[Any], want: Mapping[tuple[Hashable, ...], Row]) -> tuple[Any, Any, Any]:
    """What to add and what to change (key -> values), and what to remove (rows)."""
    have = {tuple(getattr(row, column) for column in KEYS[model]): row for row in rows}
    added = {key: values for key, values in want.items() if key not in have}
    changed = {
        key: values
        for key, values in want.items()
        if key in have and any(getattr(have[key], column) != value for column, value in values.items())
    }
    removed = [row for key, row in have.items() if key not in want]
    return added, changed, removed


def by_key(tasks: Mapping[int, Row]) -> Mapping[tuple[int], Row]:
    return {(organisation,): row for organisation, row in tasks.items()}


def put(model: type[Any], episode: Episode, want: Mapping[Any, Row], had: Mapping[Any, Row]) -> None:
    """Write the rows of one table that are not as they had been, and take away those that are no more."""
    rows = [dict(zip(KEYS[model], key, strict=True)) | row for key, row in want.items() if had.get(key) != row]
    if rows:
        with connection.cursor() as cursor:
            known = [getattr(episode, OF_EPISODE[column]) for column in _of_episode(cast(Hashable, model))]
            cursor.execute(_upsert(cast(Hashable, model)), [*known, json.dumps(rows, default=str)])
    if gone := [Q(**dict(zip(KEYS[model], key, strict=True))) for key in had.keys() - want.keys()]:
        model.objects.filter(reduce(or_, gone), episode=episode).delete()


@cache
def _upsert(model: type[Any]) -> str:
    """One statement however many rows, the same each time: Django writes its own anew for every number of rows."""
    table, keys, known = model._meta.db_table, ("episode_id", *KEYS[model]), _of_episode(cast(Hashable, model))
    said = [column for column in _columns(model) if column not in known]
    changed = ", ".join(f"{column} = EXCLUDED.{column}" for column in said if column not in keys)
    return f"""
        INSERT INTO {table} ({", ".join((*known, *said))})
        SELECT {", ".join(["%s"] * len(known) + said)} FROM jsonb_populate_recordset(NULL::{table}, %s)
        ON CONFLICT ({", ".join(keys)}) DO UPDATE SET {changed}
    """


@cache
def _of_episode(model: type[Any]) -> tuple[str, ...]:
    """The columns of a table that say what its episode says."""
    return tuple(column for column in OF_EPISODE if column in _columns(model))


def _columns(model: type[Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
