"""Whether the lists of those who wait say what the facts amount to: for `throughcare check`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from throughcare.blueprints.course import course
from throughcare.episodes.checking import BATCH
from throughcare.episodes.checking import faults as record_faults
from throughcare.episodes.computing import cached
from throughcare.episodes.history import blueprint_of, facts, starting_parties
from throughcare.episodes.models import Episode, Event
from throughcare.episodes.refreshing import differences
from throughcare.ladder.computing import lines, unanswered
from throughcare.ladder.models import Line, Unanswered
from throughcare.pathways import from_instant

COMPUTED = {Line: lines, Unanswered: unanswered}


def faults(*, as_of: datetime) -> Iterator[str]:
    """A sentence for each fault found in the whole database: in what is kept of episodes, and on the lists."""
    yield from record_faults(as_of=as_of)
    yield from faults_of_lists(as_of=as_of)


def faults_of_lists(*, as_of: datetime) -> Iterator[str]:
    """A sentence for each episode whose rows on the lists are not those that its facts make."""
    last = 0
    listed = Episode.objects.select_related("service").order_by("pk")
    while found := list(listed.filter(pk__gt=last)[:BATCH]):
        yield from _stale(found, as_of=as_of)
        last = found[-1].pk


def _stale(episodes: list[Episode], *, as_of: datetime) -> Iterator[str]:
    keys = [episode.pk for episode in episodes]
    rows = {model: _by_episode(model, keys) for model in COMPUTED}
    still_open = _by_episode(Event, [episode.pk for episode in episodes if episode.closed_on is None])
    for episode in episodes:
        history = facts(still_open[episode.pk])
        now = course(blueprint_of(episode), history, as_of=from_instant(as_of), bound=starting_parties(episode))
        for model, computed in COMPUTED.items():
            want = computed(cached(now, episode)) if history else {}
            added, changed, removed = differences(model, rows[model][episode.pk], want)
            for what, amiss in (("lacks", added), ("has stale", changed), ("has surplus", removed)):
                if amiss:
                    name = model._meta.verbose_name_plural
                    yield f"{episode.reference}: the cache {what} rows of {name}: {len(amiss)}."


def _by_episode(model: type[Any], keys: list[int]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in model.objects.filter(episode__in=keys).order_by("episode_id", "pk"):
        found[row.episode_id].append(row)
    return found
