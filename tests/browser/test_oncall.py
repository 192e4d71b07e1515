"""Worries in a browser: each page for everybody, and the list that hears of a new one by itself."""

from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit, follow
from tests.browser.everybody import wrong_with
from tests.cast import Cast
from tests.web.conftest import TODAY
from tests.worries.conftest import Scheme
from throughcare.worries import raising, whom
from throughcare.worries.models import OnCall, Worry
from throughcare.worries.whom import Tapped

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MINUTE = timedelta(minutes=1)
COUNTS_TONES = """() => {
    window.tones = 0
    const made = AudioContext.prototype.createOscillator
    AudioContext.prototype.createOscillator = function () { window.tones += 1; return made.call(this) }
}"""
# name of the page -> who looks, and where: {w} is a worry, {o} one of somebody else, {s} the scheme, {c} who is on call
PAGES = {
    "worries": ("owen", "/worries"),
    "worry": ("owen", "/worries/{w}"),
    "worries-of-an-acct": ("owen", "/worries/acct?number=E-104/26"),
    "worry-of-a-coordinator": ("cora", "/worries/{w}"),
    "worry-act": ("owen", "/worries/{w}/act"),
    "worry-name": ("owen", "/worries/{o}/name"),
    "worry-hear": ("nadia", "/worries/{w}/hear"),
    "enter-slip": ("owen", "/worries/slip"),
    "passed-on": ("milo", "/worries/passed-on"),
    "worry-figures": ("cora", "/worries/figures"),
    "worry-settings": ("cora", "{s}/worries"),
    "worry-watch": ("cora", "{s}/worries/watch"),
    "put-on-call": ("cora", "{s}/worries/on-call"),
    "take-off-call": ("cora", "{s}/worries/on-call/{c}/end"),
}


@pytest.fixture
def scheme(world: Cast) -> Scheme:
    return Scheme(world)


def tap(scheme: Scheme, minutes: int, *, about_alex: bool = True) -> Worry:
    tapped, at = Tapped(scheme.mentor, scheme.mentee if about_alex else None), TODAY - minutes * MINUTE
    return raising.tap(tapped=tapped, key=uuid4(), by=scheme.milo, at=at).worry


def test_pages_are_for_everybody(visit: Visit, scheme: Scheme, monkeypatch: pytest.MonkeyPatch):
    """One world for all of them: making it takes longer than looking at a page. Milo is a mentor who is here."""
    monkeypatch.setattr(whom, "HERE", [lambda: True])
    worry, other = tap(scheme, 20), tap(scheme, 3, about_alex=False)
    row = OnCall.objects.create(
        service=scheme.support, rung=0, organisation=scheme.organisation, title="Cora at home", starts_at=TODAY,
        by=scheme.cora, at=TODAY,
    )  # fmt: skip
    where = {"w": worry.pk, "o": other.pk, "s": f"/services/{scheme.support.pk}", "c": row.pk}
    faults = {name: faults_of(visit, name, who, address.format(**where)) for name, (who, address) in PAGES.items()}
    assert {name: wrong for name, wrong in faults.items() if wrong} == {}


def faults_of(visit: Visit, name: str, who: str, address: str) -> list[str]:
    """What is wrong with a page in a wide and in a narrow window."""
    return wrong_with(visit, who, address, name, added_by_scripts=frozenset({"Switch on a sound for new worries"}))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_new_worry_comes_onto_a_list_that_is_open(visit: Visit, scheme: Scheme, *, scripts: bool):
    page = visit("owen", "/worries", scripts=scripts)
    assert page.get_by_text("No worry is open.").is_visible()
    button = page.get_by_role("button", name="Switch on a sound for new worries")
    assert button.is_visible() is scripts, "nothing breaks where no script runs"
    if scripts:
        page.evaluate(COUNTS_TONES)
        button.click()
        page.get_by_role("button", name="Switch the sound off").wait_for()
    tap(scheme, 0)
    page.get_by_role("link", name="Alex, C wing").wait_for(timeout=20_000)
    if scripts:
        assert page.evaluate("window.tones") == 4, "two when it is switched on, two for the worry"
        assert page.title().startswith("(1) Worries")
        assert "A new worry. Alex, C wing" in (page.locator("[data-told]").text_content() or "")
    follow(page.get_by_role("button", name="I have it"))
    assert page.get_by_text("You have this worry.").is_visible()


@pytest.mark.usefixtures("scheme")
def test_a_list_that_hears_nothing_says_so(visit: Visit):
    page: Page = visit("owen", "/worries")
    page.route("**/worries/now*", lambda route: route.abort())
    page.get_by_text("This page no longer hears of new worries.").wait_for(timeout=30_000)
