"""What a fact of treatment means for groups: whoever ends treatment waits for none, and their place is free again.

`episodes` calls `follow` in the transaction of each fact, so that a group never holds a place for somebody who left.
"""

from collections.abc import Sequence
from datetime import datetime

from throughcare.blueprints.course import Course
from throughcare.care.models import Membership, Wait
from throughcare.episodes.recording import FOLLOWED, Followed
from throughcare.meanings import StepMeaning


def gives_treatment(course: Course) -> bool:
    """Whether people of such a service are treated in sessions: a blueprint that says so, whatever its name."""
    return bool(course.blueprint.that_means(StepMeaning.SESSION_HELD))


def is_over(course: Course) -> bool:
    """Whether treatment has ended, as the facts stand."""
    ended = course.blueprint.that_means(StepMeaning.TREATMENT_ENDED)
    return course.state.closed or any(fact.step == ended for fact in course.facts)


def follow(facts: Sequence[Followed], at: datetime) -> None:
    """Frees what is held for those whose treatment has ended with these facts. The caller holds the row locks."""
    over = [episode for episode, before, now in facts if _ends_now(before, now)]
    if not over:
        return
    Wait.objects.filter(episode__in=over, ended_at=None).update(ended_at=at, ended="stopped")
    live = Membership.objects.filter(episode__in=over, ended_at=None)
    live.filter(accepted_at=None).update(ended_at=at, ended="taken-back")
    live.update(ended_at=at, ended="treatment-ended")


def _ends_now(before: Course | None, now: Course) -> bool:
    return gives_treatment(now) and is_over(now) and not (before is not None and is_over(before))


FOLLOWED.append(follow)
