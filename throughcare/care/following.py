"""What a fact means for groups: whoever ends treatment or support waits for none, and their place is free again.

`episodes` calls `follow` in the transaction of each fact, so that a group never holds a place for somebody who left.
"""

from collections.abc import Sequence
from datetime import datetime

from throughcare.blueprints.course import Course
from throughcare.care.models import Helper, Membership, Wait
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import FOLLOWED, Followed
from throughcare.meanings import StepMeaning
from throughcare.sessions.words import ACTIVITIES, HELD_AS, TREATMENT


def sits_in(course: Course, kind: str) -> bool:
    """Whether people of such a service sit in programmes of a kind: a blueprint that says so, whatever its name."""
    return bool(course.blueprint.that_means(HELD_AS[kind]))


def is_over(course: Course) -> bool:
    """Whether treatment, or support, has ended, as the facts stand."""
    ended = course.blueprint.that_means(StepMeaning.TREATMENT_ENDED)
    return course.state.closed or any(fact.step == ended for fact in course.facts)


def leads(course: Course) -> bool:
    """Whether somebody may help to lead a group: an active mentor."""
    steps = (course.blueprint.pathway.step[one] for one in course.blueprint.meaning(StepMeaning.MENTOR_ACTIVE))
    return course.state.stage in {step.to for step in steps if step.to}


def follow(facts: Sequence[Followed], at: datetime) -> None:
    """Frees what is held for those whose treatment or support has ended with these facts; a mentor who is active no
    longer helps in no group. The caller holds the row locks.
    """
    for kind, word in ENDED_AS.items():
        if over := [episode for episode, before, now in facts if sits_in(now, kind) and _ends_now(before, now)]:
            _free(over, word, at)
    idle = [episode for episode, before, now in facts if before is not None and leads(before) and not leads(now)]
    if idle:
        Helper.objects.filter(episode__in=idle, ended_at=None).update(ended_at=at)


# Kind of programme -> how a place in it ends with what it is part of. All that a scheme does together ends as one.
ENDED_AS = {TREATMENT: "treatment-ended", next(iter(ACTIVITIES)): "support-ended"}


def _free(over: Sequence[Episode], word: str, at: datetime) -> None:
    Wait.objects.filter(episode__in=over, ended_at=None).update(ended_at=at, ended="stopped")
    live = Membership.objects.filter(episode__in=over, ended_at=None)
    live.filter(accepted_at=None).update(ended_at=at, ended="taken-back")
    live.update(ended_at=at, ended=word)


def _ends_now(before: Course | None, now: Course) -> bool:
    return is_over(now) and not (before is not None and is_over(before))


FOLLOWED.append(follow)
