"""A person's own record, and a copy of one: axe finds nothing, nothing sticks out, it prints, it needs no scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page as Opened

from tests.access.asked import answer
from tests.browser.conftest import Visit, axe, follow, picture, too_wide
from tests.browser.everybody import wrong_with
from tests.cast import Cast
from tests.own.asked import account, copy_of, extended, linked, note, warn
from tests.web.conftest import TODAY
from throughcare.access.models import Disclosure
from throughcare.own.accounts import renew_code
from throughcare.own.document import page
from throughcare.own.ending import withdraw
from throughcare.own.gathering import prepare
from throughcare.own.models import Copy
from throughcare.own.releasing import document
from throughcare.own.reviewing import judged

pytestmark = pytest.mark.browser

PAGES = {
    "own": ("alex", "/own"),
    "own-seen": ("alex", "/own/seen"),
    "own-looked": ("alex", "/own/looked"),
    "own-nothing-else": ("alex", "/people"),
    "own-sheet": ("nadia", "/people/TC-AAA-222/own"),
    "own-given": ("nadia", "/people/TC-AAA-222/own/given"),
    "own-account": ("nadia", "/people/TC-AAA-222/own/account"),
    "own-account-none": ("nadia", "/people/TC-BAB-222/own/account"),
    "own-account-of-another": ("petra", "/people/TC-AAA-222/own/account"),
    "own-code": ("nadia", "/people/TC-AAA-222/own/account/code"),
    "own-account-end": ("nadia", "/people/TC-AAA-222/own/account/end"),
    "request-copy": ("nadia", "/people/TC-AAA-222/copy"),
    "copies": ("gwen", "/copies"),
    "copy": ("gwen", "/copies/{}"),
    "copy-of-whoever-gathered-it": ("nadia", "/copies/{}"),
    "copy-item": ("gwen", "/copies/{}/items/1"),
    "copy-opinion": ("nadia", "/copies/{}/opinion"),
    "copy-extend": ("gwen", "/copies/{}/extend"),
    "copy-release": ("gwen", "/copies/{}/release"),
    "copy-several": ("gwen", "/copies/{}/kinds/protected-characteristics"),
    "copy-gather-again": ("nadia", "/copies/{}/gather-again"),
    "copy-gathered-before": ("gwen", "/copies/{}/gathered/1"),
    "copy-withdraw": ("nadia", "/copies/{}/withdraw"),
    "copy-refuse": ("gwen", "/copies/{}/refuse"),
    "copy-tell": ("nadia", "/copies/{}/tell"),
    "today-with-copies-due": ("nadia", "/today"),
    "guardian-with-copies-due": ("gwen", "/guardian"),
}


@pytest.fixture
def told(world: Cast) -> Copy:
    """Alex has an account, was asked and answered, and asked for a copy, which is gathered."""
    linked(world)
    account(world, "unused")
    note(world, "A quiet room, not beside Tony")
    note(world, "Reads large print\nHas glasses")
    warn(world, "self-harm", "Somebody looks in every hour")
    warn(world, "from-others", "Owes Tony money")
    answer(world, "given", by=world.nadia, says="If it helps with the hostel")
    Disclosure.objects.create(
        person=world.people["alex"], to="The hostel", categories=["housing"], purpose="direct-care", basis="Consent",
        form="mail", by=world.nadia, at=world.people["alex"].recorded_at,
    )  # fmt: skip
    withdraw(copy=copy_of(world, asked_by="Alex Marlow, before"), reason="wish", says="No", by=world.nadia, at=TODAY)
    made = extended(world)
    for says in ("", "A letter came since"):
        prepare(copy=made, says=says, by=world.nadia, at=TODAY)
    return made


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_ones_own_record_is_for_everybody(visit: Visit, told: Copy, name: str):
    who, address = PAGES[name]
    assert wrong_with(visit, who, address.format(told.pk), name) == []


def said(page: Opened) -> str:
    return page.locator("main").inner_text()


def test_the_copy_is_for_everybody_as_it_lies_in_a_folder(visit: Visit, told: Copy, world: Cast, tmp_path: Path):
    """Opened by a browser that knows nothing of the product."""
    file = tmp_path / "copy.html"
    file.write_text(page(document(told, judged(told, 2), at=told.at)))
    for width in (1180, 320):
        opened = visit("", "/sign-in", width=width)
        opened.goto(file.as_uri())
        picture(opened, f"copy-document-{width}")
        assert too_wide(opened) == []
    # The policy of the file lets nobody's script in, axe's neither.
    opened = visit("", "/sign-in")
    opened.set_content(re.sub("<meta http-equiv.*?>", "", file.read_text()))
    assert axe(opened) == []


def test_the_code_is_shown_once_on_a_page_that_is_for_everybody_and_prints_as_a_slip(visit: Visit, told: Copy):
    for width in (1180, 320):
        page = visit("nadia", "/people/TC-AAA-222/own/account/code", width=width)
        follow(page.get_by_role("button", name="Make a new code"))
        picture(page, f"own-slip-{width}")
        assert (axe(page), too_wide(page)) == ([], [])
        page.emulate_media(media="print")
        picture(page, f"own-slip-print-{width}")
        assert page.locator(".tc-slip").is_visible()
        assert not page.get_by_text("Print this page now.").is_visible()
        assert not page.get_by_text("Alex Marlow").is_visible(), "whoever finds the paper learns no name from it"


def test_the_first_time_a_password_is_chosen(visit: Visit, told: Copy, world: Cast):
    slip = renew_code(person=world.people["alex"], by=world.nadia, at=TODAY)
    page = visit("", "/sign-in", width=320)
    page.get_by_label("Username").fill(slip.name)
    page.get_by_label("Password", exact=True).fill(slip.code)
    follow(page.get_by_role("button", name="Sign in", exact=True))
    picture(page, "own-first-password-320")
    assert (axe(page), too_wide(page)) == ([], [])
    assert "Choose a password of your own." in said(page)
    assert "<ul>" not in said(page)
    for label, typed in (
        ("The code from the paper", slip.code),
        ("New password", "three words and a lamp"),
        ("again", "three words and a lamp"),
    ):
        page.locator("main").get_by_label(label).first.fill(typed)
    follow(page.get_by_role("button", name="Change the password"))
    assert page.get_by_role("heading", level=1).inner_text() == "My record"
