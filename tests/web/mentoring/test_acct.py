"""Whether an ACCT is open stands where a mentor is vetted and a mentee is checked; it stops nobody by itself."""

import re
from datetime import timedelta

import pytest

from tests.acct.conftest import opened
from tests.peers.conftest import NOW, Peers
from tests.web.conftest import SignIn
from tests.web.pages import words
from throughcare.acct import mirroring
from throughcare.acct.models import Acct

DAY = timedelta(days=1)
NONE = "No ACCT is mirrored here as open or in post-closure, as far as you may see. Ask the prison"
DECIDES = "With an open ACCT the mental health team decides first whether a mentor would help."
VETTING = "Vetting asks that no ACCT is open, and looks again when one is opened."
DETAIL = re.compile(r"E-114|interview|case review")


def begin(peers: Peers, whose: object) -> Acct:
    owen = peers.cast.owen
    return mirroring.begin(person=whose.person, said=opened(NOW - DAY), by=owen, at=NOW)  # type: ignore[attr-defined]


def test_with_an_open_acct_the_mental_health_team_decides_and_the_coordinator_hears_no_more(as_: SignIn, peers: Peers):
    casey = peers.mentee("Casey")
    pages = (f"/mentoring/mentees/{casey.pk}", f"/mentoring/mentee/{casey.pk}/steps/not-safe")
    for page in pages:
        assert NONE in words(as_("mina").get(page))
    acct = begin(peers, casey)
    for page in pages:
        said = words(as_("mina").get(page))
        assert "An ACCT open since" in said
        assert DECIDES in said
        assert not DETAIL.search(said)
    mirroring.add(acct=acct, said=mirroring.Said("closed", NOW), by=peers.cast.owen, at=NOW)
    said = words(as_("mina").get(pages[0]))
    assert "An ACCT closed on" in said
    assert DECIDES not in said


def test_vetting_says_whether_one_is_open_and_the_prison_goes_on_deciding(as_: SignIn, peers: Peers):
    ellis = peers.applicant("Ellis", "TC-EEE-333", until="application-complete")
    page = f"/mentoring/mentors/{ellis.pk}"
    begin(peers, ellis)
    for who in ("mina", "owen"):
        assert VETTING in words(as_(who).get(page))
    assert "E-114/26" in words(as_("owen").get(page))
    assert not DETAIL.search(words(as_("mina").get(page)))
    peers.mentor_takes("Ellis", "governor-approved", "owen", **{"decided-by": "Governor Hart"})
    assert ellis.episode.events.filter(step="governor-approved").exists(), "no state of an ACCT shuts a gate by itself"


@pytest.mark.parametrize("who", ["nadia", "harun"])
def test_these_pages_are_nobody_elses(as_: SignIn, peers: Peers, who: str):
    begin(peers, peers.mentee("Casey"))
    assert as_(who).get(f"/mentoring/mentees/{peers.mentee('Casey').pk}").status_code == 403
