"""Mentors who live in the prison of their scheme no longer, or have died: their matches end before their episode does.
And two who cannot be put together any more: theirs ends with them where they are.

The door of such a mentor is shut from the moment that the move is recorded. That they stop is a fact that the product
records once it is sure; until then whoever they supported should not wait for somebody who is not there.
"""

from datetime import datetime
from functools import partial

from django.db.models import Exists, OuterRef

from throughcare.care.keeping import apart
from throughcare.organisations.acting import RECORDER, serving, verb, while_nobody_acts
from throughcare.organisations.in_turn import in_turn
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.spans import holds_on
from throughcare.peers.following import end_all, end_match
from throughcare.peers.models import Match, Mentor
from throughcare.peers.words import KEPT_APART, LEFT
from throughcare.people.lives import london_day
from throughcare.people.models import Placement


def see_to_leavers(*, at: datetime) -> int:
    """How many matches ended of mentors who live elsewhere now, or have died: a placement lasts out its last day.

    A mentor whose match cannot end keeps those of no other from it: what stood against it is raised at the end.
    """
    with serving(RECORDER):
        lives = Placement.objects.filter(holds_on(london_day(at)), person=OuterRef("person"), person__died_on=None)
        here = Exists(lives.filter(organisation=OuterRef("scheme__place")))
        gone = Mentor.objects.filter(matches__ended_at=None, matches__isnull=False).exclude(here)
        found = list(gone.order_by("pk").distinct().values_list("pk", flat=True))
    return sum(in_turn(partial(_leaves, at=at), found))


@verb
def _leaves(mentor: int, *, at: datetime) -> int:
    held = Mentor.objects.select_for_update().get(pk=mentor)
    live = Match.objects.filter(mentor=held, ended_at=None).count()
    end_all(held, LEFT, at=at)
    return live


def see_to_those_kept_apart(*, at: datetime) -> int:
    """How many matches ended of two of whom the prison has said since that they cannot be put together."""
    with serving(RECORDER):
        live = list(Match.objects.filter(ended_at=None).order_by("pk").values_list("pk", "mentor__person", "person"))
        kept = set(apart({person for _, *both in live for person in both}))
    found = [pk for pk, mentor, mentee in live if {(mentor, mentee), (mentee, mentor)} & kept]
    return sum(in_turn(partial(_part, at=at), found))


@verb
def _part(match: int, *, at: datetime) -> int:
    held = Match.objects.select_related("mentee").get(pk=match)
    Mentor.objects.select_for_update().get(pk=held.mentor_id)
    with while_nobody_acts():
        end_match(held, KEPT_APART, by=clock_keeper(at=at), at=at)
    return 1
