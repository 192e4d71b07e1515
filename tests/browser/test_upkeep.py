"""Mending a record in a browser: axe finds nothing, nothing sticks out, it needs no scripts and no mouse, it prints."""

from datetime import timedelta

import pytest

from tests.browser.conftest import Visit, axe, follow, picture, too_wide
from tests.browser.everybody import wrong_with
from tests.browser.test_keyboard import tab_to
from tests.cast import Cast, live_at
from tests.web.conftest import TODAY
from tests.web.upkeep.conftest import ALEX, furnish
from throughcare.audit.models import Entry

pytestmark = pytest.mark.browser

NAMES = [
    "end_need",
    "end_alert",
    "review_alert",
    "end_legal_status",
    "end_placement",
    "correct_person",
    "record_death",
    "characteristics",
]


@pytest.fixture
def addresses(world: Cast) -> dict[str, str]:
    return {
        **furnish(world),
        "correct_person": f"{ALEX}/correct",
        "record_death": f"{ALEX}/death",
        "characteristics": f"{ALEX}/characteristics",
        "person": ALEX,
    }


@pytest.mark.parametrize("name", [*NAMES, "person"])
def test_a_page_that_mends_a_record_is_for_everybody(visit: Visit, addresses: dict[str, str], name: str):
    assert wrong_with(visit, "nadia", addresses[name], f"upkeep-{name}") == []


def test_a_page_that_is_not_theirs_says_whose_it_is(visit: Visit, addresses: dict[str, str]):
    page = visit("owen", addresses["end_placement"], width=320)
    picture(page, "upkeep-not-theirs-320")
    assert (axe(page), too_wide(page)) == ([], [])
    assert page.locator("h1").inner_text() == "This is not yours to write"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_need_is_ended_without_a_mouse(visit: Visit, addresses: dict[str, str], *, scripts: bool):
    page = visit("nadia", ALEX, scripts=scripts)
    tab_to(page, "End Language or interpreter: Speaks Polish")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{addresses['end_need']}")
    page.locator("#id_on-year").fill("2036")
    follow(page.get_by_role("button", name="End the need"))
    picture(page, f"upkeep-refused-{scripts}")
    assert "has not come yet" in page.locator(".nhsuk-error-summary").inner_text()
    assert page.locator("#id_on-year").input_value() == "2036"
    if scripts:
        assert axe(page) == []
    tab_to(page, "on-year") if scripts else page.locator("#id_on-year").focus()
    page.locator("#id_on-year").fill("2026")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ALEX}?done=need-ended")
    assert page.locator(".tc-done").inner_text() == "That the need has ended is on record."


def test_a_death_is_looked_at_again_without_scripts_in_a_narrow_window(visit: Visit, addresses: dict[str, str]):
    page = visit("nadia", ALEX, width=320, scripts=False)
    follow(page.get_by_role("link", name="Record a death"))
    follow(page.get_by_role("button", name="Continue"))
    picture(page, "upkeep-look-again-320")
    assert page.locator("h1").inner_text() == "Look again before you record this death"
    assert too_wide(page) == []
    follow(page.get_by_role("button", name="Record the death"))
    picture(page, "upkeep-died-320")
    assert page.locator(".tc-died").is_visible()
    assert too_wide(page) == []
    for width in (1180, 320):
        died = visit("nadia", ALEX, width=width)
        picture(died, f"upkeep-died-{width}")
        assert (axe(died), too_wide(died)) == ([], [])


def test_the_page_that_asks_to_look_again_passes_axe(visit: Visit, addresses: dict[str, str]):
    page = visit("nadia", addresses["record_death"])
    follow(page.get_by_role("button", name="Continue"))
    picture(page, "upkeep-look-again")
    assert axe(page) == []


@pytest.mark.parametrize("name", ["", "/death", "/add/need", "/own/looked"])
def test_what_there_is_of_somebody_who_has_died_is_for_everybody(
    visit: Visit, addresses: dict[str, str], world: Cast, name: str
):
    """With another record that may be of the same person, and looked at on sixty days."""
    live_at(world, "HMP Eastmoor", "Alex", "Marlow", reference="TC-ZZZ-222")
    alex = world.people["alex"]
    alex.died_on = TODAY.date()
    alex.save()
    days = [TODAY - timedelta(days=days) for days in range(60)]
    Entry.objects.bulk_create(Entry(by=world.owen, at=at, did="saw-person", person_id=alex.pk) for at in days)
    wide, narrow = visit("nadia", ALEX + name), visit("nadia", ALEX + name, width=320)
    picture(wide, f"died{name.replace('/', '-')}")
    picture(narrow, f"died{name.replace('/', '-')}-320")
    assert (axe(wide), axe(narrow), too_wide(narrow)) == ([], [], [])
