"""Writing the cache of one episode: only the rows that differ from what the events amount to."""

from collections.abc import Hashable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from throughcare.access.granting import grant_by_involvement
from throughcare.blueprints.course import Course
from throughcare.episodes.computing import Row, wanted
from throughcare.episodes.models import Clock, Episode, Involvement, Task

# Table -> the columns that tell its rows of one episode apart.
KEYS: Mapping[type[Model], tuple[str, ...]] = {
    Clock: ("standard", "run"),
    Involvement: ("party", "organisation_id"),
    Task: ("organisation_id",),
}


def refresh(episode: Episode, course: Course, *, was: Course, at: datetime) -> None:
    """Make the cached rows of an episode say what its events amount to. The caller holds the episode's row lock.

    `was` is the course before the newest fact, which the cache says until now: what that fact changes nothing of is
    not even read.
    """
    want, had = wanted(course), wanted(was)
    changed = {column: value for column, value in want.episode.items() if getattr(episode, column) != value}
    for column, value in changed.items():
        setattr(episode, column, value)
    episode.save(update_fields=[*changed, "event_count"])
    if want.clocks != had.clocks:
        _sync(Clock, episode, want.clocks)
    if want.involvements != had.involvements:
        _sync(Involvement, episode, want.involvements)
    if want.tasks != had.tasks:
        _sync(Task, episode, {(organisation,): row for organisation, row in want.tasks.items()})
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


def _sync(model: type[Any], episode: Episode, want: Mapping[tuple[Any, ...], Row]) -> None:
    added, changed, removed = differences(model, list(model.objects.filter(episode=episode)), want)
    if removed:
        model.objects.filter(pk__in=[row.pk for row in removed]).delete()
    if added or changed:
        # One statement for both: an update of several rows by their keys costs Django many times as much.
        model.objects.bulk_create(
            (
                model(
                    episode=episode, person_id=episode.person_id, **dict(zip(KEYS[model], key, strict=True)), **values
                )
                for key, values in {**added, **changed}.items()
            ),
            update_conflicts=True,
            unique_fields=["episode", *KEYS[model]],
            update_fields=list(next(iter(want.values()))),
        )
