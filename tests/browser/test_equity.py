"""Fair access in a browser: axe finds nothing, nothing sticks out, it needs no scripts, it prints."""

import re

import pytest

from tests.browser.conftest import Visit, axe, picture, too_wide
from tests.cast import Cast
from tests.equity.conftest import furnish

pytestmark = pytest.mark.browser

PAGES = {
    "fair-access": ("owen", "/fair-access"),
    "fair-access-month": ("owen", "/fair-access/{service}?month=2025-09"),
    "fair-access-month-of-the-team": ("petra", "/fair-access/{service}?month=2025-09"),
    "fair-access-month-without-rolls": ("owen", "/fair-access/{service}"),
    "fair-access-of-no-month": ("owen", "/fair-access/{service}?month=x"),
    "fair-access-groups": ("owen", "/fair-access/{service}/groups?month=2025-09"),
    "fair-access-groups-of-the-team": ("petra", "/fair-access/{service}/groups?month=2025-09&figure=sessions"),
    "rolls": ("owen", "/fair-access/rolls?month=2025-09"),
}


@pytest.fixture
def counted(world: Cast) -> Cast:
    return furnish(world)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_fair_access_is_for_everybody(visit: Visit, counted: Cast, name: str):
    assert counted.daycare is not None
    who, address = PAGES[name][0], PAGES[name][1].format(service=counted.daycare.pk)
    wide, narrow, plain = visit(who, address), visit(who, address, width=320), visit(who, address, scripts=False)
    for page, kept in ((wide, name), (narrow, f"{name}-320")):
        picture(page, kept)
        assert axe(page) == []
        assert page.locator("h1").count() == 1
    assert too_wide(narrow) == []
    assert plain.locator("main").inner_text() == wide.locator("main").inner_text()
    wide.emulate_media(media="print")
    assert not wide.locator(".tc-header__navigation").is_visible()
    picture(wide, f"{name}-print")


def test_the_one_pager_shows_the_gap_of_the_split_wings_and_its_interval(visit: Visit, counted: Cast):
    assert counted.daycare is not None
    page = visit("owen", f"/fair-access/{counted.daycare.pk}?month=2025-09")
    said = page.locator("main").inner_text()
    assert "for 5.0 of each 100 residents a year on Lodge wing and Quarry wing, and for 10.7 in the rest" in said
    assert re.search(r"0\.47[^.]*\(95% interval 0\.23 to 0\.88\)", said)
    drawn = page.locator(".tc-line--wide svg")
    assert drawn.is_visible()
    assert "Split from the main site: 5.0, 95% interval 2.6 to 8.7" in (drawn.locator("desc").text_content() or "")
    page.get_by_text("The same in numbers").click()
    assert page.get_by_role("cell", name="2.6 to 8.7").is_visible()


def test_an_officer_enters_a_missing_roll_and_it_is_missing_no_more(visit: Visit, counted: Cast):
    page = visit("owen", "/fair-access/rolls")
    assert page.get_by_text("(missing)").count() == 5
    for wing in ("A wing", "Lodge wing"):
        page.get_by_label(f"{wing}: residents").fill("118.5")
    page.get_by_label("Where the numbers are from").fill("Roll at unlock")
    with page.expect_navigation():
        page.get_by_role("button", name="Record these numbers").click()
    assert page.locator(".tc-done").inner_text() == "How many lived there is on record."
    assert page.get_by_text("(missing)").count() == 4
