"""Chromium in front of the product, with the cast's world behind it. What only a browser can show is here."""

import os
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast, live_at
from tests.conftest import CHROMIUM
from tests.episodes.conftest import REFERRAL, day, evening, request_for
from tests.kept import Kept, keep
from tests.web.conftest import TODAY
from throughcare.episodes import referring
from throughcare.web import acting

AXE = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
SWITCHES = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# How long the browser waits for anything, in milliseconds: longer than the slowest machine needs, shorter than a hang.
PATIENCE = 120_000
PASSWORD = "a long enough password"
# Where pictures of pages are put for somebody to look at: set THROUGHCARE_PICTURES to a folder.
PICTURES = os.environ.get("THROUGHCARE_PICTURES")

Visit = Callable[..., Page]
# What the browser complained of since a page was first asked for.
HEARD: WeakKeyDictionary[Page, list[str]] = WeakKeyDictionary()

# With scripts and without: where pages are looked at one after the other.
KEPT: dict[bool, BrowserContext] = {}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's loop runs in this thread, where Django would refuse to ask the database anything.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield opened
        opened.close()


@pytest.fixture(autouse=True)
def _tuesday_24_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acting, "now", lambda: TODAY)


@pytest.fixture(scope="session")
def kept_world(kept_cast: Kept, django_db_blocker: DjangoDbBlocker) -> Kept:
    with django_db_blocker.unblock():
        return keep(lambda: furnish(kept_cast.lay_out()))


@pytest.fixture
def world(kept_world: Kept, db: None) -> Cast:
    """Alex is referred to day care and asked for at Rowan Unit; a dozen others are referred after them."""
    found: Cast = kept_world.lay_out()
    return found


def furnish(cast: Cast) -> Cast:
    alex = cast.people["alex"]
    staff = cast.nadia.staff
    staff.set_password(PASSWORD)
    staff.save()
    refer(cast, alex, on=2)
    referring.refer(
        person=alex,
        service=cast.transfer,
        facts=request_for(cast),
        begin="initial-request-for-medical-report",
        happened=day(17),
        by=cast.nadia,
        at=evening(day(17)),
    )
    for letter, name in zip("ABCDEFGHJKMNPQRS", NAMES, strict=False):
        given, family = name.split()
        refer(cast, live_at(cast, "HMP Eastmoor", given, family, reference=f"TC-B{letter}B-222"), on=10)
    return cast


NAMES = (
    "Aaron Whitcombe",
    "Bilal Hussain",
    "Connor Pike",
    "Devon Clarke",
    "Eoin Gallagher",
    "Farid Nasser",
    "Gareth Lowe",
    "Hamza Sheikh-Abdullahi",
    "Ivan Petrov",
    "Jerome Baptiste",
    "Kofi Mensah",
    "Liam O'Shaughnessy",
    "Marek Wiśniewski",
    "Nathan Bright",
    "Oluwaseun Adebayo-Featherstonehaugh",
    "Paul Quirke",
)


def refer(cast: Cast, person: Any, *, on: int) -> None:
    referring.refer(
        person=person, service=cast.daycare, facts=REFERRAL, happened=day(on), by=cast.nadia, at=evening(day(on))
    )


def new_context(browser: Browser, url: str, *, scripts: bool, width: int = 1180) -> BrowserContext:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts, base_url=url)
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer, world: Cast) -> Iterator[Visit]:
    """visit("nadia", "/today", width=320, scripts=False): a page as one of the cast sees it; "" is nobody yet.

    One that is looked at alone, and closed before the next, is opened where style sheets and scripts are at hand.
    """
    contexts = []

    def visited(username: str, address: str, *, width: int = 1180, scripts: bool = True, alone: bool = False) -> Page:
        context = kept_context(scripts=scripts) if alone else opened_context(width, scripts=scripts)
        if username:
            context.add_cookies([{"name": "sessionid", "value": session(world, username), "url": live_server.url}])
        page = context.new_page()
        HEARD[page] = listen(page)
        page.goto(address)
        return page

    def opened_context(width: int, *, scripts: bool) -> BrowserContext:
        context = new_context(browser, live_server.url, scripts=scripts, width=width)
        contexts.append(context)
        return context

    def kept_context(*, scripts: bool) -> BrowserContext:
        if scripts not in KEPT:
            KEPT[scripts] = new_context(browser, live_server.url, scripts=scripts)
        KEPT[scripts].clear_cookies()
        return KEPT[scripts]

    yield visited
    for context in contexts:
        context.close()


def follow(element: Locator) -> None:
    """Clicks what leads to another page, and returns when that is there: a click by itself may return before."""
    with element.page.expect_navigation():
        element.click()


def session(world: Cast, username: str) -> str:
    client = Client()
    client.force_login(world.staff[username].staff)
    return client.cookies["sessionid"].value


def axe(page: Page) -> list[str]:
    """What axe finds wrong with a page, one sentence each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {violation['help']} at {node['target']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """The elements that stick out of the window, which would have to be scrolled sideways."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
           [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
           .map(e => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 60))"""
    )


def picture(page: Page, name: str) -> None:
    """Keeps a picture of the whole page, where somebody asked for pictures."""
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def listen(page: Page) -> list[str]:
    """What the browser complains of: above all, anything that the policy of what may be loaded turns away."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # The browser reports the status of a page that is refused on purpose.
        if message.type in {"error", "warning"} and "the server responded with a status of 4" not in message.text:
            said.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said
