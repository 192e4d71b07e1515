"""Contacts: by a tap of the mentor's, or from a slip of paper; never twice, and never with a word of what was said."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.cast import gather, open_services
from tests.crowd import at_once
from tests.peers.conftest import NOW, TODAY, Peers, furnish
from throughcare.cover.models import DayCarried
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.peers import accounts, contacts, pairing
from throughcare.peers.contacts import Met
from throughcare.peers.models import Contact, Slip
from throughcare.peers.words import CONTACTS
from throughcare.people.models import Placement

MET = Met(NOW.date(), 30, "one-to-one")


def robins(peers: Peers) -> StaffRole:
    return accounts.give(mentor=peers.mentor("Robin"), by=peers.mina, at=NOW).account.account


def test_the_first_contact_begins_the_support(peers: Peers):
    made = peers.match("Robin", "Blake")
    contacts.log_contact(match=made, met=MET, by=robins(peers), at=NOW)
    blake = peers.mentee("Blake")
    assert (blake.stage, blake.met_on, blake.episode.stage) == ("Supported by a mentor", NOW.date(), "active")
    [kept] = Contact.objects.values("minutes", "kind", "way", "slip")
    assert kept == {"minutes": 30, "kind": "one-to-one", "way": "screen", "slip": None}


def test_a_tap_sent_twice_is_one_contact(peers: Peers):
    made, robin, key = peers.match("Robin", "Blake"), robins(peers), uuid4()
    first = contacts.log_contact(match=made, met=MET, by=robin, at=NOW, submission=key)
    assert contacts.log_contact(match=made, met=MET, by=robin, at=NOW, submission=key) == first
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("met", "field"),
    [
        (Met(NOW.date() + timedelta(days=1), 30, "art"), "on"),
        (Met(NOW.date() - timedelta(days=1), 30, "art"), "on"),
        (Met(NOW.date(), 0, "art"), "minutes"),
        (Met(NOW.date(), 241, "art"), "minutes"),
        (Met(NOW.date(), 30, "listener"), "kind"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(peers: Peers, met: Met, field: str):
    made = peers.match("Robin", "Blake")
    with pytest.raises(Refused) as refused:
        contacts.log_contact(match=made, met=met, by=robins(peers), at=NOW)
    assert set(refused.value.reasons) == {field}


def test_there_is_no_kind_for_what_a_listener_does():
    assert set(CONTACTS) == {"one-to-one", "group", "cbt-informed", "art", "daily-living"}


def test_a_mentor_logs_only_with_whom_they_support_now(peers: Peers):
    made, robin = peers.match("Robin", "Blake"), robins(peers)
    peers.applicant("Ellis", "TC-EEE-333")
    ellis = accounts.give(mentor=peers.mentor("Ellis"), by=peers.mina, at=NOW).account.account
    for stranger in (ellis, peers.cast.nadia, peers.cast.owen):
        with pytest.raises(Refused, match="not somebody whom you support now"):
            contacts.log_contact(match=made, met=MET, by=stranger, at=NOW)
    pairing.unmatch(match=made, why="person-asked", by=peers.mina, at=NOW)
    with pytest.raises(Refused, match="not somebody whom you support now"):
        contacts.log_contact(match=made, met=MET, by=robin, at=NOW)


def test_a_mentor_who_was_moved_logs_nothing_more(peers: Peers):
    made, robin = peers.match("Robin", "Blake"), robins(peers)
    Placement.objects.filter(person=peers.mentor("Robin").person).update(until_on=NOW.date())
    with pytest.raises(Refused, match="not somebody whom you support now"):
        contacts.log_contact(match=made, met=MET, by=robin, at=NOW)


def test_a_slip_is_entered_by_its_code_however_it_is_typed(peers: Peers):
    made = peers.match("Robin", "Blake")
    [first, second] = contacts.print_slips(match=made, count=2, by=peers.mina, at=NOW)
    entered = contacts.enter_slip(code=f" {first.code.lower()} ", met=MET, by=peers.mina, at=NOW)
    assert (entered.already, entered.contact.slip, entered.contact.way) == ("", first, "slip")
    plain = second.code.replace("-", "")
    assert contacts.enter_slip(code=plain, met=MET, by=peers.mina, at=NOW).contact.slip == second


def test_a_slip_entered_twice_is_counted_once_and_says_so(peers: Peers):
    made = peers.match("Robin", "Blake")
    [slip] = contacts.print_slips(match=made, count=1, by=peers.mina, at=NOW)
    contacts.enter_slip(code=slip.code, met=MET, by=peers.mina, at=NOW)
    again = contacts.enter_slip(code=slip.code, met=Met(NOW.date(), 60, "art"), by=peers.mina, at=NOW)
    assert again.already == (
        "Mina Osei entered this slip on Tuesday 24 March 2026 at 09:30 (30 minutes on Tuesday 24 March 2026). "
        "It is counted once."
    )
    assert Contact.objects.count() == 1


@pytest.mark.parametrize("code", ["", "ABC-DEF", "'; DROP TABLE", "١٢٣"])
def test_a_code_that_is_on_no_slip_is_named(peers: Peers, code: str):
    with pytest.raises(Refused) as refused:
        contacts.enter_slip(code=code, met=MET, by=peers.mina, at=NOW)
    assert set(refused.value.reasons) == {"code"}


def test_others_enter_no_slip_of_the_scheme_and_print_none(peers: Peers):
    made = peers.match("Robin", "Blake")
    [slip] = contacts.print_slips(match=made, count=1, by=peers.mina, at=NOW)
    with pytest.raises(Refused, match="No slip of this scheme has this code"):
        contacts.enter_slip(code=slip.code, met=MET, by=peers.cast.owen, at=NOW)
    with pytest.raises(Refused, match="Only the coordinators"):
        contacts.print_slips(match=made, count=1, by=peers.cast.owen, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_one_slip_that_four_enter_at_once_is_one_contact(django_db_setup: None):
    peers = furnish(open_services(gather()))
    peers.applicant("Robin", "TC-RRR-222", until="supervision-held")
    peers.asks("Blake", "TC-BBB-222")
    at = NOW.replace(day=5)
    [slip] = contacts.print_slips(match=peers.match("Robin", "Blake", at=at), count=1, by=peers.mina, at=at)

    def attempt(_number: int) -> None:
        contacts.enter_slip(code=slip.code, met=Met(at.date(), 30, "group"), by=peers.mina, at=at)

    assert at_once(attempt, times=4, lines=4, together=True) == ["done"] * 4
    assert (Contact.objects.count(), Slip.objects.count()) == (1, 1)


def test_a_slip_of_the_last_day_counts_for_the_mentor_who_was_met_and_for_no_other(peers: Peers):
    """Blake met Robin in the morning and was matched with Ellis after noon: the slip comes days later."""
    made = peers.match("Robin", "Blake", at=NOW - timedelta(hours=1))
    slips = contacts.print_slips(match=made, count=2, by=peers.mina, at=NOW)
    pairing.unmatch(match=made, why="person-asked", by=peers.mina, at=NOW + timedelta(hours=3))
    later = NOW + timedelta(days=2)
    contacts.enter_slip(code=slips[0].code, met=MET, by=peers.mina, at=later)
    assert (peers.mentee("Blake").stage, peers.mentee("Blake").waits) == ("Waiting for a mentor", True)
    peers.applicant("Ellis", "TC-EEE-333")
    peers.mentor_takes("Ellis", "supervision-held", **{"support-worker": "Mina Osei", "clinician": "Nadia Rahman"})
    peers.match("Ellis", "Blake", at=NOW + timedelta(hours=4))
    contacts.enter_slip(code=slips[1].code, met=MET, by=peers.mina, at=later)
    assert peers.mentee("Blake").stage == "Matched, not met yet"
    assert {row.person.given_names for row in DayCarried.objects.filter(contacts__gt=0)} == {"Robin"}


@pytest.mark.parametrize("minutes", ["-3", "0", "0.5", "241"])
def test_a_contact_that_comes_past_the_form_has_a_length_that_can_be(peers: Peers, minutes: str):
    peers.match("Robin", "Blake")
    with pytest.raises(Refused, match="A contact lasts from 1 to 240 minutes"):
        peers.takes(peers.mentee("Blake").episode, "contact-held", "mina", TODAY, NOW, minutes=minutes, kind="art")
