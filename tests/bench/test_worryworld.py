"""The bench's world of mentors: its copies are as the verbs would have written them, and a tap of it is heard."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from bench import worryworld
from throughcare.episodes.checking import faults
from throughcare.episodes.models import Episode
from throughcare.organisations.models import StaffRole
from throughcare.worries import raising
from throughcare.worries.reading import open_worries


def test_every_mentee_of_the_world_is_as_the_first(db: None, monkeypatch: pytest.MonkeyPatch):
    for name, few in {"SCHEMES": 1, "MENTORS_EACH": 2, "MENTEES_EACH": 4}.items():
        monkeypatch.setattr(worryworld, name, few)
    worryworld.furnish()
    now = datetime.now(UTC)
    mentees = list(Episode.objects.filter(service__title="peer-support"))
    assert [one.stage for one in mentees] == ["active"] * 4
    assert [one for one in faults(as_of=now) if "peer-support" in one or mentees[-1].reference in one] == []
    mentor = StaffRole.objects.filter(role="PM").earliest("pk")
    tapped = worryworld.whom(mentor, mentees[-1].reference, now)
    assert tapped is not None
    raising.tap(tapped=tapped, key=uuid4(), by=mentor, at=now)
    officer = StaffRole.objects.filter(role="OPS").earliest("pk")
    assert [one.line.first_name for one in open_worries(staff=officer, as_of=now)] == [mentees[-1].person.given_names]
