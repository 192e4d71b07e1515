"""The example world has groups with members, registers and a waiting list, and nothing of it is amiss."""

from datetime import UTC, datetime

import pytest

from throughcare.care.checking import faults
from throughcare.care.example import gather_groups
from throughcare.care.models import Attendance, Membership, Wait
from throughcare.episodes.checking import faults as faults_of_episodes
from throughcare.synthetic.actions import load_world

MORNING = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)


@pytest.fixture
def groups(db: None) -> int:
    load_world(name="tiny", at=MORNING)
    return gather_groups(at=MORNING)


def test_groups_run_and_begin_and_somebody_waits(groups: int):
    if groups:
        assert Wait.objects.filter(ended_at=None).exists()
    assert bool(Attendance.objects.exists()) == bool(Membership.objects.exists())
    assert [*faults(), *faults_of_episodes(as_of=MORNING)] == []
