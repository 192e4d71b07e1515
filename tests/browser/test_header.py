"""The header stays out of the way, whoever is signed in; what it has to say of how opens below their name."""

import pytest

from tests.browser.conftest import Visit, axe, picture, too_wide
from tests.cast import LONG_AGO, Cast
from throughcare.organisations.models import StaffRole

pytestmark = pytest.mark.browser

# Width of the window -> how high the header may be, in pixels. A line of entries has 40, two small lines have 48.
HIGHEST = {1280: 64, 768: 100, 320: 170}


@pytest.fixture
def bola(world: Cast) -> str:
    """A community offender manager, who has several purposes, and another role beside."""
    StaffRole.objects.create(
        staff=world.bola.staff, organisation=world.places["HMP Westfell"], role="POM", from_on=LONG_AGO
    )
    return "bola"


@pytest.mark.parametrize("who", ["nadia", "gwen", "owen", "carol"])
@pytest.mark.parametrize(("width", "highest"), HIGHEST.items())
def test_it_is_at_most_two_lines_and_compact_where_there_is_no_room(visit: Visit, who: str, width: int, highest: int):
    page = visit(who, "/today", width=width)
    picture(page, f"header-{who}-{width}")
    assert page.locator(".tc-header").bounding_box()["height"] <= highest
    assert too_wide(page) == []


@pytest.mark.parametrize("width", HIGHEST)
def test_purposes_and_roles_open_below_the_name_with_a_key_and_without_scripts(visit: Visit, bola: str, width: int):
    for scripts in (True, False):
        page = visit(bola, "/role", width=width, scripts=scripts)
        page.get_by_label("Community offender manager").check()
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url("**/today")
        before = page.locator(".tc-header").bounding_box()["height"]
        assert before <= HIGHEST[width]
        assert not page.get_by_role("link", name="Change the purpose").is_visible()
        page.locator(".tc-header__who summary").focus()
        page.keyboard.press("Enter")
        for way in ("Your account", "Act in another role", "Change the purpose"):
            assert page.get_by_role("link", name=way).is_visible()
        assert page.get_by_text("Purpose: any of this role").is_visible()
        assert page.locator(".tc-header").bounding_box()["height"] == before
        assert too_wide(page) == []
        if scripts:
            assert axe(page) == []
            picture(page, f"header-open-{width}")
