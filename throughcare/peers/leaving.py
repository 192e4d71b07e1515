"""Mentors who live in the prison of their scheme no longer, or have died: their matches end before their episode does.

The door of such a mentor is shut from the moment that the move is recorded. That they stop is a fact that the product
records once it is sure; until then whoever they supported should not wait for somebody who is not there.
"""

from datetime import datetime
from functools import partial

from django.db.models import Exists, OuterRef

from throughcare.organisations.acting import RECORDER, serving, verb
from throughcare.organisations.in_turn import in_turn
from throughcare.organisations.spans import holds_on
from throughcare.peers.following import end_all
from throughcare.peers.models import Match, Mentor
from throughcare.peers.words import LEFT
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
