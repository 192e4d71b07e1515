"""Hears of each fact in its own transaction: a review may be recorded on the episode's own page too."""

from collections.abc import Sequence
from datetime import datetime

from throughcare.episodes.recording import FOLLOWED, Followed
from throughcare.meanings import ClockMeaning
from throughcare.plans.models import Plan

REVIEW = ClockMeaning.TO_REVIEW


def follow(facts: Sequence[Followed], _at: datetime) -> None:
    """Keeps the day of the next review as the service's clock has it. Nothing is asked where that day is the same."""
    for episode, before, now in facts:
        due = now.due_on(REVIEW)
        if now.blueprint.that_means(REVIEW) and (before is None or before.due_on(REVIEW) != due):
            Plan.objects.filter(episode=episode).update(review_due_on=due)


FOLLOWED.append(follow)
