"""No page of those who coordinate asks more than eight questions, however many mentors and mentees there are."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.peers.conftest import NOW, Peers
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.peers import accounts, contacts, pairing
from throughcare.peers.contacts import Met
from throughcare.regimes import prison

PAGES = (
    "/mentoring", "/mentoring/slip", "/mentoring/schemes/{scheme}", "/mentoring/mentors/{robin}",
    "/mentoring/mentors/{sasha}", "/mentoring/mentors/{robin}/takes", "/mentoring/mentors/{robin}/account/end",
    "/mentoring/mentees/{blake}", "/mentoring/mentees/{casey}", "/mentoring/mentees/{frankie}",
    "/mentoring/mentees/{casey}/wish",
    "/mentoring/mentees/{casey}/match/{robin}", "/mentoring/mentees/{casey}/no/{robin}",
    "/mentoring/mentor/{sasha}/steps/shadowing-logged", "/mentoring/mentee/{blake}/steps/support-reviewed",
    "/mentoring/matches/{match}/end", "/mentoring/matches/{match}/slips",
)  # fmt: skip


@pytest.fixture
def mina(peers: Peers, as_: SignIn) -> Client:
    """Robin supports Blake and Drew; two more wait. Frankie met Robin, and waits anew."""
    made = peers.match("Robin", "Blake")
    peers.match("Robin", "Drew")
    contacts.log_contact(match=made, met=Met(NOW.date(), 30, "art"), by=peers.mina, at=NOW)
    accounts.give(mentor=peers.mentor("Robin"), by=peers.mina, at=NOW)
    peers.asks("Ellis", "TC-EEE-222")
    peers.asks("Frankie", "TC-FFF-222")
    before = peers.match("Robin", "Frankie")
    contacts.log_contact(match=before, met=Met(NOW.date(), 20, "group"), by=peers.mina, at=NOW)
    pairing.unmatch(match=before, why="person-asked", by=peers.mina, at=NOW)
    return as_("mina")


def test_no_page_of_a_scheme_asks_more_than_eight_questions(mina: Client, peers: Peers):
    numbers = {name.lower(): number for name, number in {**peers.mentors, **peers.mentees}.items()}
    where = {**numbers, "scheme": peers.scheme.pk, "match": peers.mentor("Robin").matches.order_by("pk")[0].pk}
    more = {}
    for page in PAGES:
        address = page.format(**where)
        with CaptureQueriesContext(connection) as captured:
            assert mina.get(address).status_code == 200, address
        if len(found := queries(captured)) > 8:
            more[address] = [sql[:150] for sql in found]
    assert more == {}, "\n".join(f"{page}: {len(found)}\n" + "\n".join(found) for page, found in more.items())


def test_the_page_of_whoever_waits_asks_the_same_of_one_mentor_and_of_many(mina: Client, peers: Peers):
    address = f"/mentoring/mentees/{peers.mentees['Frankie']}"
    few = asked(mina, address)
    for letter in "GHJKL":
        peers.applicant(f"Mentor {letter}", f"TC-{letter * 3}-222", until="supervision-held")
    assert asked(mina, address) == few <= 8
    told = words(mina.get(address))
    assert told.count("One of the two says no") == 6
    assert "Contacts" in told
    assert "24 March 2026 20 Group" in told


def test_who_must_not_meet_or_has_said_no_is_told_and_nothing_of_why(mina: Client, peers: Peers):
    casey, robin = peers.mentee("Casey"), peers.mentor("Robin")
    assert "cannot be put together" not in words(mina.get(f"/mentoring/mentees/{casey.pk}"))
    prison.keep_apart(person=casey.person, other=robin.person, by=peers.cast.owen, at=NOW)
    pairing.veto(mentor=robin, mentee=casey, side="mentor", by=peers.mina, at=NOW)
    told = words(mina.get(f"/mentoring/mentees/{casey.pk}"))
    assert "Not possible: These two cannot be put together. One of the two has said no." in told


def asked(mina: Client, address: str) -> int:
    mina.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert mina.get(address).status_code == 200
    return len(queries(captured))
