"""Groups that a mentor helped to lead count in what they carry, apart from contacts, where mentors are looked after."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.groups_of_schemes import THERE, Creative, open_creative
from tests.peers.conftest import Peers, at_noon
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.care import helping
from throughcare.care.lines import Line
from throughcare.regimes import prison

LOCKED = Line("regime-lockdown")
HELPED = "1 group helped for 1 hour"


@pytest.fixture
def painting(peers: Peers) -> Creative:
    """Robin has helped since 16 March; the group met on the 17th, with Blake in it."""
    made = open_creative(peers)
    made.joins("Blake")
    helping.ask_to_help(cohort=made.cohort, mentor=peers.mentor("Robin").episode, by=peers.mina, at=at_noon(16, 3))
    return made


def told(as_: SignIn, who: str = "mina") -> str:
    return words(as_(who).get("/cover/mentors"))


def test_a_group_that_was_held_counts_apart_from_contacts(as_: SignIn, painting: Creative):
    assert HELPED not in told(as_)
    painting.register(Blake=THERE)
    for who in ("mina", "nadia", "petra"):
        page = told(as_, who)
        assert page.count(f"{HELPED} 1 point {HELPED}") == 1, "in 14 days and in 28, for one mentor"
        assert "contact in" not in page
        assert "Blake" not in page


def test_a_group_nobody_came_to_or_the_regime_took_is_nothing_to_carry(as_: SignIn, painting: Creative):
    painting.register(Blake=LOCKED)
    assert HELPED not in told(as_)
    painting.register(seen=1, Blake=THERE)
    assert HELPED in told(as_)
    painting.register(seen=2, Blake=LOCKED)
    assert HELPED not in told(as_), "the newest register counts"


def test_whoever_had_to_be_elsewhere_or_helped_only_later_carried_nothing_of_it(as_: SignIn, painting: Creative):
    painting.register(Blake=THERE)
    robin, session = painting.peers.mentor("Robin").person, painting.first
    times = {"starts_at": session.starts_at, "ends_at": session.ends_at, "at": session.starts_at - timedelta(hours=1)}
    visit = prison.say_commitment(person=robin, kind="social-visit", by=painting.peers.mina, **times)
    assert HELPED not in told(as_)
    prison.take_back_commitment(commitment=visit, by=painting.peers.mina, at=session.ends_at)
    assert HELPED in told(as_)
    ended = painting.cohort.helpers.get()
    helping.stop_helping(helper=ended, by=painting.peers.mina, at=session.ends_at)
    assert HELPED in told(as_), "what was carried stays"


def test_the_weight_of_a_group_is_the_scheme_s_to_set_and_the_page_asks_no_more(as_: SignIn, painting: Creative):
    painting.register(Blake=THERE)
    mina = as_("mina")
    page = mina.get("/cover/rules").content.decode()
    assert "Points for: an hour of a group they helped to lead" in page
    mina.get("/cover/mentors")
    with CaptureQueriesContext(connection) as captured:
        mina.get("/cover/mentors")
    assert len(queries(captured)) <= 8


def test_another_prison_is_told_nothing_of_it(as_: SignIn, painting: Creative):
    painting.register(Blake=THERE)
    assert HELPED not in told(as_, "sam")
