"""Papers of a transfer, and what hospitals say: axe finds nothing, nothing sticks out, they print, without scripts."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.everybody import wrong_with
from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.own.asked import linked
from tests.papers.story import Story
from tests.papers.test_plain import a_photo, kept
from throughcare.episodes.models import Episode
from throughcare.papers.notices import offered
from throughcare.papers.sending import Sending, send_notices

pytestmark = pytest.mark.browser

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 3
# The design system makes more of the box for a file.
ADDED_BY_SCRIPTS = frozenset({"No file chosen", ",", ", ", "Choose file", "or drop file"})
PAGES = {
    "papers": ("nadia", "/episodes/{t}/papers"),
    "paper-first-report": ("harun", "/episodes/{t}/papers/first-report"),
    "paper-first-report-as-an-officer": ("piotr", "/episodes/{t}/papers/first-report"),
    "paper-application": ("nadia", "/episodes/{t}/papers/application"),
    "paper-move": ("harun", "/episodes/{t}/papers/move"),
    "paper-remission": ("harun", "/episodes/{t}/papers/remission"),
    "paper-notice": ("nadia", "/episodes/{t}/papers/notices/2"),
    "send-notices": ("nadia", "/episodes/{t}/papers/notices"),
    "paper-sent": ("nadia", "/episodes/{t}/papers/warrant/sent"),
    "for-the-person": ("nadia", "/episodes/{t}/papers/for-the-person"),
    "own-move": ("alex", "/own/move"),
    "hospital-words": ("harun", "/hospital"),
    "hospital-words-empty": ("alice", "/hospital"),
    "keep-hospital-words": ("harun", "/hospital/words"),
}


@pytest.fixture
def transfer(world: Cast) -> Episode:
    """Alex's transfer as far as the second report, with all notices sent, and what Rowan Unit says of itself."""
    story = Story(world, world.people["alex"], "section-47", says=LONG)
    story.episode = Episode.objects.get(person=story.person, service=world.transfer)
    to = list(offered(story.read_by(world.nadia)))
    story.episode = send_notices(
        episode=story.episode, to=to, sending=Sending(day(17), "mail"), seen=1, by=world.nadia, at=evening(day(17))
    )
    on = day(18)
    report = {"finding": "met", "disorder": LONG, "treatment": LONG, "approved": "yes"}
    story.take("first-medical-report", by=world.nadia, on=on, doctor="Dr Ilori", **report)
    story.take("access-assessment-done", by=world.harun, on=on, result="accepted", level="medium", reasons=LONG)
    story.take("bed-accepted", by=world.harun, on=on, ward="Ash")
    story.take("application-paper-brought", by=world.piotr, on=on, paper="index-offence", where=LONG[:200], offence="x")
    kept(world, photo=a_photo())
    linked(world)
    return story.episode


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_papers_is_for_everybody(visit: Visit, transfer: Episode, name: str):
    who, address = PAGES[name][0], PAGES[name][1].format(t=transfer.reference)
    assert wrong_with(visit, who, address, name, added_by_scripts=ADDED_BY_SCRIPTS) == []
