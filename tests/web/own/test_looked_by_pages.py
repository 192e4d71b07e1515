"""Who has looked, for the person themselves, goes back as far as it goes: by pages that end with a day."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.own.asked import alex, linked
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.audit.models import Entry
from throughcare.config.database import APPLICATION
from throughcare.organisations.acting import act
from throughcare.own.looked import A_PAGE, every_look

DAYS = 120


@pytest.fixture
def long_watched(cast: Cast) -> Cast:
    """Alex's record was looked at by three people, of three places, on each of 120 days."""
    linked(cast)
    entries = [
        Entry(by=cast.staff[who], at=TODAY - timedelta(days=days), did="saw-person", person_id=alex(cast).pk)
        for days in range(DAYS)
        for who in ("owen", "sam", "harun")
    ]
    Entry.objects.bulk_create(entries)
    return cast


def lines(page) -> list[str]:
    shown = re.findall(r'data-label="Day">([^<]*)</td>\s*<td[^>]*><strong>([^<]*)', page.content.decode())
    return [f"{day}: {place}" for day, place in shown]


def ways(page) -> dict[str, str]:
    return {
        rel: address.replace("&amp;", "&")
        for address, rel in re.findall(r'href="([^"]*)" rel="(prev|next)"', page.content.decode())
    }


@pytest.mark.parametrize(("who", "address"), [("alex", "/own/looked"), ("nadia", "/people/TC-AAA-222/own/looked")])
def test_each_look_stands_on_one_page_forwards_and_back(as_: SignIn, long_watched: Cast, who: str, address: str):
    browser, seen, pages = as_(who), [], []
    while address:
        page = browser.get(address)
        assert A_PAGE <= len(lines(page)) <= A_PAGE + 2 or "next" not in ways(page)
        seen, address = [*seen, *lines(page)], ways(page).get("next", "")
        pages.append(page)
    # Nadia's own look while she prints it is one more.
    assert len(seen) == len(set(seen)) == 3 * DAYS + (who == "nadia")
    assert "prev" not in ways(pages[0])
    for before, page in pairwise(pages):
        assert lines(browser.get(ways(page)["prev"]))[-A_PAGE:] == lines(before)[-A_PAGE:]


def test_a_page_asks_no_more_however_long_the_list(as_: SignIn, long_watched: Cast):
    alex_s = as_("alex")
    with CaptureQueriesContext(connection) as captured:
        alex_s.get("/own/looked?before=2026-02-01")
    assert len(queries(captured)) <= 8


@pytest.mark.parametrize("typed", ["x", "2026-02-31", "", "9" * 40, "2026-02-01~1"])
def test_a_day_that_is_none_is_as_if_it_were_not_said(as_: SignIn, long_watched: Cast, typed: str):
    browser = as_("alex")
    assert lines(browser.get("/own/looked", {"before": typed})) == lines(browser.get("/own/looked"))


def test_before_the_first_look_there_is_a_way_back(as_: SignIn, long_watched: Cast):
    page = as_("alex").get("/own/looked?before=2020-01-01")
    assert "Nobody has looked in these days. See from the newest on ." in words(page)
    assert 'href="/own/looked"' in page.content.decode()


def test_a_copy_has_them_all(long_watched: Cast):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        assert every_look(alex(long_watched)) == []
        act(staff=long_watched.nadia, as_of=TODAY)
        assert len(every_look(alex(long_watched))) == 3 * DAYS
        cursor.execute("RESET ROLE")
