"""Writing the cache of episodes: only the rows that the newest facts change."""

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
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
# An episode, what is kept beside it from now on, and what was until now.
Change = tuple[Episode, Wanted, Wanted]


def refresh(changes: Sequence[Change], *, at: datetime) -> None:
    """Make the rows that hang on episodes say what their events amount to. The caller holds the episodes' row locks.

    What they say until now is written and not read. An episode's own row is written with the fact.
    """
    put(Clock, [(episode, want.clocks, had.clocks) for episode, want, had in changes])
    put(Involvement, [(episode, want.involvements, had.involvements) for episode, want, had in changes])
    put(Task, [(episode, by_key(want.tasks), by_key(had.tasks)) for episode, want, had in changes])
    for episode, want, had in changes:
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


def put(model: type[Any], changes: Iterable[tuple[Episode, Mapping[Any, Row], Mapping[Any, Row]]]) -> None:
    """Write the rows of one table that are not as they had been, and take away those that are no more.

    Of each episode what it wants and what it had; one statement for what is written, however many episodes.
    """
    rows, gone = [], []
    for episode, want, had in changes:
        known = {column: getattr(episode, OF_EPISODE[column]) for column in _of_episode(cast(Hashable, model))}
        keyed = {key: dict(zip(KEYS[model], key, strict=True)) for key in want.keys() | had.keys()}
        rows += [{**known, **keyed[key], **row} for key, row in want.items() if had.get(key) != row]
        gone += [Q(episode=episode, **keyed[key]) for key in had.keys() - want.keys()]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_upsert(cast(Hashable, model)), [json.dumps(rows, default=str)])
    if gone:
        model.objects.filter(reduce(or_, gone)).delete()


@cache
def _upsert(model: type[Any]) -> str:
    """One statement however many rows, the same each time: Django writes its own anew for every number of rows."""
    table, keys, said = model._meta.db_table, ("episode_id", *KEYS[model]), ", ".join(_columns(model))
    changed = [column for column in _columns(model) if column not in (*keys, *_of_episode(cast(Hashable, model)))]
    return f"""
        INSERT INTO {table} ({said}) SELECT {said} FROM jsonb_populate_recordset(NULL::{table}, %s)
        ON CONFLICT ({", ".join(keys)}) DO UPDATE SET {", ".join(f"{one} = EXCLUDED.{one}" for one in changed)}
    """


@cache
def _of_episode(model: type[Any]) -> tuple[str, ...]:
    """The columns of a table that say what its episode says."""
    return tuple(column for column in OF_EPISODE if column in _columns(model))


def _columns(model: type[Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
