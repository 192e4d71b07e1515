"""One walk in a browser: from asking for a mentor, each match that may not be refused, to the end with goals met."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit, axe, follow, picture
from tests.browser.filling import fill
from tests.cast import Cast
from tests.peers.conftest import NOW, Peers, at_noon, kept_peers, on, peers
from throughcare.episodes.models import Episode
from throughcare.peers import schemes
from throughcare.peers.models import Contact, Mentee
from throughcare.regimes import prison
from throughcare.web import acting

__all__ = ["kept_peers", "peers"]
pytestmark = pytest.mark.browser

ASKED = {
    "asked-by": "wing-officer",
    "need": "loneliness",
    "language": "English",
    "aim": "To sit with others at dinner, and to sleep through",
}
MONTH_LATER, AT_THE_END = (datetime(2026, month, day, 9, 30, tzinfo=UTC) for month, day in ((4, 24), (5, 22)))


@pytest.fixture
def world(peers: Peers) -> Cast:
    """Robin has as many as they take; Toni must not meet Frankie, until an officer says that they may."""
    frankie = peers.lives("Frankie", "TC-FFF-222", "C wing")
    toni = peers.applicant("Toni", "TC-TTT-222", until="mentor-active")
    sat_down = {"support-worker": "Mina Osei", "clinician": "Nadia Rahman"}
    peers.takes(toni.episode, "supervision-held", "mina", on(23, 3), at_noon(23, 3), **sat_down)
    for given, most in (("Robin", 1), ("Toni", None)):
        takes = schemes.Takes(languages=["English"], needs=["loneliness"], hours=[], most=most)
        schemes.set_profile(mentor=peers.mentor(given), takes=takes, by=peers.mina, at=NOW)
    peers.match("Robin", "Blake")
    prison.keep_apart(person=toni.person, other=frankie, by=peers.cast.owen, at=NOW)
    return peers.cast


@dataclass
class Walk:
    """Frankie's way, walked by those who record it, each in a window of their own."""

    visit: Visit
    peers: Peers
    pages: dict[str, Page] = field(default_factory=dict)
    taken: int = 0

    def opens(self, who: str, address: str) -> Page:
        if who not in self.pages:
            self.pages[who] = self.visit(who, address)
        else:
            self.pages[who].goto(address)
        return self.pages[who]

    def sends(self, who: str, address: str, said: dict[str, str], *, on: str = "", refused: str = "") -> str:
        """A form is opened, filled in and sent; what the page says then. `refused` are the words of a refusal."""
        page = self.opens(who, address)
        assert "Nothing here" not in page.inner_text("h1"), (who, address, self.taken)
        fill(page, said, on)
        follow(page.locator("main form button[type=submit]").first)
        told = page.inner_text("main")
        self.taken += 1
        picture(page, f"mentee-{self.taken:02}{'-refused' if refused else ''}")
        assert (address, "There is a problem" in told) == (address, bool(refused)), told
        assert (address, refused in told) == (address, True), told
        assert not refused or axe(page) == [], address
        return told

    def later(self, monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
        """It is another day: whoever was signed in is no longer."""
        monkeypatch.setattr(acting, "now", lambda: at)
        self.pages.clear()

    def steps(self, who: str, step: str, said: dict[str, str], *, on: str = "2026-03-24", refused: str = "") -> str:
        where = f"/episodes/{self.episode.reference}" if who == "nadia" else f"/mentoring/mentee/{self.number}"
        return self.sends(who, f"{where}/steps/{step}", said, on=on, refused=refused)

    def matches(self, mentor: str, *, refused: str = "") -> str:
        address = f"/mentoring/mentees/{self.number}/match/{self.peers.mentors[mentor]}"
        return self.sends("mina", address, {"aim": "To sit with others at dinner"}, refused=refused)

    @property
    def episode(self) -> Episode:
        return Episode.objects.get(person__reference="TC-FFF-222")

    @property
    def number(self) -> int:
        return Mentee.objects.get(episode=self.episode).pk


@pytest.fixture
def walk(visit: Visit, peers: Peers, world: Cast) -> Walk:
    assert world is peers.cast
    return Walk(visit, peers)


def test_from_asking_to_goals_met_with_every_match_that_may_not_be_refused(walk: Walk, monkeypatch: pytest.MonkeyPatch):
    walk.later(monkeypatch, NOW)
    is_asked_for_and_checked(walk)
    is_matched(walk)
    met_on_paper(walk)
    walk.later(monkeypatch, MONTH_LATER)
    is_reviewed(walk)
    walk.later(monkeypatch, AT_THE_END)
    ends(walk)


def is_asked_for_and_checked(walk: Walk) -> None:
    support = walk.peers.scheme.support
    walk.sends("owen", f"/refer/{support.pk}?person=TC-FFF-222", ASKED, on="2026-03-24")
    walk.steps("mina", "support-requested", {})
    walk.matches("Toni", refused="This person does not wait for a mentor: asked for, not looked at yet.")
    walk.steps("mina", "request-looked-at", {"mental-health-first": "yes"})
    safe = {"location-safe": "yes", "work": "none"}
    walk.steps("mina", "found-safe", safe, refused="The mental health team decides first")
    walk.steps("nadia", "mental-health-decided", {"decided-by": "Nadia Rahman"})
    walk.steps("mina", "found-safe", safe)


def is_matched(walk: Walk) -> None:
    address, toni = f"/mentoring/mentees/{walk.number}", walk.peers.mentor("Toni").person
    assert walk.opens("mina", address).inner_text("main").count("not possible today") == 2
    walk.matches("Robin", refused="Not possible with Robin Archer. Supports 1 of at most 1: no place is free.")
    walk.matches("Toni", refused="These two cannot be put together.")
    prison.may_meet(person=toni, other=walk.episode.person, by=walk.peers.cast.owen, at=NOW)
    page = walk.opens("mina", address)
    picture(page, "mentee-waits")
    assert "Toni Archer: fits" in page.inner_text("main")
    assert "Toni Archer" in walk.matches("Toni")


def met_on_paper(walk: Walk) -> None:
    match = walk.peers.mentor("Toni").matches.get()
    walk.sends("mina", f"/mentoring/matches/{match.pk}/slips", {"count": "2"})
    page = walk.pages["mina"]
    page.emulate_media(media="print")
    picture(page, "mentee-slips-on-paper")
    assert "Archer" not in page.locator(".tc-slips").inner_text()
    code = page.locator(".tc-slip dd").first.inner_text()
    page.emulate_media(media="screen")
    said = {"code": code.lower().replace("-", " "), "on": "2026-03-24", "minutes": "40", "kind": "one-to-one"}
    assert "Entered: 40 minutes on 24 March 2026." in walk.sends("mina", "/mentoring/slip", said)
    again = walk.sends("mina", "/mentoring/slip", {**said, "minutes": "45"})
    assert "Mina Osei entered this slip on Tuesday 24 March 2026 at 09:30" in again
    assert "(40 minutes on Tuesday 24 March 2026). It is counted once." in again
    assert Contact.objects.filter(match=match).count() == 1


def is_reviewed(walk: Walk) -> None:
    """Staff record how self-harm stands. A coordinator, who sits with mentors and mentees, has no such page."""
    assert "24 April 2026" in walk.opens("mina", f"/mentoring/mentees/{walk.number}").inner_text("main")
    walk.opens("mina", f"/mentoring/mentee/{walk.number}/steps/self-harm-recorded")
    assert "Nothing here" in walk.pages["mina"].inner_text("h1")
    stands = {"self-reported": "reduced", "recorded": "stopped", "suicide-12-months": "none"}
    walk.steps("nadia", "self-harm-recorded", stands, on="2026-04-24")
    goes_on = {"continue": "yes", "engagement": "more", "work": "part-time", "family": "same"}
    told = walk.steps("mina", "support-reviewed", goes_on, on="2026-04-24")
    assert "Less than when support began" not in told


def ends(walk: Walk) -> None:
    ended = {"outcome": "goals-met", "work": "part-time"}
    walk.steps("mina", "support-ended", ended, on=f"{AT_THE_END:%Y-%m-%d}")
    episode, told = walk.episode, walk.pages["mina"].inner_text("main")
    assert (episode.outcome, episode.closed_on) == ("goals-met", AT_THE_END.date())
    assert [one in told for one in ("Frankie Archer: ended", "What the person wanted is reached")] == [True, True]
    assert [one in told for one in ("What can come next", "would like to meet\n")] == [False, False]
    assert walk.peers.mentor("Toni").matches.get().ended == "support-ended"
    assert timedelta(days=59) == AT_THE_END.date() - NOW.date()
    walk.matches("Toni", refused="Support has ended here: nobody is matched any more.")
