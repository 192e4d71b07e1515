"""The world in which the walks begin: Rowan Unit keeps a ward of three beds, and everybody has a browser."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.beds.conftest import said, ward_at
from tests.browser.transfer.at_work import WIDE, AtWork, Diary
from tests.cast import Cast
from throughcare.people.models import Person
from throughcare.web import acting

TUESDAY = datetime(2026, 3, 24, 9, 30, tzinfo=UTC)
AARON, BILAL = "TC-BAB-222", "TC-BBB-222"

Somebody = Callable[[str], AtWork]


@pytest.fixture
def diary(browser: Browser, live_server: LiveServer, world: Cast, monkeypatch: pytest.MonkeyPatch) -> Diary:
    kept = Diary(browser, live_server, world, TUESDAY)
    monkeypatch.setattr(acting, "now", lambda: kept.now)
    ward_at(world.harun, "Cedar ward", said())
    Person.objects.filter(reference__in=[AARON, BILAL]).update(sex="1")
    return kept


@pytest.fixture
def window() -> tuple[int, bool]:
    """How wide everybody's window is, and whether their browser runs scripts."""
    return (WIDE, True)


@pytest.fixture
def somebody(diary: Diary, window: tuple[int, bool]) -> Iterator[Somebody]:
    """somebody("nadia"): at her browser. In the end no page that anybody opened was found wanting."""
    met: dict[str, AtWork] = {}

    def at_work(name: str) -> AtWork:
        if name not in met:
            met[name] = AtWork(diary, name, *window)
        return met[name]

    yield at_work
    for one in met.values():
        one.context.close()
    assert diary.wrong == []
    assert [line for one in met.values() for line in one.heard] == []
