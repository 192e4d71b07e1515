"""Fair access in a browser: axe finds nothing, nothing sticks out, it needs no scripts, it prints."""

import re

import pytest
from pytest_django import DjangoDbBlocker

from tests.browser import conftest
from tests.browser.conftest import Visit
from tests.browser.everybody import wrong_with
from tests.cast import Cast
from tests.equity.conftest import furnish
from tests.kept import Kept, keep

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


@pytest.fixture(scope="session")
def kept_world(kept_cast: Kept, django_db_blocker: DjangoDbBlocker) -> Kept:
    with django_db_blocker.unblock():
        return keep(lambda: furnish(conftest.furnish(kept_cast.lay_out())))


@pytest.fixture
def counted(world: Cast) -> Cast:
    return world


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_fair_access_is_for_everybody(visit: Visit, counted: Cast, name: str):
    assert counted.daycare is not None
    who, address = PAGES[name][0], PAGES[name][1].format(service=counted.daycare.pk)
    assert wrong_with(visit, who, address, name) == []


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
