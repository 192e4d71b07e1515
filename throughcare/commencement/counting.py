"""Clocks counted anew: those whose standard was not in force when they were kept and is now, or the reverse."""

from dataclasses import replace
from datetime import date, datetime

from throughcare.blueprints.course import course
from throughcare.episodes.computing import wanted
from throughcare.episodes.history import blueprint_of, recorded, starting_parties
from throughcare.episodes.models import Clock, Episode
from throughcare.episodes.recording import lock
from throughcare.episodes.refreshing import refresh
from throughcare.organisations.acting import verb
from throughcare.pathways import from_instant

# Each batch is one transaction: nobody who acts on one of its episodes waits longer than it takes.
BATCH = 50


def count_anew(*, slug: str, standard: str, since: date, at: datetime) -> int:
    """Count anew the episodes, open or ended, with a clock of this standard that started since. Returns how many."""
    done, last = 0, 0
    while ids := _count_batch(slug=slug, standard=standard, since=since, after=last, at=at):
        done, last = done + len(ids), ids[-1]
    return done


@verb
def _count_batch(*, slug: str, standard: str, since: date, after: int, at: datetime) -> list[int]:
    clocks = Clock.objects.filter(standard=standard, started_on__gte=since)
    found = Episode.objects.filter(blueprint__slug=slug, pk__gt=after, pk__in=clocks.values("episode"))
    ids = list(found.order_by("pk").values_list("pk", flat=True)[:BATCH])
    for key in ids:
        _count(lock(key), at=at)
    return ids


def _count(episode: Episode, *, at: datetime) -> None:
    """Write the clocks and the lines of worklists, whatever they say: nothing else depends on what is in force."""
    bound = starting_parties(episode)
    now = course(blueprint_of(episode), recorded(episode), as_of=from_instant(at), bound=bound)
    want = wanted(now)
    refresh([(episode, want, replace(want, clocks={}, tasks={}))], at=at)
