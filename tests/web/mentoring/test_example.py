"""The scheme of an example world is lived through by the same verbs as any other."""

from datetime import timedelta

import pytest

from tests.peers.conftest import NOW, Peers
from throughcare.care.checking import faults as faults_of_groups
from throughcare.care.models import Cohort, Register, Wait
from throughcare.mentoring import example
from throughcare.organisations.models import Staff
from throughcare.peers.checking import faults
from throughcare.peers.models import Match, Mentee


def test_those_who_wait_longest_are_matched_and_some_still_wait(peers: Peers, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(example, "WAITING", 1)
    example.live(example.Scene(peers.mina, NOW), peers.scheme.support)
    assert Match.objects.count() == 2
    assert Mentee.objects.filter(waits=True).count() == 1
    assert list(faults(as_of=NOW)) == []


def test_the_mentor_who_supports_most_signs_in_with_the_password_of_the_world(peers: Peers):
    peers.match("Robin", "Blake")
    [said] = example.give_mentor_account(at=NOW)
    account = Staff.objects.get(username=said["username"])
    assert account.check_password(said["password"])
    assert account.given_until is None


def test_the_scheme_paints_together_with_registers_and_the_help_of_a_mentor(
    peers: Peers, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(example, "PAINTERS", 1)
    for given in ("Blake", "Casey"):
        peers.match("Robin", given)
    example.paint(example.Scene(peers.mina, NOW + timedelta(weeks=6)), peers.scheme.support)
    cohort = Cohort.objects.get()
    assert (cohort.members.count(), cohort.helpers.count()) == (1, 1)
    assert Wait.objects.filter(ended_at=None).count() == 1
    past = cohort.sessions.filter(ends_at__lt=NOW + timedelta(weeks=6)).count()
    assert Register.objects.count() == past - 1 > 1, "the last one waits for its register"
    assert [*faults(as_of=NOW + timedelta(weeks=6)), *faults_of_groups()] == []
