"""A mentor's own turns: they say that they cannot come with one button and a yes, and take their certificate along."""

from datetime import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.groups_of_schemes import open_creative
from tests.peers.conftest import NOW, Peers
from tests.web.conftest import SignIn
from tests.web.mentoring.test_screen import opens
from tests.web.pages import queries, words
from throughcare.audit.models import Entry
from throughcare.care import helping
from throughcare.cover import rostering, wanting
from throughcare.cover.models import Duty
from throughcare.cover.rostering import Planned
from throughcare.people.models import Placement
from throughcare.rota.gaps import AROUND_THE_CLOCK

YES = {"submission": "4c1d8d0e-9f64-4a36-8f1e-0d6f3c1a7b21"}


@pytest.fixture
def turn(peers: Peers) -> Duty:
    """Robin is on C wing tonight, which wants somebody around the clock."""
    wing = peers.wings["C wing"]
    wanting.say_wanted(unit=wing, hours=AROUND_THE_CLOCK, by=peers.cast.owen, at=NOW)
    planned = Planned(wing, NOW.date(), time(22), time(6))
    (made,) = rostering.put_on_rota(mentor=peers.mentor("Robin").episode_id, planned=planned, by=peers.mina, at=NOW)
    return made


@pytest.fixture
def robin(peers: Peers, as_: SignIn) -> Client:
    opens(peers, "Robin")
    return as_("robin")


def test_the_screen_says_when_and_one_button_with_a_yes_takes_them_off(
    robin: Client, turn: Duty, as_: SignIn, peers: Peers
):
    assert "C wing , Tuesday 24 March 2026 from 22:00 to 06:00 I cannot come" in words(robin.get("/mentor"))
    asks = words(robin.get(f"/mentor/turns/{turn.pk}"))
    assert "You cannot come? C wing , Tuesday 24 March 2026 from 22:00 to 06:00" in asks
    assert Duty.objects.get(pk=turn.pk).ended_at is None, "opening the question changes nothing"
    before = words(as_("mina").get("/cover"))
    answer = robin.post(f"/mentor/turns/{turn.pk}", YES, follow=True)
    assert "You are off that turn." in words(answer)
    held = Duty.objects.get(pk=turn.pk)
    assert (held.ended, held.get_ended_display()) == ("cannot", "The mentor cannot")
    assert held.ended_by.role == "PM"
    after = words(as_("mina").get("/cover"))
    assert before != after
    assert "Tuesday 24 March 2026 from 23:00 to 06:00" not in before
    assert robin.post(f"/mentor/turns/{turn.pk}", YES).status_code == 303, "sent twice it is done once"
    assert robin.get(f"/mentor/turns/{turn.pk}").status_code == 404
    assert Entry.objects.filter(did="cannot-turn", person_id=held.person_id).count() == 1


def test_nobody_gives_up_the_turn_of_somebody_else(peers: Peers, robin: Client, turn: Duty, as_: SignIn):
    other = Duty.objects.get(pk=turn.pk)
    for member in ("mina", "owen", "petra"):
        assert as_(member).get(f"/mentor/turns/{turn.pk}").status_code == 404, member
    peers.mentor_takes("Robin", "suspended", reason="own-health")
    assert robin.get(f"/mentor/turns/{other.pk}").status_code == 404
    assert robin.post(f"/mentor/turns/{other.pk}", {}).status_code == 404
    assert "When I am on" not in words(robin.get("/mentor"))


def test_whoever_has_left_the_prison_has_no_turn_and_no_certificate(peers: Peers, robin: Client, turn: Duty):
    assert robin.get("/mentor/certificate/file.pdf").status_code == 200
    Placement.objects.filter(person=peers.mentor("Robin").person).update(until_on=NOW.date())
    assert robin.get(f"/mentor/turns/{turn.pk}").status_code == 404
    assert robin.get("/mentor/certificate/file.pdf").status_code == 404


def test_the_certificate_is_theirs_whole_name_and_all(peers: Peers, robin: Client, as_: SignIn):
    answer = robin.get("/mentor/certificate/file.pdf")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert "My certificate with my full name (PDF)" in words(robin.get("/mentor/certificate"))
    assert Entry.objects.filter(did="printed-own-certificate").exists()
    assert as_("mina").get("/mentor/certificate/file.pdf").status_code == 404


def test_no_page_of_a_mentor_asks_more_than_eight_questions_whatever_they_have(peers: Peers, robin: Client, turn: Duty):
    match = peers.match("Robin", "Blake")
    peers.match("Robin", "Casey")
    made = open_creative(peers)
    helping.ask_to_help(cohort=made.cohort, mentor=peers.mentor("Robin").episode, by=peers.mina, at=NOW)
    for address in ("/mentor", f"/mentor/met/{match.pk}", "/mentor/certificate", f"/mentor/turns/{turn.pk}",
                    "/mentor/certificate/file.pdf", "/worries/passed-on"):  # fmt: skip
        robin.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert robin.get(address).status_code == 200, address
        assert len(queries(captured)) <= 8, [address, *queries(captured)]
