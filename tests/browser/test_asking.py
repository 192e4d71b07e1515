"""Questionnaires and alerts in a browser: each page for everybody, paper that comes late, a device in one's hands."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import HEARD, Visit, axe, follow, listen, picture, too_wide
from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.own.asked import linked
from tests.responses.conftest import PLAIN, sheet
from tests.seals import broken_later, ours
from tests.web.conftest import TODAY
from throughcare.episodes import actions
from throughcare.episodes.models import Episode
from throughcare.organisations.keeper import clock_keeper
from throughcare.responses import alerting, answering
from throughcare.responses.models import RaisedAlert, Response
from throughcare.web import acting

__all__ = ["broken_later", "ours"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORSE = {**PLAIN, "1": 4, "4": 4, "5": 3, "6": 2}
HOUR = timedelta(hours=1)


@pytest.fixture
def treated(world: Cast) -> Episode:
    """Alex is treated since 4 March, and two sessions were held."""
    episode = Episode.objects.get(person=world.people["alex"], service=world.daycare)
    steps: list[tuple[str, int, dict[str, Any]]] = [
        ("referral-received", 2, {}),
        ("accepted", 3, {}),
        ("pathway-started", 4, {"pathway": "mood"}),
        ("session-held", 6, {"attendance": "on-time"}),
        ("session-held", 13, {"attendance": "on-time"}),
    ]
    for step, on, facts in steps:
        moment = day(on)
        actions.take_step(
            episode=episode, step=step, facts=facts, happened=moment, by=world.petra, at=evening(moment)
        )  # fmt: skip
    return episode


@pytest.fixture
def answered(world: Cast, treated: Episode) -> Episode:
    """Alex answered three times; the last time they were worse, and an alert is told to the prison."""
    for on, given in ((4, PLAIN), (13, {**PLAIN, "1": 3}), (20, WORSE)):
        paper = {"entered": "paper", "completed_on": day(on).on}
        said = sheet(given, occasion="start" if on == 4 else "between", **paper)
        answering.record(episode=treated, sheet=said, by=world.petra, at=TODAY - 2 * HOUR)
    alerting.escalate_all(by=clock_keeper(at=TODAY), at=TODAY)
    return treated


# name of the page -> who looks, and where: {q} are questionnaires, {n} one of them, {a} an alert, {s} a service
PAGES = {
    "questionnaires": ("petra", "{q}"),
    "questionnaire": ("petra", "{q}/{n}"),
    "correct-answers": ("petra", "{q}/{n}/correct"),
    "trend": ("petra", "{q}/core-10"),
    "feedback": ("petra", "{q}/core-10/for-the-person"),
    "enter-answers": ("petra", "{q}/phq-9/enter"),
    "enter-paper": ("petra", "{q}/wemwbs/paper"),
    "hand-over": ("petra", "{q}/core-10/hand-over"),
    "not-answered": ("petra", "{q}/phq-9/not-answered"),
    "alerts": ("petra", "/alerts"),
    "alerts-of-an-officer": ("owen", "/alerts"),
    "alert": ("petra", "/alerts/{a}"),
    "alert-of-an-officer": ("owen", "/alerts/{a}"),
    "alert-act": ("petra", "/alerts/{a}/act"),
    "alert-figures": ("petra", "/alerts/figures"),
    "alert-settings": ("petra", "{s}/alerts"),
    "alert-watch": ("petra", "{s}/alerts/watch"),
    "alert-value": ("petra", "{s}/alerts/core-10/item-6"),
    "completion": ("petra", "{s}/completion"),
    "wordings": ("petra", "/wording"),
    "bring-wording": ("petra", "/wording/wemwbs"),
    "alerts-told": ("petra", "/alerts/told"),
    "confirmations": ("petra", "/instruments"),
    "confirm-facts": ("petra", "/instruments/wemwbs/confirm"),
    "service": ("petra", "{s}"),
    "trend-for-printing": ("petra", "{q}/core-10?print"),
    "questionnaires-for-printing": ("petra", "{q}?print"),
    "own-answers": ("alex", "/own/answers"),
    "own-answers-for-printing": ("alex", "/own/answers?print"),
}
# What somebody who prints a page of questionnaires must have in their hands.
ON_PAPER = {
    "questionnaires-for-printing": ("Due now", "CORE-10", "reliably worse", "Everything that came due"),
    "questionnaire": ("Filled in on", "Answers that count", "I have felt tense, anxious or nervous"),
    "trend-for-printing": ("3 scores", "Bands:", "Threshold:", "What nobody has confirmed yet"),
    "feedback": ("You answered these questions 3 times.", "Your care team can see your answers."),
    "enter-paper": ("On which day it was filled in", "Who filled it in"),
    "alert": ("Responsible", "Plans"),
    "own-answers-for-printing": ("My answers", "Sometimes", "A number never says all of how you are."),
}
# What only a screen has a use for.
ON_A_SCREEN = (
    ".tc-screen, .tc-header__navigation, main nav, .nhsuk-back-link, .nhsuk-skip-link, main .nhsuk-button, footer a"
)
# With a file that was changed: the list is read, and a form says why it cannot be used.
BROKEN = {"questionnaires-broken": "{q}", "trend-broken": "{q}/core-10", "enter-broken": "{q}/core-10/enter"}


def on_paper(page: Page, name: str) -> list[str]:
    """What of a page is printed that only a screen has a use for, and what is hidden that paper should show."""
    page.emulate_media(media="print")
    picture(page, f"{name}-print")
    left = page.locator(ON_A_SCREEN).all()
    told = [f"a way to act: {one.inner_text()}" for one in left if one.is_visible()]
    printed = " ".join(page.locator("body").inner_text().split())
    told += [f"“{words}” is not on paper" for words in ON_PAPER.get(name, ()) if words not in printed]
    told += [
        "the picture is not on paper" for one in page.locator("main .tc-line--wide svg").all() if not one.is_visible()
    ]
    told += [
        "a part that is closed"
        for one in page.locator("main details:not(.tc-screen) > div").all()
        if not one.is_visible()
    ]
    page.emulate_media(media="screen")
    return told


def test_pages_are_for_everybody(visit: Visit, world: Cast, answered: Episode, broken_later: Callable[[], None]):
    """One world for all of them: making it takes longer than looking at a page."""
    where = {
        "q": f"/episodes/{answered.reference}/questionnaires",
        "n": Response.objects.order_by("-completed_on")[0].pk,
        "a": RaisedAlert.objects.get(rule="item-6").pk,
        "s": f"/services/{answered.service_id}",
    }
    linked(world)
    faults = {}
    for name, (who, address) in [*PAGES.items(), *((name, ("petra", address)) for name, address in BROKEN.items())]:
        if name in BROKEN:
            broken_later()
        page = visit(who, address.format(**where), alone=True)
        picture(page, name)
        found = [*axe(page), *on_paper(page, name), *([] if page.locator("h1").count() == 1 else ["h1"])]
        page.set_viewport_size({"width": 320, "height": 900})
        picture(page, f"{name}-320")
        if wrong := [*HEARD[page], *found, *too_wide(page)]:
            faults[name] = wrong
        page.close()
    assert faults == {}


def test_paper_that_comes_late_raises_an_alert_that_is_told_on_and_closed(
    visit: Visit, treated: Episode, monkeypatch: pytest.MonkeyPatch
):
    page = visit("petra", f"/episodes/{treated.reference}/questionnaires/core-10/paper")
    for box, typed in (("day", "20"), ("month", "3"), ("year", "2026")):
        page.locator(f'[name="completed_on-{box}"]').fill(typed)
    for number, value in WORSE.items():
        page.locator(f'[name="item-{number}"][value="{value}"]').check()
    follow(page.get_by_role("button", name="Keep the answers"))
    assert page.get_by_text("Entered from paper, 4 days later").is_visible()
    later = TODAY + 61 * timedelta(minutes=1)
    monkeypatch.setattr(acting, "now", lambda: later)
    assert alerting.escalate_all(by=clock_keeper(at=later), at=later) == 1
    officer = visit("owen", "/today")
    follow(officer.get_by_role("link", name="1 alert from questionnaires that nobody has acknowledged"))
    follow(officer.get_by_role("link", name="Alex Marlow"))
    assert "Plans to end" not in (officer.text_content("main") or "")
    follow(officer.get_by_role("link", name="What was done"))
    officer.get_by_label("ACCT opened").check()
    follow(officer.get_by_role("button", name="Record what was done"))
    assert officer.get_by_text("What was done is on record.").is_visible()
    alert = visit("petra", f"/alerts/{RaisedAlert.objects.get(rule='item-6').pk}")
    follow(alert.get_by_role("link", name="Close this alert"))
    alert.get_by_label("Why it can be closed").fill("ACCT open, seen by Dr Lund")
    follow(alert.get_by_role("button", name="Close it"))
    assert alert.get_by_text("The alert is closed.").is_visible()


def test_a_person_answers_on_the_device_without_scripts(visit: Visit, treated: Episode):
    page = visit("petra", f"/episodes/{treated.reference}/questionnaires/core-10/hand-over", scripts=False)
    page.locator('[name="code"]').fill("4821")
    follow(page.get_by_role("button", name="Sign me out and start"))
    assert page.get_by_text("Question 1 of 10").first.is_visible()
    picture(page, "question")
    page.goto("/today")
    assert page.url.endswith("/answering")
    page.go_back()
    assert page.url.endswith("/answering")
    for number, value in PLAIN.items():
        page.locator(f'[name="answer"][value="{value}"]').check()
        follow(page.get_by_role("button", name="Next"))
        assert Response.objects.get().versions.count() == int(number)
    follow(page.get_by_role("button", name="Hand in my answers"))
    picture(page, "thanks")
    assert page.get_by_role("heading", name="Thank you").is_visible()
    page.go_back()
    assert page.get_by_role("heading", name="Thank you").is_visible()
    follow(page.get_by_role("link", name="For staff: take the device back"))
    page.locator('[name="code"]').fill("4821")
    follow(page.get_by_role("button", name="Take it back"))
    assert page.get_by_role("heading", name="Sign in").is_visible()
    assert Response.objects.get().entered == "shared-device"


def what_is_read_aloud(page: Page) -> list[str]:
    """What the browser is asked to say, one after the other; it says nothing, and the page tells that."""
    page.evaluate("() => { window.said = []; speechSynthesis.speak = (one) => said.push(one.text) }")
    page.get_by_role("button", name="Read this to me").click()
    page.get_by_text("Nothing can be heard: this device has no voice.").wait_for()
    return page.evaluate("said")


@pytest.mark.parametrize("width", [1180, 320])
def test_the_person_s_question_is_for_everybody(visit: Visit, treated: Episode, width: int):
    page = visit("petra", f"/episodes/{treated.reference}/questionnaires/phq-9/hand-over", width=width)
    page.locator('[name="code"]').fill("4821")
    follow(page.get_by_role("button", name="Sign me out and start"))
    said = listen(page)
    page.reload()
    assert axe(page) == too_wide(page) == said == []
    picture(page, f"question-{width}")
    assert what_is_read_aloud(page)[1:] == ["Not at all", "Several days", "More than half the days", "Nearly every day"]
    page.get_by_label("Several days").focus()
    page.keyboard.press("Space")
    follow(page.get_by_role("button", name="Next"))
    assert page.get_by_text("Question 2 of 10").first.is_visible()
    follow(page.get_by_role("button", name="Stop here"))
    assert axe(page) == too_wide(page) == []
