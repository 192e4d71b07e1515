"""No page of those who coordinate asks more than eight questions (that of whoever waits: ten), however many."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.peers.conftest import NOW, Peers
from tests.web.conftest import SignIn
from tests.web.pages import queries
from throughcare.peers import accounts, contacts
from throughcare.peers.contacts import Met

PAGES = (
    "/mentoring", "/mentoring/slip", "/mentoring/schemes/{scheme}", "/mentoring/mentors/{robin}",
    "/mentoring/mentors/{sasha}", "/mentoring/mentors/{robin}/takes", "/mentoring/mentors/{robin}/account/end",
    "/mentoring/mentees/{blake}", "/mentoring/mentees/{casey}", "/mentoring/mentees/{casey}/wish",
    "/mentoring/mentees/{casey}/match/{robin}", "/mentoring/mentees/{casey}/no/{robin}",
    "/mentoring/mentor/{sasha}/steps/shadowing-logged", "/mentoring/mentee/{blake}/steps/support-reviewed",
    "/mentoring/matches/{match}/end", "/mentoring/matches/{match}/slips",
)  # fmt: skip
# Of whoever waits, every mentor of the scheme is judged: who must not meet, and who said no, are asked apart.
MOST = {"/mentoring/mentees/{casey}": 10}


@pytest.fixture
def mina(peers: Peers, as_: SignIn) -> Client:
    """Robin supports Blake and Drew; a second mentor is there, and two more who wait."""
    made = peers.match("Robin", "Blake")
    peers.match("Robin", "Drew")
    contacts.log_contact(match=made, met=Met(NOW.date(), 30, "art"), by=peers.mina, at=NOW)
    accounts.give(mentor=peers.mentor("Robin"), by=peers.mina, at=NOW)
    peers.asks("Ellis", "TC-EEE-222")
    peers.asks("Frankie", "TC-FFF-222")
    return as_("mina")


def test_no_page_of_a_scheme_asks_more_than_eight_questions(mina: Client, peers: Peers):
    numbers = {name.lower(): number for name, number in {**peers.mentors, **peers.mentees}.items()}
    where = {**numbers, "scheme": peers.scheme.pk, "match": peers.mentor("Robin").matches.order_by("pk")[0].pk}
    more = {}
    for page in PAGES:
        address = page.format(**where)
        with CaptureQueriesContext(connection) as captured:
            assert mina.get(address).status_code == 200, address
        if len(found := queries(captured)) > MOST.get(page, 8):
            more[address] = [sql[:150] for sql in found]
    assert more == {}, "\n".join(f"{page}: {len(found)}\n" + "\n".join(found) for page, found in more.items())
