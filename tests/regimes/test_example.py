"""The example world has groups with members, registers and a waiting list, and nothing of it is amiss."""

from datetime import UTC, datetime

import pytest

from tests.care.conftest import LETTERS, NAMES, treated
from tests.cast import Cast, live_at
from throughcare.care.checking import faults
from throughcare.care.models import Attendance, Cohort, Commitment, Membership, Register, Session, Wait
from throughcare.episodes.checking import faults as faults_of_episodes
from throughcare.regimes.example import gather_groups
from throughcare.synthetic.actions import load_world

MORNING, JUNE = datetime(2026, 9, 1, 6, 0, tzinfo=UTC), datetime(2026, 6, 25, 20, tzinfo=UTC)


def test_a_group_that_runs_has_registers_and_another_begins_beside_it(cast: Cast):
    for number, letter in enumerate(LETTERS[:9]):
        treated(cast, live_at(cast, "HMP Eastmoor", NAMES[number], "Archer", reference=f"TC-C{letter}C-222"))
    assert gather_groups(at=JUNE) == 2
    running, later = Cohort.objects.order_by("from_on")
    assert (running.members.count(), later.members.count()) == (9, 0)
    assert Register.objects.filter(session__cohort=running).count() == 5
    assert Attendance.objects.count() == 45
    assert Commitment.objects.count() == 2
    assert Session.objects.filter(cohort=running, registers=None, ends_at__lt=JUNE).count() == 1
    assert [*faults(), *faults_of_episodes(as_of=JUNE)] == []


@pytest.fixture
def groups(db: None) -> int:
    load_world(name="tiny", at=MORNING)
    return gather_groups(at=MORNING)


def test_groups_run_and_begin_and_somebody_waits(groups: int):
    if groups:
        assert Wait.objects.filter(ended_at=None).exists()
    assert bool(Attendance.objects.exists()) == bool(Membership.objects.exists())
    assert [*faults(), *faults_of_episodes(as_of=MORNING)] == []
