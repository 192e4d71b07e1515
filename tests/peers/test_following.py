"""What follows from the facts of a mentor's way: gates that hold, and mentees who are not left alone when one stops."""

from datetime import timedelta

import pytest

from tests.cast import LONG_AGO
from tests.peers.conftest import NOW, TODAY, Peers, at_noon, on
from throughcare.audit.models import Entry
from throughcare.episodes.models import Episode
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.models import Staff, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.peers import accounts, contacts, leaving
from throughcare.peers.checking import faults
from throughcare.peers.contacts import Met
from throughcare.peers.keeping import limit_of
from throughcare.peers.models import Match, Mentee, Mentor
from throughcare.people import actions
from throughcare.people.models import Placement
from throughcare.regimes import prison
from throughcare.transfers import ending


def test_the_way_of_a_mentor_is_kept_as_the_facts_say(peers: Peers):
    robin, sasha = peers.mentor("Robin"), peers.mentor("Sasha")
    assert (robin.active, robin.stage, robin.active_from) == (True, "Active", on(16).on)
    assert (robin.clearance_until, robin.supervision_due_on) == (on(4, 8).on, on(6, 4).on)
    assert robin.modules[0] == "Readiness"
    assert len(robin.modules) == 5
    assert (sasha.active, sasha.stage, sasha.shadowing_from) == (False, "Shadowing another mentor", on(9).on)
    # Calendar months, the first day included.
    assert sasha.shadowing_until == on(8, 5).on
    assert sasha.supervision_due_on is None


def test_three_months_of_shadowing_are_three_calendar_months(peers: Peers):
    sasha = peers.mentor("Sasha").episode
    peers.takes(sasha, "shadowing-logged", "mina", on(10), at_noon(10), minutes="45")
    for day, month in ((11, 3), (8, 5)):
        with pytest.raises(Refused, match="is too early: 'At least three calendar months of shadowing'"):
            peers.takes(
                sasha, "shadowing-signed-off", "mina", on(day, month), at_noon(day, month), **{"signed-by": "Mina"}
            )
    peers.takes(sasha, "shadowing-signed-off", "mina", on(9, 5), at_noon(9, 5), **{"signed-by": "Mina Osei"})


def test_nobody_shadows_a_mentor_who_is_not_active(peers: Peers):
    ellis = peers.applicant("Ellis", "TC-EEE-333", until="training-signed-off")
    with pytest.raises(Refused, match="This mentor is not active"):
        peers.mentor_takes("Ellis", "shadowing-started", shadows=peers.mentor("Sasha").episode.reference)
    with pytest.raises(Refused, match="no other mentor with this reference"):
        peers.mentor_takes("Ellis", "shadowing-started", shadows="EP-XXX-222")
    with pytest.raises(Refused, match="no other mentor with this reference"):
        peers.mentor_takes("Ellis", "shadowing-started", shadows=ellis.episode.reference)
    robin = peers.mentor("Robin").episode.reference
    assert peers.mentor_takes("Ellis", "shadowing-started", shadows=robin.lower()).stage == "shadowing"


def test_an_applicant_approves_nothing_with_an_account_of_their_own(peers: Peers):
    """Whatever role the account is given besides: it is the same person's."""
    ellis = peers.applicant("Ellis", "TC-EEE-333", until="application-complete")
    account = accounts.give(mentor=ellis, by=peers.mina, at=NOW).account.account.staff
    prison = peers.cast.places["HMP Eastmoor"]
    peers.cast.staff["ellis"] = StaffRole.objects.create(
        staff=account, organisation=prison, role="OPS", from_on=LONG_AGO
    )
    with pytest.raises(Refused, match="belongs to the person themselves"):
        peers.mentor_takes("Ellis", "governor-approved", "ellis", **{"decided-by": "Ellis Archer"})
    assert Episode.objects.get(pk=ellis.episode_id).stage == "vetting"


