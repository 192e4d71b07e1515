"""Who is matched with whom, what forbids it, and that no mentor is ever given more people than they can carry."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.cast import gather, open_services
from tests.crowd import at_once
from tests.peers.conftest import NOW, TODAY, Peers, furnish
from throughcare.organisations.refusals import Refused
from throughcare.peers import pairing, schemes
from throughcare.peers.models import Match
from throughcare.people.models import Placement
from throughcare.regimes import prison


def test_a_match_is_a_fact_in_the_episode_of_whoever_is_supported(peers: Peers):
    made = peers.match("Robin", "Blake")
    blake = peers.mentee("Blake")
    assert (made.place, made.aim) == (1, "To leave my cell once a day")
    assert (blake.stage, blake.waits, blake.episode.stage) == ("Matched, not met yet", False, "matched")
    assert peers.mentee("Casey").waits


def test_whoever_has_a_mentor_gets_no_second(peers: Peers):
    peers.match("Robin", "Blake")
    with pytest.raises(Refused, match="has a mentor already"):
        peers.match("Robin", "Blake")


def test_whoever_was_not_found_safe_yet_is_matched_with_nobody(peers: Peers):
    peers.asks("Ellis", "TC-EEE-222", until="request-looked-at")
    with pytest.raises(Refused, match="does not wait for a mentor: looked at whether it is safe"):
        peers.match("Robin", "Ellis")


def test_somebody_who_only_shadows_is_given_nobody(peers: Peers):
    with pytest.raises(Refused, match="Is not an active mentor yet"):
        peers.match("Sasha", "Blake")


def test_a_match_is_made_nowhere_else_and_so_passes_no_limit_by(peers: Peers):
    robin = peers.mentor("Robin").episode.reference
    with pytest.raises(Refused, match="where mentors who fit are suggested"):
        peers.takes(peers.mentee("Blake").episode, "matched", "mina", TODAY, NOW, mentor=robin, aim="To sleep better")


def test_two_who_must_not_meet_are_not_matched_and_nobody_is_told_why(peers: Peers):
    blake, robin = peers.mentee("Blake").person, peers.mentor("Robin").person
    prison.keep_apart(person=blake, other=robin, by=peers.cast.owen, at=NOW)
    with pytest.raises(Refused) as refused:
        peers.match("Robin", "Blake")
    assert refused.value.reasons == {"mentor": "Not possible with Robin Archer. These two cannot be put together."}


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_a_no_by_either_side_ends_the_match_and_holds(peers: Peers, side: str):
    peers.match("Robin", "Blake")
    pairing.veto(mentor=peers.mentor("Robin"), mentee=peers.mentee("Blake"), side=side, by=peers.mina, at=NOW)
    assert Match.objects.get().ended == ("mentor-asked" if side == "mentor" else "person-asked")
    assert peers.mentee("Blake").waits
    with pytest.raises(Refused, match="One of the two has said no"):
        peers.match("Robin", "Blake")


@pytest.mark.parametrize(("days", "says"), [(14, "done"), (15, "Supervision was due on 6 April 2026")])
def test_a_supervision_that_is_overdue_blocks_from_that_day_with_no_job(peers: Peers, days: int, says: str):
    """The last was on 23 March."""
    on_the_day = NOW.replace(day=23) + timedelta(days=days)
    if says == "done":
        assert peers.match("Robin", "Blake", at=on_the_day).place == 1
        return
    with pytest.raises(Refused, match=says):
        peers.match("Robin", "Blake", at=on_the_day)


def test_clearance_and_training_that_ran_out_are_named(peers: Peers):
    with pytest.raises(Refused, match="Security clearance ran out after 4 August 2026"):
        peers.match("Robin", "Blake", at=NOW.replace(month=8, day=5))


def test_after_a_debrief_a_mentor_rests(peers: Peers):
    peers.mentor_takes("Robin", "distress-noted", what="death")
    with pytest.raises(Refused, match="nobody has talked it over yet"):
        peers.match("Robin", "Blake")
    peers.mentor_takes("Robin", "debriefed", **{"with": "Mina Osei", "rest": "2026-03-27"})
    peers.mentor_takes("Robin", "debriefed", **{"with": "Nadia Rahman"})
    for day in (24, 27):
        with pytest.raises(Refused, match="Rests up to and including 27 March 2026"):
            peers.match("Robin", "Blake", at=NOW.replace(day=day))
    assert peers.match("Robin", "Blake", at=NOW.replace(day=28)).place == 1


def test_whoever_was_moved_away_is_given_nobody_and_gets_nobody(peers: Peers):
    Placement.objects.filter(person=peers.mentor("Robin").person).update(until_on=NOW.date())
    with pytest.raises(Refused, match="Does not live in this prison now"):
        peers.match("Robin", "Blake")
    Placement.objects.filter(person=peers.mentor("Robin").person).update(until_on=None)
    Placement.objects.filter(person=peers.mentee("Blake").person).update(until_on=NOW.date())
    with pytest.raises(Refused, match="This person does not live in this prison now"):
        peers.match("Robin", "Blake")


def test_a_mentor_with_as_many_as_they_can_carry_gets_nobody_more(peers: Peers):
    takes = schemes.Takes(languages=["English", "Polish"], most=1)
    schemes.set_profile(mentor=peers.mentor("Robin"), takes=takes, by=peers.mina, at=NOW)
    peers.match("Robin", "Blake")
    with pytest.raises(Refused, match="Supports 1 of at most 1: no place is free"):
        peers.match("Robin", "Casey")
    live = Match.objects.get()
    with pytest.raises(IntegrityError, match="supports at most 1"), transaction.atomic():
        Match.objects.create(
            mentor=live.mentor, mentee=peers.mentee("Casey"), person=peers.mentee("Casey").person, place=2, aim="x",
            by=peers.mina, at=NOW,
        )  # fmt: skip


def test_a_place_that_is_free_again_is_given_again(peers: Peers):
    first, second = peers.match("Robin", "Blake"), peers.match("Robin", "Casey")
    assert (first.place, second.place) == (1, 2)
    pairing.unmatch(match=first, why="person-asked", by=peers.mina, at=NOW)
    assert peers.match("Robin", "Drew").place == 1
    with pytest.raises(Refused, match="has ended already: the person asked"):
        pairing.unmatch(match=first, why="other", by=peers.mina, at=NOW)


def test_only_coordinators_of_the_scheme_match(peers: Peers):
    for stranger in (peers.cast.nadia, peers.cast.owen):
        with pytest.raises(Refused, match="Only the coordinators"):
            pairing.match(
                mentor=peers.mentor("Robin"), mentee=peers.mentee("Blake"), aim="To sleep", by=stranger, at=NOW
            )


@pytest.mark.django_db(transaction=True)
def test_eight_are_matched_at_once_with_a_mentor_who_carries_three(django_db_setup: None):
    """Each from a connection of its own, in one moment."""
    peers = furnish(open_services(gather()), most=3)
    peers.applicant("Robin", "TC-RRR-222", until="supervision-held")
    names = ("Ada", "Bo", "Cy", "Di", "Eve", "Flo", "Gil", "Hal")
    for number, name in enumerate(names):
        peers.asks(name, f"TC-{'BCDEFGHJ'[number] * 3}-222")
    at = NOW.replace(day=5)

    def attempt(number: int) -> None:
        peers.match("Robin", names[number], at=at)

    said = at_once(attempt, times=8, lines=8, together=True)
    assert said.count("done") == 3
    assert {one for one in said if one != "done"} == {
        "Not possible with Robin Archer. Supports 3 of at most 3: no place is free."
    }
    assert sorted(Match.objects.filter(ended_at=None).values_list("place", flat=True)) == [1, 2, 3]
