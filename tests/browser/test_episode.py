"""The page of an episode and its forms as a browser shows them."""

import pytest

from tests.browser.conftest import Visit, follow
from tests.browser.everybody import wrong_with
from tests.cast import Cast
from tests.episodes.conftest import day, evening
from throughcare.episodes import actions
from throughcare.episodes.models import Episode

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def transfer(world: Cast) -> Episode:
    """Alex's transfer as the sample picture tells it: a late and corrected report, a hand-over, a delay."""
    episode = Episode.objects.get(service=world.transfer)
    nadia, harun = world.nadia, world.harun

    def take(step, by, on, **facts):
        actions.take_step(episode=episode, step=step, facts=facts, happened=day(on), by=by, at=evening(day(on)))

    take("referral-notice-sent", nadia, 18, recipient="icb")
    take("first-medical-report", nadia, 18, finding="met", doctor="Dr Iqbal", disorder="Psychosis")
    actions.correct(
        episode=episode,
        number=3,
        facts={"doctor": "Dr Ikbal"},
        happened=day(19),
        why="It was signed a day later",
        by=nadia,
        at=evening(day(20)),
    )
    take("delay-recorded", nadia, 20, reason="no-assessor", **{"from": "2026-03-18", "until": "2026-03-19"})
    take("criteria-met", nadia, 20)
    take("access-assessment-done", harun, 21, result="accepted", level="medium")
    take("bed-accepted", harun, 22)
    episode.refresh_from_db()
    return episode


# name of the page -> who looks, and where: {t} is the transfer, {d} and {s} the services
PAGES = {
    "episode": ("nadia", "/episodes/{t}"),
    "episode-of-the-hospital": ("harun", "/episodes/{t}"),
    "episode-as-an-officer": ("owen", "/episodes/{t}"),
    "episode-printed": ("nadia", "/episodes/{t}?print"),
    "step": ("nadia", "/episodes/{t}/steps/second-medical-report"),
    "step-not-yours": ("nadia", "/episodes/{t}/steps/bed-accepted"),
    "lead": ("nadia", "/episodes/{t}/steps/lead-named"),
    "handover": ("nadia", "/episodes/{t}/steps/handover-offered"),
    "delay": ("nadia", "/episodes/{t}/steps/delay-answered"),
    "correct": ("nadia", "/episodes/{t}/facts/4/correct"),
    "strike-out": ("nadia", "/episodes/{t}/facts/2/strike-out"),
    "receipt": ("nadia", "/episodes/{t}/receipt"),
    "refer": ("nadia", "/refer?q=aaron"),
    "choose-service": ("nadia", "/refer?person=TC-BAB-222&acute=yes&willing=no"),
    "refer-to": ("nadia", "/refer/{s}?person=TC-BAB-222"),
    "refer-again": ("nadia", "/refer/{d}?person=TC-BAB-222"),
    "services": ("petra", "/services"),
    "service": ("petra", "/services/{d}"),
    "open-service": ("ada", "/services/open?blueprint=hospital-transfer"),
    "blueprints": ("nadia", "/blueprints"),
    "blueprint": ("nadia", "/blueprints/hospital-transfer"),
    "commence": ("ada", "/blueprints/hospital-transfer/in-force/tr-stat28"),
    "compare": ("nadia", "/blueprints/compare?old=daycare&new=hospital-transfer"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(visit: Visit, world: Cast, transfer: Episode, name: str):
    who, address = PAGES[name]
    address = address.format(t=transfer.reference, d=world.daycare.pk, s=world.transfer.pk)
    assert wrong_with(visit, who, address, name) == []


def test_the_line_of_time_fits_the_window_and_the_paper(visit: Visit, transfer: Episode):
    page = visit("nadia", f"/episodes/{transfer.reference}")
    assert page.locator(".tc-line--wide svg").is_visible()
    drawn = page.locator(".tc-line--narrow img")
    assert not drawn.is_visible()
    page.set_viewport_size({"width": 320, "height": 800})
    drawn.evaluate("img => img.decode()")
    assert drawn.is_visible()
    assert drawn.evaluate("img => img.currentSrc").endswith(f"/episodes/{transfer.reference}/line")
    assert not page.locator(".tc-line--wide svg").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".tc-line--wide svg").is_visible()
    assert not page.get_by_role("link", name="Record Second medical report").is_visible()


def test_a_listener_hears_the_line_of_time_as_lists(visit: Visit, transfer: Episode):
    page = visit("nadia", f"/episodes/{transfer.reference}")
    assert page.get_by_role("img", name="Line of time: Transfer to hospital").count() == 1
    page.get_by_text("The line of time in words").click()
    lists = page.locator("details[open] ol")
    assert "Rowan Unit: from Friday 20 March 2026" in lists.nth(1).inner_text()


def test_a_step_is_recorded_without_a_mouse_and_without_scripts(visit: Visit, transfer: Episode):
    page = visit("nadia", f"/episodes/{transfer.reference}", scripts=False)
    page.get_by_role("link", name="Record Second medical report").focus()
    page.keyboard.press("Enter")
    page.locator("[name=doctor]").focus()
    page.keyboard.type("Dr Ilori")
    page.locator("[name=approved][value=yes]").focus()
    page.keyboard.press("Space")
    page.get_by_label("Criteria met", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Record").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**done=recorded")
    assert "It is on record." in page.locator("main").inner_text()
    assert "Complete application to the Mental Health Casework Section" in page.locator(".tc-sentence").inner_text()


def test_from_a_slip_to_a_receipt(visit: Visit, world: Cast):
    page = visit("nadia", "/refer", scripts=False)
    page.get_by_label("Who is it about?").fill("aaron whitcombe")
    follow(page.get_by_role("button", name="Search"))
    follow(page.get_by_role("link", name="Aaron Whitcombe"))
    follow(page.get_by_role("link", name="Transfer to hospital, Eastmoor"))
    page.get_by_label("Section 47: serving a sentence").check()
    follow(page.get_by_role("button", name="Send"))
    assert "Why hospital is needed cannot be left empty." in page.locator(".nhsuk-error-summary").inner_text()
    assert page.get_by_label("Section 47: serving a sentence").is_checked()
    page.get_by_label("Serving a sentence", exact=True).check()
    page.get_by_label("Why hospital is needed").fill("Hears voices, does not eat")
    follow(page.get_by_role("button", name="Send"))
    assert "It is on record" in page.locator("h1").inner_text()
    assert "write a report by Tuesday 7 April 2026" in page.locator("main").inner_text()
