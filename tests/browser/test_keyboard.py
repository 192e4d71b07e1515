"""Signing in and finding a person with the keyboard alone, and faults that can be reached."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PASSWORD, Visit, axe, follow, picture, too_wide

pytestmark = pytest.mark.browser


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")


def tab_to(page: Page, what: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == what:
            return
    raise AssertionError(f"{what} cannot be reached with the keyboard; the last was {focused(page)}")


def test_signing_in_and_searching_without_a_mouse(visit: Visit):
    page = visit("", "/people")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to main content"
    tab_to(page, "login")
    page.keyboard.type("nadia")
    tab_to(page, "password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/people")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, "q")
    page.keyboard.type("marlow")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people?q=marlow")
    tab_to(page, "Alex Marlow")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/TC-AAA-222")
    assert page.locator("h1").inner_text() == "Alex Marlow"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_fault_is_summed_up_first_and_leads_to_its_field(visit: Visit, *, scripts: bool):
    page = visit("nadia", "/people/TC-AAA-222/add/alert", scripts=scripts)
    page.locator("#id_says").fill("Check every hour")
    follow(page.get_by_role("button", name="Add the alert"))
    assert page.locator(".nhsuk-error-summary").is_visible()
    assert page.locator("#id_says").input_value() == "Check every hour"
    page.locator(".nhsuk-error-summary a").first.click()
    assert page.locator("#id_kind").evaluate("e => e === document.activeElement") or not scripts
    picture(page, f"alert-refused-{scripts}")
    if scripts:
        assert axe(page) == []


def test_a_probable_duplicate_is_shown_and_can_be_told_apart(visit: Visit):
    page = visit("nadia", "/people/new?q=alex+marlowe+14/5/1990")
    follow(page.get_by_role("button", name="Add this person"))
    picture(page, "create-person-duplicate")
    assert page.get_by_role("heading", name="Is it one of these?").is_visible()
    assert axe(page) == []
    page.get_by_label("I have looked at them").check()
    follow(page.get_by_role("button", name="Add this person"))
    assert page.locator("h1").inner_text() == "Alex Marlowe"


def test_what_was_sent_after_signing_out_is_copied_without_a_mouse(visit: Visit):
    page = visit("nadia", "/people/TC-AAA-222/add/need", width=320)
    page.locator("#id_kind").select_option("language")
    page.locator("#id_says").fill("Speaks Tigrinya, reads Arabic")
    page.context.clear_cookies(name="sessionid")
    follow(page.get_by_role("button", name="Add the need"))
    picture(page, "signed-out-320")
    assert page.locator("h1").inner_text() == "You are signed out"
    assert too_wide(page) == []
    assert axe(page) == []
    tab_to(page, "Speaks Tigrinya, reads Arabic")
    page.keyboard.press("Control+A")
    assert page.evaluate("getSelection().toString()") == "Speaks Tigrinya, reads Arabic"
