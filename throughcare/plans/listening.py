"""Hears of each fact in its own transaction: a review may be recorded on the episode's own page too."""

from collections.abc import Sequence
from datetime import date, datetime

from throughcare.blueprints.course import Course
from throughcare.clocks import OPEN_STATES
from throughcare.episodes.recording import FOLLOWED, Followed
from throughcare.meanings import ClockMeaning
from throughcare.plans.models import Plan


def follow(facts: Sequence[Followed], _at: datetime) -> None:
    """Keeps the day of the next review as the service's clock has it. Nothing is asked where that day is the same."""
    for episode, before, now in facts:
        due = review_due(now)
        if now.blueprint.that_means(ClockMeaning.TO_REVIEW) and (before is None or review_due(before) != due):
            Plan.objects.filter(episode=episode).update(review_due_on=due)


def review_due(course: Course) -> date | None:
    """The day that a clock of reviews which runs is due; None where none runs."""
    runs = course.runs.get(course.blueprint.that_means(ClockMeaning.TO_REVIEW), ())
    last = runs[-1] if runs else None
    return last.due.on if last and last.due and last.state in OPEN_STATES else None


FOLLOWED.append(follow)
