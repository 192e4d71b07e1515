"""What holds of every page: axe finds nothing, nothing sticks out at 320 pixels, it needs no scripts, it prints."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit, too_wide
from tests.browser.everybody import without_scripts, wrong_with
from tests.cast import Cast
from tests.web.conftest import TODAY
from throughcare.ladder.example import climb

pytestmark = pytest.mark.browser

# name of the page -> who looks, and where
PAGES = {
    "sign-in": ("", "/sign-in"),
    "today": ("nadia", "/today"),
    "today-of-psychology": ("petra", "/today"),
    "today-empty": ("sam", "/today"),
    "today-filtered": ("nadia", "/today?due=overdue"),
    "people": ("nadia", "/people"),
    "people-found": ("nadia", "/people?q=marlo"),
    "people-not-found": ("nadia", "/people?q=nobody"),
    "create-person": ("nadia", "/people/new?q=daniel+okafor+3/3/1987"),
    "recognise": ("nadia", "/people/recognise"),
    "person": ("nadia", "/people/TC-AAA-222"),
    "person-as-an-officer": ("owen", "/people/TC-AAA-222"),
    "identifier": ("nadia", "/people/TC-AAA-222/add/identifier"),
    "legal-status": ("nadia", "/people/TC-AAA-222/add/legal-status"),
    "need": ("nadia", "/people/TC-AAA-222/add/need"),
    "alert": ("nadia", "/people/TC-AAA-222/add/alert"),
    "not-theirs": ("owen", "/people/TC-AAA-222/add/need"),
    "move": ("nadia", "/people/TC-AAA-222/move"),
    "access": ("nadia", "/people/TC-AAA-222/access"),
    "access-as-an-officer": ("owen", "/people/TC-AAA-222/access"),
    "organisations": ("nadia", "/people/TC-AAA-222/access/organisations"),
    "consent": ("nadia", "/people/TC-AAA-222/consent"),
    "emergency": ("nadia", "/emergency"),
    "guardian": ("gwen", "/guardian"),
    "matrix": ("gwen", "/guardian/matrix"),
    "audit": ("gwen", "/guardian/audit"),
    "audit-asked-wrongly": ("gwen", "/guardian/audit?until-day=1&until-month=2&until-year=2026"),
    "to-look-at": ("gwen", "/guardian/findings"),
    "disclosed": ("gwen", "/guardian/disclosures"),
    "retention": ("gwen", "/guardian/retention"),
    "hold-record": ("gwen", "/guardian/retention/hold"),
    "agreements": ("gwen", "/guardian/agreements"),
    "record-agreement": ("gwen", "/guardian/agreements/new"),
    "disclosures": ("nadia", "/people/TC-AAA-222/disclosures"),
    "looked": ("nadia", "/people/TC-AAA-222/looked"),
    "purpose": ("nadia", "/purpose"),
    "transfers": ("nadia", "/transfers"),
    "transfers-of-none": ("nadia", "/transfers?party=mhcs"),
    "escalations": ("harun", "/escalations"),
    "escalations-of-none": ("maya", "/escalations"),
    "not-found": ("nadia", "/people/TC-ZZZ-999"),
    "providers": ("nadia", "/providers"),
    "responsibilities": ("carol", "/providers/responsibilities"),
    "answer-for": ("carol", "/providers/responsibilities/new"),
    "set-threshold": ("harun", "/providers/thresholds/new"),
    "consistency": ("carol", "/providers/consistency"),
    "sign-out": ("nadia", "/sign-out"),
}
# The button that shows a password, and the one for a passkey, of which a browser without scripts knows nothing.
ADDED_BY_SCRIPTS = frozenset({"Show", "Sign in with a passkey"})


@pytest.fixture(autouse=True)
def _told(world: Cast) -> None:
    """What the ladder had to tell of those who wait has been told, and some have answered."""
    climb(at=TODAY)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(visit: Visit, name: str):
    who, address = PAGES[name]
    if name in ("looked", "audit"):
        without_scripts(visit, who, address)  # it tells who looked, and so has been looked at before
    assert wrong_with(visit, who, address, name, added_by_scripts=ADDED_BY_SCRIPTS) == []


def said_on(page: Page) -> list[str]:
    return page.locator("main").inner_text().splitlines()


def test_a_service_with_a_long_name_keeps_within_a_narrow_window(visit: Visit, world: Cast):
    assert world.daycare is not None
    world.daycare.title = "Psychology in day care, drop-in and outreach at HMP Eastmoor and HMP Westfell"
    world.daycare.save()
    for address in ("/today", "/services", "/refer?person=TC-AAA-222"):
        assert too_wide(visit("nadia", address, width=320)) == []


def test_twice_the_letters_still_fit(visit: Visit):
    page = visit("nadia", "/today", width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert too_wide(page) == []
