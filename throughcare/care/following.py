"""What a fact of treatment means for groups: whoever ends treatment waits for none, and their place is free again.

`episodes` calls `follow` in the transaction of each fact, so that a group never holds a place for somebody who left.
"""

from datetime import datetime

from throughcare.blueprints.course import Course
from throughcare.care.models import Membership, Wait
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import FOLLOWED
from throughcare.meanings import StepMeaning


def gives_treatment(course: Course) -> bool:
    """Whether people of such a service are treated in sessions: a blueprint that says so, whatever its name."""
    return bool(course.blueprint.that_means(StepMeaning.SESSION_HELD))


def is_over(course: Course) -> bool:
    """Whether treatment has ended, as the facts stand."""
    ended = course.blueprint.that_means(StepMeaning.TREATMENT_ENDED)
    return course.state.closed or any(fact.step == ended for fact in course.facts)


def follow(episode: Episode, before: Course | None, now: Course, at: datetime) -> None:
    """Frees what is held for somebody whose treatment has ended with this fact. The caller holds the row lock."""
    if not gives_treatment(now) or not is_over(now) or (before is not None and is_over(before)):
        return
    Wait.objects.filter(episode=episode, ended_at=None).update(ended_at=at, ended="stopped")
    live = Membership.objects.filter(episode=episode, ended_at=None)
    live.filter(accepted_at=None).update(ended_at=at, ended="taken-back")
    live.update(ended_at=at, ended="treatment-ended")


FOLLOWED.append(follow)