def test_a_mentors_account_records_no_step_of_anybody(peers: Peers):
    staff = Staff.objects.create(username="mo", display_name="Mo", password="!")
    runs = peers.scheme.support.organisation
    peers.cast.staff["mo"] = StaffRole.objects.create(staff=staff, organisation=runs, role="PM", from_on=LONG_AGO)
    peers.match("Robin", "Blake")
    with pytest.raises(Refused, match="logs contacts and passes worries on"):
        peers.takes(peers.mentee("Blake").episode, "match-ended", "mo", TODAY, NOW, why="other")
    with pytest.raises(Refused, match="logs contacts and passes worries on"):
        peers.mentor_takes("Robin", "supervision-held", "mo", **{"support-worker": "Mo", "clinician": "Mo"})


@pytest.mark.parametrize(
    ("step", "by", "facts", "why"),
    [
        ("suspended", "owen", {"reason": "security"}, "mentor-suspended"),
        ("stopped", "mina", {"outcome": "resigned"}, "mentor-left"),
    ],
)
def test_a_mentor_who_stops_supports_nobody_from_that_moment(
    peers: Peers, step: str, by: str, facts: dict[str, str], why: str
):
    peers.match("Robin", "Blake")
    peers.match("Robin", "Casey")
    peers.mentor_takes("Robin", step, by, **facts)
    assert set(Match.objects.values_list("ended", "ended_at")) == {(why, NOW)}
    for name in ("Blake", "Casey"):
        mentee = peers.mentee(name)
        assert (mentee.waits, mentee.episode.stage) == (True, "waiting")
        fact = mentee.episode.events.get(step="match-ended")
        assert str(fact.recorded_by.staff) == "Clock keeper (automatic)"
    # Another mentor within two working days: Thursday.
    assert (peers.mentee("Blake").due, peers.mentee("Blake").due_on) == (
        "Another mentor within 2 working days", on(26, 3).on,
    )  # fmt: skip


def test_the_matches_of_a_mentor_who_died_end_on_that_day_and_nobody_new_is_matched(peers: Peers):
    peers.match("Robin", "Blake")
    person = peers.mentor("Robin").person
    actions.record_death(person=person, on=NOW.date(), by=peers.cast.nadia, at=NOW)
    assert leaving.see_to_leavers(at=NOW + timedelta(minutes=10)) == 1
    assert (Match.objects.get().ended, peers.mentee("Blake").waits) == ("mentor-left", True)
    with pytest.raises(Refused):
        peers.match("Robin", "Casey")


def test_a_release_that_nobody_told_the_scheme_of_ends_the_matches_too(peers: Peers):
    peers.match("Robin", "Blake")
    robin = peers.mentor("Robin")
    Placement.objects.filter(person=robin.person).update(until_on=NOW.date(), recorded_at=NOW)
    assert leaving.see_to_leavers(at=NOW + timedelta(hours=1)) == 1
    assert (Match.objects.get().ended, peers.mentee("Blake").waits) == ("mentor-left", True)
    # Nobody else has recorded an arrival elsewhere for two days: it was a release.
    later = NOW + timedelta(days=2)
    found = ending.to_look_at(as_of=later)
    assert list(ending.end_all(found, by=clock_keeper(at=later), at=later)) == []
    robin = peers.mentor("Robin")
    assert (robin.open, robin.active, robin.stage) == (False, False, "Ended")


def test_a_log_of_shadowing_is_not_of_a_mentor_who_has_stopped_though_it_names_nobody(peers: Peers):
    peers.applicant("Ellis", "TC-EEE-333", until="training-signed-off")
    peers.mentor_takes("Ellis", "shadowing-started", shadows=peers.mentor("Robin").episode.reference)
    peers.mentor_takes("Ellis", "shadowing-logged", minutes="45")
    peers.mentor_takes("Robin", "suspended", reason="asked-to-rest")
    with pytest.raises(Refused, match="This mentor is not active, so nobody can go along with them"):
        peers.mentor_takes("Ellis", "shadowing-logged", minutes="45")
    # Of a day before that mentor stopped it is written down all the same.
    sasha = peers.mentor("Sasha").episode
    assert peers.takes(sasha, "shadowing-logged", "mina", on(23, 3), NOW, minutes="45")


