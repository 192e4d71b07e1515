"""Somebody of the cast at their browser, from one day to the next: what they open, press, type and read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

from playwright.sync_api import Browser, BrowserContext, Locator, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import PATIENCE, axe, follow, listen, picture, session, too_wide
from tests.cast import Cast
from tests.papers.story import text_of
from throughcare.ladder import raising
from throughcare.organisations.keeper import clock_keeper

# What is typed or chosen: a text, several of what is offered, or a day.
Answer = str | date | Sequence[str]
Answers = Mapping[str, Answer]
NARROW, WIDE = 320, 1180


@dataclass
class Diary:
    """The day it is for everybody, whose transfer they talk of, and what was found wrong with pages until now."""

    browser: Browser
    server: LiveServer
    cast: Cast
    now: datetime
    reference: str = ""
    wrong: list[str] = field(default_factory=list)
    looked_over: set[tuple[str, int]] = field(default_factory=set)
    pictures: Iterator[int] = field(default_factory=count)
    # Who recorded something last: nobody else has the page in front of them as it stands.
    last: str = ""

    @property
    def today(self) -> date:
        return self.now.date()

    def days_on(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def goes_on(self, days: int) -> None:
        """So many days pass, and the ladder tells whoever is to be told by then."""
        self.now += timedelta(days=days)
        self.last = ""
        raising.run(by=clock_keeper(at=self.now), at=self.now)


@dataclass
class AtWork:
    """One of the cast. Every page they open is listened to, and looked over the first time that it is met."""

    diary: Diary
    name: str
    width: int = WIDE
    scripts: bool = True
    page: Page = field(init=False)
    context: BrowserContext = field(init=False)
    heard: list[str] = field(init=False)
    signed_in_on: date | None = None

    def __post_init__(self) -> None:
        self.context = self.diary.browser.new_context(
            viewport={"width": self.width, "height": 900},
            java_script_enabled=self.scripts,
            base_url=self.diary.server.url,
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.heard = listen(self.page)

    @property
    def transfer(self) -> str:
        return f"/episodes/{self.diary.reference}"

    def opens(self, address: str) -> "AtWork":
        if self.signed_in_on != self.diary.today:
            key = {"name": "sessionid", "value": session(self.diary.cast, self.name), "url": self.diary.server.url}
            self.context.add_cookies([key])
            self.signed_in_on = self.diary.today
        self.page.goto(address)
        return self.looks()

    def opens_transfer(self, more: str = "") -> "AtWork":
        """The page of the transfer, or one of those that belong to it."""
        return self.opens(self.transfer + more)

    def presses(self, words: str) -> "AtWork":
        """A button or a link, by what it says."""
        button = self.page.get_by_role("button", name=words, exact=True)
        follow((button if button.count() else self.page.get_by_role("link", name=words, exact=True)).first)
        return self.looks()

    def fills_in(self, answers: Answers) -> "AtWork":
        for label, answer in answers.items():
            self._answers(label, answer)
        return self

    def tries(self, step: str, answers: Answers | None = None) -> "AtWork":
        """A step of the transfer, from its page, whatever comes of it."""
        if self.diary.last != self.name:
            self.opens_transfer()
        link = self.page.locator("a", has_text=re.compile(rf"^Record\s+{re.escape(step)}\s*$"))
        folded = self.page.locator("main details:not([open])").filter(has=link)
        if folded.count():
            folded.first.locator("summary").first.click()
        return self.presses(f"Record {step}").fills_in(answers or {}).presses("Record")

    def records(self, step: str, answers: Answers | None = None) -> "AtWork":
        """The same, and it is taken: they are back on the page of the transfer."""
        self.tries(step, answers)
        assert "It is on record." in self.reads, self.reads
        self.diary.last = self.name
        return self

    def is_refused(self, says: str) -> "AtWork":
        """They are told why in words, and may go on from there."""
        assert says in self.reads, self.reads
        self.diary.last = ""
        return self

    @property
    def reads(self) -> str:
        """The words in the middle of the page, on one line."""
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def stands(self) -> str:
        """How the transfer stands, as its page says first."""
        return self.page.locator(".tc-sentence").inner_text()

    def takes(self, address: str) -> str:
        """The words of the PDF that a page of the transfer's papers leads to."""
        self.opens_transfer(address)
        link = self.page.get_by_role("link", name=re.compile("^Take (it|this page) as a PDF")).get_attribute("href")
        answer = self.context.request.get(link or "")
        assert answer.headers["content-type"] == "application/pdf", answer.status
        return text_of(answer.body())

    def looks(self) -> "AtWork":
        if self.diary.last == self.name:
            self.diary.last = ""
        heading = self.page.locator("h1").first.inner_text()
        kind = re.sub("[A-Z][a-z]+day .*", "", heading)
        picture(self.page, f"{next(self.diary.pictures):03}-{self.name}-{re.sub('[^a-z]+', '-', kind.lower())[:40]}")
        if (kind, self.width) not in self.diary.looked_over:
            self.diary.looked_over.add((kind, self.width))
            # Where no scripts run, axe never ends.
            wrong = [*(axe(self.page) if self.scripts else []), *(too_wide(self.page) if self.width == NARROW else [])]
            self.diary.wrong += [f"{self.name} on '{heading}': {one}" for one in wrong]
        return self

    def _answers(self, label: str, answer: Answer) -> None:
        main = self.page.locator("main")
        named = re.compile(rf"^\s*{re.escape(label)}( \((optional|needed by law.*)\))?\s*$")
        group = main.locator("fieldset").filter(has=self.page.locator("legend", has_text=named)).last
        if isinstance(answer, date):
            for box, typed in zip(("Day", "Month", "Year"), (answer.day, answer.month, answer.year), strict=True):
                group.get_by_label(box, exact=True).fill(str(typed))
        elif group.count():
            for one in [answer] if isinstance(answer, str) else answer:
                group.get_by_label(one, exact=True).check()
        else:
            _type(main.get_by_label(named), str(answer))


def _type(box: Locator, answer: str) -> None:
    if box.evaluate("e => e.tagName") == "SELECT":
        box.select_option(label=answer)
    else:
        box.fill(answer)
