"""Somebody asks for a mentor and staff write it down: what they find then, and what the scheme reads of it."""

import pytest

from tests.peers.conftest import NOW, Peers
from tests.web.conftest import SignIn
from tests.web.pages import unseen, words
from throughcare.peers.checking import faults
from throughcare.peers.models import Mentee

SAID = {"asked-by": "wing-officer", "need": "loneliness", "language": "Polish", "aim": "To sit with others"}
DAY = {"happened-day": "24", "happened-month": "3", "happened-year": "2026"}
# Who writes it down -> where the scheme finds it.
WRITERS = {"owen": "Referral sent, not yet received", "mina": "Asked for, not looked at yet"}


def asks(as_: SignIn, peers: Peers, who: str) -> str:
    """Where whoever wrote it down is led."""
    peers.lives("Frankie", "TC-FFF-222", "C wing")
    page, browser = f"/refer/{peers.scheme.support.pk}?person=TC-FFF-222", as_(who)
    answer = browser.post(page, {**unseen(browser.get(page)), **SAID, **DAY})
    assert answer.status_code == 303
    return str(answer["Location"])


@pytest.mark.parametrize("who", WRITERS)
def test_whoever_is_shown_no_stages_is_told_on_the_persons_page_that_it_is_on_record(
    as_: SignIn, peers: Peers, who: str
):
    led = asks(as_, peers, who)
    assert led == "/people/TC-FFF-222?done=referred"
    assert "The referral is on record." in words(as_(who).get(led))


def test_a_clinician_has_the_receipt(as_: SignIn, peers: Peers):
    led = asks(as_, peers, "nadia")
    assert led.endswith("/receipt")
    assert as_("nadia").get(led).status_code == 200


@pytest.mark.parametrize("who", WRITERS)
def test_what_was_answered_once_is_what_the_scheme_reads_and_is_not_asked_again(as_: SignIn, peers: Peers, who: str):
    asks(as_, peers, who)
    mina, frankie = as_("mina"), Mentee.objects.get(person__reference="TC-FFF-222")
    assert (frankie.stage, frankie.need, frankie.aim) == (WRITERS[who], "loneliness", "To sit with others")
    told = words(mina.get(f"/mentoring/mentees/{frankie.pk}"))
    assert "Would like help with Loneliness Language Polish Aim, in their words To sit with others" in told
    if who == "owen":
        step = f"/mentoring/mentee/{frankie.pk}/steps/support-requested"
        form = mina.get(step)
        assert "Would like help with" not in words(form)
        assert mina.post(step, {**unseen(form), **DAY}).status_code == 303
        frankie.refresh_from_db()
        assert (frankie.stage, frankie.need) == (WRITERS["mina"], "loneliness")
    assert list(faults(as_of=NOW)) == []
