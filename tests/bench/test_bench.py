"""The bench's worlds are records like any other, and its floor answers."""

from datetime import UTC, datetime

import pytest
from django.db.models import Count
from django.test import RequestFactory

from bench import worlds
from bench.floor import ROWS, floor
from throughcare.access.models import Grant
from throughcare.audit.models import Entry, Unsealed
from throughcare.episodes.checking import faults
from throughcare.episodes.models import Episode, Task
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person

EPISODES = 600


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small world, loaded with every trigger and index at work."""
    monkeypatch.setattr(worlds, "EACH", 2)
    worlds.load(EPISODES, say=str)


def test_a_world_is_as_the_verbs_would_have_written_it(world: None):
    assert Episode.objects.count() == EPISODES
    assert Episode.objects.filter(closed_on=None).count() in range(EPISODES // 20, EPISODES // 5)
    assert list(faults(as_of=datetime.now(UTC))) == []


def test_everybody_in_a_world_can_be_found_and_seen_by_somebody(world: None):
    assert not Person.objects.filter(name_keys=[]).exists()
    assert not Person.objects.exclude(pk__in=Grant.objects.values("person")).exists()
    assert Unsealed.objects.count() == Entry.objects.count()


def test_the_floor_shows_fifteen_lines_and_leaves_an_entry(world: None, rf: RequestFactory):
    busiest = Task.objects.values("organisation").annotate(lines=Count("id")).order_by("-lines").first()
    request = rf.get("/floor")
    request.user = StaffRole.objects.filter(organisation=busiest["organisation"]).first().staff
    page = floor(request).content.decode()
    assert page.count("<tr>") == 1 + ROWS
    assert Entry.objects.filter(did="saw-floor").count() == 1
