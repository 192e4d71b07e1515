"""Keeping the lists with each fact, and making them anew where a version before this one recorded it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from throughcare.blueprints.course import Course
from throughcare.episodes.computing import NOTHING, cached, wanted
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import FOLLOWED, Followed
from throughcare.episodes.refreshing import put, refresh
from throughcare.ladder.computing import lines, unanswered
from throughcare.ladder.models import Line, Unanswered


def keep(facts: Sequence[Followed], _at: datetime) -> None:
    """Write the rows that the newest facts change. The caller holds the episodes' row locks."""
    put(Line, [(one, lines(now), lines(before) if before else {}) for one, before, now in facts])
    put(Unanswered, [(one, unanswered(now), unanswered(before) if before else {}) for one, before, now in facts])


def settle(episode: Episode, now: Course, *, at: datetime) -> None:
    """Make every row that hangs on an episode say what its facts amount to, whatever it says. Grants stay as they are.

    The caller holds the episode's row lock.
    """
    known = cached(now, episode)
    want = wanted(known)
    refresh([(episode, want, replace(NOTHING, grants=want.grants))], at=at)
    Episode.objects.filter(pk=episode.pk).update(**want.episode)
    episode.lines.all().delete()
    episode.unanswered.all().delete()
    keep([(episode, None, known)], at)


FOLLOWED.append(keep)
