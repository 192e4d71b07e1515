"""ACCTs in a browser: one walk without scripts from what is overdue to the document; each page of it for everybody."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.acct.conftest import NUMBER, opened, reviewed
from tests.browser.conftest import Visit, follow
from tests.browser.everybody import wrong_with
from tests.cast import Cast
from tests.web.conftest import TODAY
from throughcare.acct import mirroring

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SUNDAY, HOUR = TODAY - timedelta(days=2), timedelta(hours=1)


def test_an_overdue_review_is_found_mirrored_and_put_right(visit: Visit, world: Cast):
    late = reviewed(SUNDAY + 4 * HOUR, following=TODAY - HOUR, observation="4 an hour", health_attended=False)
    acct = mirroring.begin(person=world.people["alex"], said=opened(SUNDAY), by=world.owen, at=SUNDAY + HOUR)
    mirroring.add(acct=acct, said=late, by=world.owen, at=TODAY)
    page = visit("owen", "/today", scripts=False)
    seen: dict[str, str] = {}
    walk(page, seen, "accts", "1 ACCT owes a review, or something else that was due")
    walk(page, seen, "acct", NUMBER)
    walk(page, seen, "acct-review", "Case review held")
    for part, text in {"happened": "24 3 2026 09:00", "next": "27 3 2026"}.items():
        for box, typed in zip(("day", "month", "year", "time"), text.split(), strict=False):
            page.locator(f"[name={part}-{box}]").fill(typed)
    follow(page.get_by_role("button", name="Record what the ACCT says"))
    assert page.get_by_role("heading", name="There is a problem").is_visible()
    page.get_by_label("Was there", exact=True).check()
    follow(page.get_by_role("button", name="Record what the ACCT says"))
    assert page.get_by_text("It is on record, as the ACCT says it.").is_visible()
    follow(page.get_by_role("link", name="Put right").last)
    seen["acct-put-right"] = address(page)
    follow(page.get_by_role("link", name="Back to the ACCT"))
    walk(page, seen, "acct-and-worries", "Back to Alex Marlow")
    walk(page, seen, "acct-begun", "Mirror an ACCT that was opened")
    seen["acct-person"] = "/people/TC-AAA-222"
    page.context.close()
    faults = {name: wrong_with(visit, "owen", where, name) for name, where in seen.items()}
    assert {name: wrong for name, wrong in faults.items() if wrong} == {}


def walk(page: Page, seen: dict[str, str], name: str, link: str) -> None:
    follow(page.get_by_role("link", name=link, exact=False).first)
    seen[name] = address(page)


def address(page: Page) -> str:
    return urlsplit(page.url).path
