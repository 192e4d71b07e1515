"""Hears of each fact, and of whoever is described anew, in its own transaction: rooms below cannot call this one."""

from collections.abc import Sequence
from datetime import datetime

from throughcare.beds.following import described_anew, follow
from throughcare.episodes.recording import FOLLOWED, Followed
from throughcare.people.describing import CORRECTED


def hear(facts: Sequence[Followed], at: datetime) -> None:
    for episode, before, now in facts:
        follow(episode, before, now, at)


FOLLOWED.append(hear)
CORRECTED.append(described_anew)
