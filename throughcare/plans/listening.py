"""Hears of each fact in its own transaction: a review may be recorded on the episode's own page too."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Case, DateField, Value, When
from django.db.models.functions import Cast

from throughcare.episodes.recording import FOLLOWED, Followed
from throughcare.meanings import ClockMeaning
from throughcare.plans.models import Plan

REVIEW = ClockMeaning.TO_REVIEW


def follow(facts: Sequence[Followed], _at: datetime) -> None:
    """Keeps the days of next reviews as the services' clocks have them: one statement, or none where nothing moved.

    Of several facts of one episode the last counts.
    """
    due = {
        episode.pk: now.due_on(REVIEW)
        for episode, before, now in facts
        if now.blueprint.that_means(REVIEW) and (before is None or before.due_on(REVIEW) != now.due_on(REVIEW))
    }
    if due:
        days = Case(*(When(episode=key, then=Value(day)) for key, day in due.items()))
        Plan.objects.filter(episode__in=due).update(review_due_on=Cast(days, DateField()))


FOLLOWED.append(follow)
