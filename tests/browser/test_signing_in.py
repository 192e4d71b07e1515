"""The door in a browser: every page for everybody, a passkey on a device of its own, and a session that locks."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from playwright.sync_api import Page

from tests.browser.conftest import PASSWORD, Visit, axe, follow, picture, too_wide
from tests.browser.everybody import wrong_with
from tests.cast import Cast
from tests.web.signin.conftest import SECRET, code

pytestmark = pytest.mark.browser

PAGES = {
    "account": "/account",
    "account-app": "/account/app",
    "account-password": "/account/password",
    "account-confirm": "/confirm",
    "account-stay": "/stay",
    "account-passkey": "/account/passkeys/new",
}
# What a browser without scripts says of passkeys, and what one with them offers.
ADDED_BY_SCRIPTS = frozenset({"Show", "Add a passkey", "What you call it"})


@pytest.mark.parametrize("name", PAGES)
def test_a_page_about_one_s_account_is_for_everybody(visit: Visit, name: str):
    wrong = wrong_with(visit, "nadia", PAGES[name], name, added_by_scripts=ADDED_BY_SCRIPTS)
    # The key for an app is another each time that it is asked for.
    assert [one for one in wrong if name != "account-app" or "scripts: " not in one] == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_steps_and_recovery_codes_on_paper(visit: Visit, settings: Any, *, scripts: bool):
    settings.SECOND_FACTOR_REQUIRED = True
    page = visit("", "/people", scripts=scripts)
    password(page)
    assert "Set up a second factor first" in page.locator("main").inner_text()
    picture(page, "second-factor-first")
    follow(page.get_by_role("link", name="Set up an authenticator app"))
    picture(page, f"set-up-an-app-{scripts}")
    if scripts:
        assert axe(page) == []
    key = page.locator(".tc-key").inner_text().replace(" ", "")
    page.get_by_label("Code that the app shows").fill(code(secret=key))
    follow(page.get_by_role("button", name="Turn it on"))
    assert page.locator(".tc-codes li").count() == 10
    picture(page, "recovery-codes")
    if scripts:
        assert axe(page) == []
    follow(page.get_by_role("link", name="Go on to your account"))
    follow(page.get_by_role("link", name="Go on to what is due today"))
    assert page.url.endswith("/today")


def test_the_second_step(visit: Visit, world: Cast):
    TOTP.activate(world.nadia.staff, SECRET)
    page = visit("", "/people", width=320)
    password(page)
    picture(page, "second-step-320")
    assert axe(page) == []
    assert too_wide(page) == []
    page.get_by_label("Code").fill(code())
    follow(page.get_by_role("button", name="Sign in"))
    page.wait_for_url("**/people")


def test_a_passkey_is_added_and_then_signs_in_alone(visit: Visit, settings: Any, live_server: Any):
    settings.SECOND_FACTOR_REQUIRED = True
    # A passkey belongs to a name; a number is none.
    named = live_server.url.replace("127.0.0.1", "localhost")
    page = visit("", f"{named}/sign-in")
    device(page)
    password(page)
    follow(page.get_by_role("link", name="Add a passkey"))
    page.get_by_label("What you call it").fill("My key")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/account/codes")
    page.goto(f"{named}/account")
    assert "My key" in page.locator("main").inner_text()
    page.goto(f"{named}/sign-out")
    follow(page.locator("main").get_by_role("button", name="Sign out"))
    page.goto(f"{named}/people?q=marlow")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/people?q=marlow")


def test_a_page_left_open_warns_offers_to_stay_and_then_covers_itself(visit: Visit):
    page = visit("nadia", "/people/TC-AAA-222/add/need")
    page.clock.install()
    page.reload()
    page.locator("#id_says").fill("Speaks Polish")
    page.clock.fast_forward("13:30")
    says = page.get_by_role("status").first
    says.get_by_text("This locks at").wait_for()
    picture(page, "session-warning")
    assert axe(page) == []
    page.get_by_role("button", name="Stay signed in").click()
    says.get_by_text("This locks at").wait_for(state="detached")
    page.clock.fast_forward("15:30")
    says.get_by_text("Locked, because nothing was opened").wait_for()
    picture(page, "session-locked")
    assert not page.locator("main").is_visible()
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.locator("main").wait_for(state="visible")
    assert page.locator("#id_says").input_value() == "Speaks Polish"


def password(page: Page) -> None:
    page.get_by_label("Username").fill("nadia")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in", exact=True))


def device(page: Page) -> None:
    """A device that keeps passkeys and knows its holder by their finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    kept = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = {**kept, "isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
