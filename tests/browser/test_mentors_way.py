"""One walk in a browser: from an application to active mentor, every gate tried early, and out of the gate at noon."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit, axe, follow, picture
from tests.browser.filling import fill
from tests.cast import Cast
from tests.mentors import ELIGIBLE, PASSED
from tests.peers.conftest import NOW, Peers, joins, kept_peers, peers
from tests.web.mentoring.test_screen import opens
from throughcare.access.models import Grant
from throughcare.episodes import referring
from throughcare.pathways import Moment
from throughcare.peers.models import Mentor
from throughcare.people import dated
from throughcare.people.models import Placement
from throughcare.web import acting

__all__ = ["kept_peers", "peers"]
pytestmark = pytest.mark.browser

# The day on which it is all recorded: begun on 31 January, three calendar months of shadowing are over with April.
LATER = datetime(2026, 5, 5, 9, 30, tzinfo=UTC)
CLEARED = {"decided-by": "Security, Lane", "clearance-until": "2027-01-07"}
TRAINED = {"signed-by": "Nadia Rahman", "training-until": "2027-01-14"}


@dataclass(frozen=True)
class Try:
    """Who takes which step with which answers, of which day; `refused` is what the page then says, if it does."""

    who: str
    step: str
    on: str
    refused: str = ""
    said: tuple[tuple[str, str], ...] = ()


def tried(who: str, step: str, on: str, refused: str = "", **said: str) -> Try:
    return Try(who, step, on, refused, tuple((name.replace("_", "-"), answer) for name, answer in said.items()))


def the_walk(robin: str, sasha: str) -> list[Try]:
    modules = [tried("nadia", "module-passed", "2026-01-14", module=one, assessor="Nadia Rahman") for one in PASSED]
    return [
        tried("mina", "application-complete", "2026-01-06", "With an open ACCT nobody is put forward",
              **{**ELIGIBLE, "acct-open": "yes"}),
        tried("mina", "application-complete", "2026-01-06", **ELIGIBLE),
        tried("ellis", "governor-approved", "2026-01-07", "This account belongs to the person themselves",
              decided_by="Ellis"),
        tried("owen", "governor-approved", "2026-01-07", decided_by="Governor Hart"),
        tried("mina", "approved-for-training", "2026-01-08", "Security clears"),
        tried("nadia", "module-passed", "2026-01-08", "Being vetted", module="readiness", assessor="Nadia Rahman"),
        tried("owen", "security-cleared", "2026-01-08", **CLEARED),
        tried("nadia", "health-has-no-objection", "2026-01-09", objection="no"),
        tried("mina", "approved-for-training", "2026-01-12"),
        tried("nadia", "training-signed-off", "2026-01-13", "Module of training passed", **TRAINED),
        *modules[:-1],
        tried("nadia", "training-signed-off", "2026-01-14", "Every module must be passed first", **TRAINED),
        modules[-1],
        tried("nadia", "training-signed-off", "2026-01-15", **TRAINED),
        tried("mina", "shadowing-started", "2026-01-31", "This mentor is not active", shadows=sasha),
        tried("mina", "shadowing-started", "2026-01-31", shadows=robin),
        tried("mina", "shadowing-logged", "2026-02-07", minutes="45", shadows=robin),
        tried("mina", "shadowing-signed-off", "2026-03-02", "three calendar months", signed_by="Mina Osei"),
        tried("mina", "mentor-active", "2026-03-03", "Shadowing signed off"),
        tried("mina", "shadowing-signed-off", "2026-05-01", signed_by="Mina Osei"),
        tried("mina", "mentor-active", "2026-05-05"),
    ]  # fmt: skip


@pytest.fixture
def world(peers: Peers) -> Cast:
    """Ellis applied in January, and has an officer's account that is theirs, which must not help them."""
    person = peers.lives("Ellis", "TC-EEE-333", "C wing")
    episode = referring.refer(
        person=person, service=peers.scheme.mentors, facts={"languages": "English"}, begin="application-received",
        happened=Moment(on=date(2026, 1, 5)), by=peers.mina, at=NOW,
    )  # fmt: skip
    peers.mentors["Ellis"] = Mentor.objects.get(episode=episode).pk
    account = joins(peers.cast, "ellis", "Ellis A.", "OPS", peers.cast.places["HMP Eastmoor"])
    Grant.objects.create(
        person=person, organisation=account.organisation, categories=["identity-and-location"], level="read",
        ground="own", purpose="subject-access", staff=account, episode_id=episode.pk, source_id=1,
        starts_at=NOW - timedelta(days=9),
    )  # fmt: skip
    # That grant alone would make it a person's own account; what is tried here is a role of the prison beside it.
    return peers.cast


def test_from_application_to_active_mentor_with_every_gate_tried_early_and_out_at_noon(
    visit: Visit, peers: Peers, world: Cast, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(acting, "now", lambda: LATER)
    ellis, pages = peers.mentor("Ellis"), dict[str, Page]()
    assert "1 person applied to be a mentor and has no clearance yet" in visit("owen", "/today").inner_text("main")
    for number, one in enumerate(the_walk(*(peers.mentor(name).episode.reference for name in ("Robin", "Sasha")))):
        page = pages.setdefault(one.who, visit(one.who, "/today")) if one.who not in pages else pages[one.who]
        page.goto(address(ellis, one))
        fill(page, dict(one.said), one.on)
        follow(page.locator("main form button[type=submit]").last)
        said = page.inner_text("main")
        assert (one, "There is a problem" in said) == (one, bool(one.refused)), said
        if one.refused:
            picture(page, f"way-{number:02}-{one.step}-refused")
            assert (one, one.refused in said) == (one, True), said
            assert (one.step, axe(page)) == (one.step, [])
    board = visit("mina", f"/mentoring/mentors/{ellis.pk}")
    picture(board, "way-active")
    assert "Ellis Archer: active" in board.inner_text("h1")
    out_at_noon(visit, peers, monkeypatch)


def out_at_noon(visit: Visit, peers: Peers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ellis supports Blake, leaves prison at noon, and at a minute past there is no screen."""
    opens(peers, "Ellis")
    peers.match("Ellis", "Blake", at=LATER)
    noon = LATER.replace(hour=12, minute=0)
    monkeypatch.setattr(acting, "now", lambda: noon - timedelta(minutes=1))
    screen = visit("ellis", "/mentor", width=320)
    picture(screen, "way-screen")
    assert "Blake" in screen.inner_text("main")
    here = Placement.objects.get(person=peers.mentor("Ellis").person)
    dated.end_placement(placement=here, on=noon.date(), by=peers.cast.nadia, at=noon)
    monkeypatch.setattr(acting, "now", lambda: noon + timedelta(minutes=1))
    screen.reload()
    picture(screen, "way-released")
    assert "Blake" not in screen.inner_text("body")


def address(ellis: Mentor, one: Try) -> str:
    """Clinicians open the episode; the others the pages of the scheme."""
    if one.who == "nadia":
        return f"/episodes/{ellis.episode.reference}/steps/{one.step}"
    return f"/mentoring/mentor/{ellis.pk}/steps/{one.step}"
