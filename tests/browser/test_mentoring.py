"""A mentor scheme in a browser: the mentors' screen for a thumb and without scripts, and the pages of coordinators."""

import re
from datetime import time, timedelta

import pytest

from tests.browser.conftest import Visit, axe, follow, picture
from tests.browser.everybody import wrong_with
from tests.cast import Cast
from tests.groups_of_schemes import THERE, open_creative
from tests.peers.conftest import NOW, TODAY, Peers, at_noon, kept_peers, peers
from tests.web.mentoring.test_screen import opens
from throughcare.care import absences, helping
from throughcare.care.models import Cohort, Helper, Session
from throughcare.cover import rostering
from throughcare.cover.models import Duty
from throughcare.cover.rostering import Planned
from throughcare.peers import contacts, schemes
from throughcare.peers.contacts import Met
from throughcare.peers.models import Contact
from throughcare.regimes import prison

__all__ = ["kept_peers", "peers"]
pytestmark = pytest.mark.browser

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 3
PAGES = {
    "mentor-screen": ("robin", "/mentor"),
    "mentor-met": ("robin", "/mentor/met/{match}"),
    "mentor-certificate": ("robin", "/mentor/certificate"),
    "mentor-cannot-come": ("robin", "/mentor/turns/{turn}"),
    "scheme-groups": ("mina", "/groups"),
    "scheme-group": ("mina", "/groups/{group}"),
    "scheme-register": ("mina", "/groups/sessions/{session}"),
    "scheme-group-helper": ("mina", "/groups/{group}/helpers"),
    "scheme-helper-elsewhere": ("mina", "/groups/helpers/{helper}/elsewhere"),
    "scheme-away": ("mina", "/groups/away"),
    "scheme-welfare": ("mina", "/cover/mentors"),
    "scheme-room": ("mina", "/groups/rooms/new"),
    "scheme-groups-of-mentee": ("mina", "/mentoring/mentees/{blake}/groups"),
    "mentoring": ("mina", "/mentoring"),
    "mentoring-mentor": ("mina", "/mentoring/mentors/{robin}"),
    "mentoring-shadowing": ("mina", "/mentoring/mentors/{sasha}"),
    "mentoring-waits": ("mina", "/mentoring/mentees/{casey}"),
    "mentoring-supported": ("mina", "/mentoring/mentees/{blake}"),
    "mentoring-match": ("mina", "/mentoring/mentees/{casey}/match/{robin}"),
    "mentoring-takes": ("mina", "/mentoring/mentors/{robin}/takes"),
    "mentoring-step": ("mina", "/mentoring/mentor/{sasha}/steps/shadowing-logged"),
    "mentoring-slip": ("mina", "/mentoring/slip"),
    "mentoring-account": ("mina", "/mentoring/mentors/{sasha}/account/give"),
    "outcomes": ("mina", "/outcomes/{scheme}"),
    "outcomes-told": ("owen", "/outcomes/{scheme}"),
}


@pytest.fixture
def world(peers: Peers) -> Cast:
    """Robin supports Blake, who said something that does not break, and met them today."""
    made = peers.match("Robin", "Blake")
    peers.match("Robin", "Drew")
    takes = schemes.Takes(languages=["English", "Polish"], needs=["loneliness"], hours=["evening"])
    schemes.set_profile(mentor=peers.mentor("Robin"), takes=takes, by=peers.mina, at=NOW)
    schemes.set_wish(mentee=peers.mentee("Blake"), hours=["evening"], prefers="cell-door", by=peers.mina, at=NOW)
    contacts.log_contact(match=made, met=Met(NOW.date(), 30, "art"), by=peers.mina, at=NOW)
    stands = {"self-reported": "now", "recorded": "before", "suicide-12-months": "thoughts"}
    peers.takes(peers.mentee("Blake").episode, "self-harm-recorded", "nadia", TODAY, NOW, **stands)
    peers.applicant("Ellis", "TC-EEE-333", until="application-complete", wing="D wing")
    opens(peers, "Robin")
    painting = open_creative(peers)
    for given in ("Blake", "Casey"):
        painting.joins(given)
    painting.register(Blake=THERE, Casey=THERE)
    robin = peers.mentor("Robin").episode
    helping.ask_to_help(cohort=painting.cohort, mentor=robin, by=peers.mina, at=at_noon(16, 3))
    away_at = {"starts_at": NOW + timedelta(days=7), "ends_at": NOW + timedelta(days=7, hours=6), "at": NOW}
    prison.say_commitment(person=robin.person, kind="social-visit", by=peers.mina, **away_at)
    absences.say_away(role=peers.mina, by=peers.mina, **away_at)
    planned = Planned(peers.wings["C wing"], NOW.date(), time(22), time(6))
    rostering.put_on_rota(mentor=robin.pk, planned=planned, by=peers.mina, at=NOW)
    return peers.cast


@pytest.fixture
def addresses(world: Cast, peers: Peers) -> dict[str, str]:
    numbers = {name.lower(): str(number) for name, number in {**peers.mentors, **peers.mentees}.items()}
    group, turn = str(Cohort.objects.get().pk), str(Duty.objects.get().pk)
    session = str(Session.objects.order_by("number")[0].pk)
    numbers |= {"helper": str(Helper.objects.get().pk)}
    numbers |= {"scheme": str(peers.scheme.pk), "group": group, "turn": turn, "session": session}
    return {**numbers, "match": str(peers.mentor("Robin").matches.order_by("pk")[0].pk)}


def test_the_pages_of_a_scheme_are_for_everybody(visit: Visit, addresses: dict[str, str]):
    """Axe finds nothing, nothing sticks out of a narrow window, and all words are there without scripts."""
    for name, (who, address) in PAGES.items():
        assert wrong_with(visit, who, address.format(**addresses), name) == [], name


def test_a_contact_takes_two_taps_and_slips_print_without_a_surname(visit: Visit, addresses: dict[str, str]):
    page = visit("robin", "/mentor", width=320, scripts=False)
    follow(page.get_by_role("link", name=re.compile("Blake")))
    follow(page.get_by_role("button", name="Log it"))
    assert "It is logged." in page.locator("main").inner_text()
    assert Contact.objects.filter(by__role="PM").count() == 1
    slips = visit("mina", f"/mentoring/matches/{addresses['match']}/slips")
    follow(slips.get_by_role("button", name="Make the slips"))
    picture(slips, "mentoring-slips")
    assert (axe(slips), slips.locator(".tc-slip").count()) == ([], 4)
    slips.emulate_media(media="print")
    picture(slips, "mentoring-slips-print")
    assert "Archer" not in slips.locator("main").inner_text()


def test_a_mentor_says_by_keyboard_and_without_scripts_that_they_cannot_come(visit: Visit, addresses: dict[str, str]):
    page = visit("robin", "/mentor", scripts=False, width=320)
    page.get_by_role("link", name=re.compile("I cannot come")).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Yes, I cannot come").focus()
    page.keyboard.press("Enter")
    page.get_by_text("You are off that turn.").wait_for()
    assert Duty.objects.get(pk=addresses["turn"]).ended == "cannot"
