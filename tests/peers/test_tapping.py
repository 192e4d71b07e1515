"""Whom a worry is about: those whom a mentor supports now, somebody else on the wing, or whose slip it is."""

from datetime import timedelta

from tests.peers.conftest import NOW, Peers
from throughcare.peers import accounts, contacts, pairing
from throughcare.peers.tapping import who_taps, whose_slip
from throughcare.people.models import Placement


def test_a_tap_is_about_somebody_they_support_or_somebody_else_on_the_wing(peers: Peers):
    made = peers.match("Robin", "Blake")
    robin = accounts.give(mentor=peers.mentor("Robin"), by=peers.mina, at=NOW).account.account
    own, blake = peers.mentor("Robin").episode, peers.mentee("Blake").episode
    assert who_taps(robin, str(made.pk), NOW) == (own, blake)
    assert who_taps(robin, "", NOW) == (own, None)
    for strange in ("987654", "x", "-1", "9" * 30, "\u0661"):
        assert who_taps(robin, strange, NOW) is None
    assert who_taps(peers.mina, str(made.pk), NOW) is None
    Placement.objects.filter(person=peers.mentor("Robin").person).update(until_on=NOW.date())
    assert who_taps(robin, "", NOW) is None


def test_a_worry_about_somebody_who_has_just_moved_is_taken_from_a_screen_that_stood_open(peers: Peers):
    made = peers.match("Robin", "Blake")
    robin = accounts.give(mentor=peers.mentor("Robin"), by=peers.mina, at=NOW).account.account
    both = (peers.mentor("Robin").episode, peers.mentee("Blake").episode)
    Placement.objects.filter(person=made.person).update(until_on=NOW.date())
    assert who_taps(robin, str(made.pk), NOW) == both
    ended = pairing.unmatch(match=made, why="mentor-asked", by=peers.mina, at=NOW)
    assert who_taps(robin, str(ended.pk), NOW + timedelta(hours=24)) == both
    assert who_taps(robin, str(ended.pk), NOW + timedelta(hours=25)) is None


def test_a_slip_says_whose_it_is_to_the_scheme_and_its_prison_alone(peers: Peers):
    [slip] = contacts.print_slips(match=peers.match("Robin", "Blake"), count=1, by=peers.mina, at=NOW)
    both = (peers.mentor("Robin").episode, peers.mentee("Blake").episode)
    for staff in (peers.mina, peers.cast.owen):
        assert whose_slip(slip.code.lower(), staff.organisation, NOW) == both
    assert whose_slip(slip.code, peers.cast.sam.organisation, NOW) is None
    assert whose_slip("AAA-AAA", peers.mina.organisation, NOW) is None
