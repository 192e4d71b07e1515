"""ACCTs in a browser, in one walk: from the first page by what is overdue to the document and back, for everybody."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page

from tests.acct.conftest import NUMBER, opened, reviewed
from tests.browser.conftest import Visit, axe, follow, picture, too_wide
from tests.cast import Cast
from tests.web.conftest import TODAY
from throughcare.acct import mirroring

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SUNDAY, HOUR = TODAY - timedelta(days=2), timedelta(hours=1)


def fit(page: Page, name: str) -> None:
    """Axe finds nothing, and at 320 pixels nothing sticks out."""
    picture(page, name)
    assert axe(page) == [], name
    page.set_viewport_size({"width": 320, "height": 800})
    assert too_wide(page) == [], name
    picture(page, f"{name}-320")
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("scripts", [True, False])
def test_an_overdue_review_is_found_mirrored_and_put_right(visit: Visit, world: Cast, *, scripts: bool):
    late = reviewed(SUNDAY + 4 * HOUR, following=TODAY - HOUR, observation="4 an hour", health_attended=False)
    acct = mirroring.begin(person=world.people["alex"], said=opened(SUNDAY), by=world.owen, at=SUNDAY + HOUR)
    mirroring.add(acct=acct, said=late, by=world.owen, at=TODAY)
    page = visit("owen", "/today", scripts=scripts)
    follow(page.get_by_role("link", name="1 ACCT owes a review"))
    look(page, "accts", scripts=scripts)
    follow(page.get_by_role("link", name=NUMBER))
    look(page, "acct", scripts=scripts)
    page.emulate_media(media="print")
    assert page.get_by_text("next case review was due").is_visible()
    page.emulate_media(media="screen")
    follow(page.get_by_role("link", name="Case review held", exact=True))
    look(page, "acct-review", scripts=scripts)
    fill(page, "happened", ("24", "3", "2026", "09:00"))
    fill(page, "next", ("27", "3", "2026", ""))
    follow(page.get_by_role("button", name="Record what the ACCT says"))
    assert page.get_by_text("There is a problem").is_visible()
    look(page, "acct-review-refused", scripts=scripts)
    page.get_by_label("Was there", exact=True).check()
    follow(page.get_by_role("button", name="Record what the ACCT says"))
    assert page.get_by_text("It is on record, as the ACCT says it.").is_visible()
    follow(page.get_by_role("link", name="Put right").last)
    look(page, "acct-put-right", scripts=scripts)
    page.goto(page.url.split("/acct/")[0] + "/people/TC-AAA-222")
    look(page, "acct-person", scripts=scripts)
    follow(page.get_by_role("link", name="ACCT and worries"))
    look(page, "acct-and-worries", scripts=scripts)


def look(page: Page, name: str, *, scripts: bool) -> None:
    if scripts:
        fit(page, name)


def fill(page: Page, field: str, typed: tuple[str, ...]) -> None:
    for part, text in zip(("day", "month", "year", "time"), typed, strict=True):
        page.locator(f"[name={field}-{part}]").fill(text)
