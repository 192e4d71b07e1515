"""Mentors who no longer live in the prison of their scheme: their matches end before anybody has closed their episode.

The door of such a mentor is shut from the moment that the move is recorded. That they stop is a fact that the product
records once it is sure; until then whoever they supported should not wait for somebody who is not there.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef

from throughcare.organisations.acting import verb
from throughcare.organisations.spans import holds_on
from throughcare.peers.following import end_all
from throughcare.peers.models import Match, Mentor
from throughcare.peers.words import LEFT
from throughcare.people.lives import london_day
from throughcare.people.models import Placement


@verb
def see_to_leavers(*, at: datetime) -> int:
    """How many matches ended of mentors who live elsewhere now."""
    lives = Placement.objects.filter(holds_on(london_day(at)), person=OuterRef("person"))
    gone = Mentor.objects.filter(matches__ended_at=None, matches__isnull=False).exclude(
        Exists(lives.filter(organisation=OuterRef("scheme__place")))
    )
    ended = 0
    for mentor in Mentor.objects.select_for_update().filter(pk__in=gone.values("pk")).order_by("pk"):
        ended += Match.objects.filter(mentor=mentor, ended_at=None).count()
        end_all(mentor, LEFT, at=at)
    return ended
