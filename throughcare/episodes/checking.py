"""Whether what must never be false is true: the cache computed again, the lists complete, the guards in place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from throughcare.access.models import Grant
from throughcare.blueprints.course import Course, course
from throughcare.episodes.computing import Wanted, wanted
from throughcare.episodes.history import blueprint_of, facts, starting_parties
from throughcare.episodes.models import Clock, Episode, Event, Involvement, Task
from throughcare.episodes.passing import led_by_nobody_there
from throughcare.episodes.refreshing import differences
from throughcare.pathways import Event as Fact
from throughcare.pathways import from_instant

BATCH = 500
UNNOTICED = timedelta(days=1)
GUARDED = ("episodes_event", "episodes_eventdetail", "audit_entry", "audit_seal")


def faults(*, as_of: datetime) -> Iterator[str]:
    """A sentence for each fault found in the whole database; none when all is as it must be."""
    yield from _missing_guards()
    yield from _led_by_those_who_left(as_of=as_of)
    last = 0
    while ids := list(Episode.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield from _stale(ids, as_of=as_of)
        last = ids[-1]


def _stale(ids: list[int], *, as_of: datetime) -> Iterator[str]:
    """Where the cache of these episodes differs from what their events amount to."""
    episodes = Episode.objects.filter(pk__in=ids).select_related("service", "person").order_by("pk")
    events, clocks = _by_episode(Event, ids, "number"), _by_episode(Clock, ids, "run")
    involvements, tasks = _by_episode(Involvement, ids, "pk"), _by_episode(Task, ids, "pk")
    grants = _live_grants(ids)
    for episode in episodes:
        history, key = facts(events[episode.pk]), episode.pk
        cached = (clocks[key], involvements[key], tasks[key], grants[key])
        courses = _courses(episode, history, as_of)
        found = [list(_differ(episode, wanted(one), len(history), *cached)) for one in courses]
        yield from min(found, key=len)


def _differ(
    episode: Episode,
    want: Wanted,
    count: int,
    clocks: list[Any],
    involvements: list[Any],
    tasks: list[Any],
    grants: Mapping[tuple[int, str], str],
) -> Iterator[str]:
    """Where what is cached of an episode is not what is wanted."""
    yield from _own_differences(episode, want, count)
    yield from _row_differences(episode, Clock, clocks, want.clocks)
    yield from _row_differences(episode, Involvement, involvements, want.involvements)
    of_service = {(key,): row | {"service_id": episode.service_id} for key, row in want.tasks.items()}
    yield from _row_differences(episode, Task, tasks, of_service)
    if grants != want.grants:
        yield f"{episode.reference}: the grants of those who take part are not those of its blueprint."
    if episode.nobody_holds and not any(task.nobody_holds for task in tasks):
        yield f"{episode.reference}: nobody holds this person, and it is on nobody's list."


def _courses(episode: Episode, history: tuple[Fact, ...], as_of: datetime) -> Iterator[Course]:
    """The course now; and, on the day on which somebody who held jointly is relieved, as it was the day before.

    Within the hour the cache is made to say so.
    """
    blueprint, bound = blueprint_of(episode), starting_parties(episode)
    now = course(blueprint, history, as_of=from_instant(as_of), bound=bound)
    yield now
    stage = blueprint.pathway.stage.get(episode.stage)
    if stage and stage.relieved_on(episode.stage_since) == now.as_of.on:
        yield replace(now, state=replace(now.state, relieved=False))


def _led_by_those_who_left(*, as_of: datetime) -> Iterator[str]:
    """A role that ends is noticed within the hour; one that ended before yesterday should long have been."""
    for episode in led_by_nobody_there(as_of=as_of - UNNOTICED):
        yield f"{episode.reference}: whoever is named as lead has left, and it is not on the list of nobody's."


def _by_episode(model: type[Any], ids: list[int], order: str) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in model.objects.filter(episode__in=ids).order_by("episode_id", order):
        found[row.episode_id].append(row)
    return found


def _live_grants(ids: list[int]) -> Mapping[int, dict[tuple[int, str], str]]:
    found: dict[int, dict[tuple[int, str], str]] = defaultdict(dict)
    for grant in Grant.objects.filter(episode_id__in=ids, ground="involvement", ends_at__isnull=True):
        for category in grant.categories:
            found[grant.episode_id or 0][grant.organisation_id, category] = grant.level
    return found


def _own_differences(episode: Episode, want: Wanted, count: int) -> Iterator[str]:
    for column, value in {**want.episode, "event_count": count}.items():
        kept = getattr(episode, column)
        if kept != value:
            yield f"{episode.reference}: {column.replace('_', ' ')} is kept as {kept!r}, but its events say {value!r}."


def _row_differences(episode: Episode, model: type[Any], rows: list[Any], want: Mapping[Any, Any]) -> Iterator[str]:
    added, changed, removed = differences(model, rows, want)
    for what, found in (("lacks", len(added)), ("has stale", len(changed)), ("has surplus", len(removed))):
        if found:
            yield f"{episode.reference}: the cache {what} rows of {model._meta.verbose_name_plural}: {found}."


def _missing_guards() -> Iterator[str]:
    """Constraints that were never validated, and tables of facts that could be changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE NOT convalidated")
        for (name,) in cursor.fetchall():
            yield f"The constraint {name} has not been validated."
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND tgname LIKE '%%_is_append_only'")
        standing = {name for (name,) in cursor.fetchall()}
    for table in GUARDED:
        if f"{table}_is_append_only" not in standing:
            yield f"Rows of {table} could be changed: its guard is missing."