def test_two_who_cannot_be_put_together_any_more_are_no_longer_matched(peers: Peers):
    peers.match("Robin", "Blake")
    peers.match("Robin", "Casey")
    robin, blake = peers.mentor("Robin").person, peers.mentee("Blake").person
    prison.keep_apart(person=blake, other=robin, by=peers.cast.owen, at=NOW)
    assert leaving.see_to_those_kept_apart(at=NOW + timedelta(minutes=10)) == 1
    assert leaving.see_to_those_kept_apart(at=NOW + timedelta(minutes=20)) == 0
    assert (peers.mentee("Blake").waits, peers.mentee("Casey").waits) == (True, False)
    assert Match.objects.get(mentee=peers.mentee("Blake")).ended == "kept-apart"


def test_a_match_that_cannot_end_keeps_those_of_no_other_mentor(peers: Peers):
    """Robin's begins only later, by a clock that was wrong: it cannot end before."""
    peers.applicant("Ellis", "TC-EEE-333")
    peers.mentor_takes("Ellis", "supervision-held", **{"support-worker": "Mina Osei", "clinician": "Nadia Rahman"})
    peers.match("Robin", "Blake", at=NOW + timedelta(hours=5))
    peers.match("Ellis", "Casey")
    gone = [peers.mentor(name).person_id for name in ("Robin", "Ellis")]
    Placement.objects.filter(person__in=gone).update(until_on=NOW.date(), recorded_at=NOW)
    with pytest.raises(ExceptionGroup, match="1 could not be done, 1 were"):
        leaving.see_to_leavers(at=NOW + timedelta(hours=1))
    assert Match.objects.get(ended_at=None).mentor_id == peers.mentors["Robin"]


def test_support_that_ends_frees_the_place(peers: Peers):
    peers.match("Robin", "Blake")
    peers.takes(peers.mentee("Blake").episode, "support-ended", "mina", TODAY, NOW, outcome="goals-met")
    assert (Match.objects.get().ended, peers.mentee("Blake").open) == ("support-ended", False)
    assert peers.match("Robin", "Casey").place == 1


def test_what_was_said_at_the_beginning_of_the_load_is_the_mentors_own_limit(peers: Peers):
    peers.applicant("Ellis", "TC-EEE-333", until="shadowing-signed-off")
    assert peers.mentor("Ellis").most == 25
    with pytest.raises(Refused, match="A mentor supports from 1 to 100 people"):
        peers.mentor_takes("Ellis", "mentor-active", load="0")
    peers.mentor_takes("Ellis", "mentor-active", load="4")
    assert (peers.mentor("Ellis").most, limit_of(peers.mentor("Ellis"))) == (4, 4)
    # After a suspension as well, up to the limit of the scheme.
    peers.mentor_takes("Ellis", "suspended", reason="asked-to-rest")
    peers.mentor_takes("Ellis", "back-to-shadowing", **{"decided-by": "Mina Osei"})
    peers.mentor_takes("Ellis", "mentor-active", load="60")
    assert (peers.mentor("Ellis").most, limit_of(peers.mentor("Ellis"))) == (25, 25)


def test_every_match_and_its_end_is_on_the_audit_record(peers: Peers):
    peers.match("Robin", "Blake")
    blake = peers.mentee("Blake").person
    assert Entry.objects.filter(did="matched-mentor", person_id=blake.pk, by=peers.mina).count() == 1


def test_what_is_kept_is_what_the_facts_say_and_a_check_finds_what_is_not(peers: Peers):
    peers.match("Robin", "Blake")
    contacts.log_contact(match=Match.objects.get(), met=Met(NOW.date(), 30, "group"), by=peers.mina, at=NOW)
    assert list(faults(as_of=NOW)) == []
    Mentor.objects.filter(pk=peers.mentors["Sasha"]).update(shadowed=7)
    Mentee.objects.filter(pk=peers.mentees["Blake"]).update(waits=True)
    found = list(faults(as_of=NOW))
    assert len(found) == 3
    assert found[0].endswith("what the scheme keeps is not what the facts say (shadowed).")
