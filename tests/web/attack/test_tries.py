"""Somebody with a number in hand cannot try dates of birth until one fits."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests.cast import Cast, gather
from tests.web.attack.conftest import Hidden
from tests.web.attack.test_noted import NUMBER_TRIED, refusals
from tests.web.conftest import TODAY, Browser, SignIn
from throughcare.access.tries import LIMITS
from throughcare.organisations.models import StaffRole
from throughcare.web import acting

FEW, OFTEN = LIMITS
RIGHT = {**NUMBER_TRIED, "birth_date-day": "14", "birth_date-month": "5", "birth_date-year": "1990"}
SOMEBODY_NEW = {"family_name": "Okafor", "sex": "X"}
PAGES = [
    ("/people/recognise", RIGHT),
    ("/emergency", RIGHT),
    ("/people/new?q=x", {**SOMEBODY_NEW, "nomis": "A1234BC"}),
    ("/people/TC-AAA-222/add/identifier", {"kind": "nomis", "typed": "A1234BC", "source": "A list"}),
]


def try_in_vain(browser: Browser, times: int) -> list[int]:
    days = range(1, times + 1)
    return [
        browser.post("/people/recognise", {**NUMBER_TRIED, "birth_date-day": str(day % 28 + 1)}).status_code
        for day in days
    ]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch):
    def later(by: timedelta) -> None:
        monkeypatch.setattr(acting, "now", lambda: TODAY + by)

    return later


def test_after_ten_tries_in_vain_not_even_the_right_one_is_answered(as_: SignIn, hidden: Hidden):
    hidden.make()
    nadia = as_("nadia")
    assert try_in_vain(nadia, FEW.tries) == [422] * FEW.tries
    answer = nadia.post("/people/recognise", RIGHT)
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "You have tried too many numbers that did not fit. You can try again from 10:30 on 24 March." in page
    assert 'value="A1234BC"' in page
    assert "Hollis" not in page
    assert refusals()[-1] == (hidden.cast.nadia, {"page": "recognise", "status": 429, "sent": True})


@pytest.mark.parametrize(("page", "typed"), PAGES)
def test_that_holds_wherever_a_number_can_be_tried(as_: SignIn, hidden: Hidden, page: str, typed: dict[str, Any]):
    hidden.make()
    nadia = as_("nadia")
    try_in_vain(nadia, FEW.tries)
    assert nadia.post(page, typed).status_code == 429


@pytest.mark.parametrize(("page", "typed"), PAGES[2:])
def test_that_a_number_is_taken_is_told_as_often_and_no_oftener(
    as_: SignIn, hidden: Hidden, page: str, typed: dict[str, Any]
):
    hidden.make()
    nadia = as_("nadia")
    said = [nadia.post(page, typed).status_code for _ in range(FEW.tries + 1)]
    assert said == [*[422] * FEW.tries, 429]


def test_an_hour_later_there_are_ten_more_and_a_day_has_thirty(as_: SignIn, hidden: Hidden, clock):
    hidden.make()
    for hour in range(3):
        clock(FEW.within * hour)
        assert try_in_vain(as_("nadia"), FEW.tries) == [422] * FEW.tries
    clock(FEW.within * 3)
    answer = as_("nadia").post("/people/recognise", RIGHT)
    assert answer.status_code == 429
    assert "from 09:30 on 25 March" in answer.content.decode()
    clock(OFTEN.within)
    assert as_("nadia").post("/people/recognise", RIGHT).status_code == 303


def test_nobody_else_is_held_up_and_nothing_else_of_theirs(as_: SignIn, hidden: Hidden):
    hidden.make()
    nadia = as_("nadia")
    try_in_vain(nadia, FEW.tries)
    assert nadia.get("/people/recognise").status_code == 200
    assert nadia.post("/people/new?q=x", SOMEBODY_NEW).status_code == 303
    assert as_("petra").post("/people/recognise", RIGHT).status_code == 303


def test_another_role_of_the_same_person_has_no_tries_of_its_own(as_: SignIn, hidden: Hidden):
    hidden.make()
    nadia, cast = as_("nadia"), hidden.cast
    try_in_vain(nadia, FEW.tries)
    other = StaffRole.objects.create(
        staff=cast.nadia.staff, organisation=cast.places["Rowan Unit"], role="SH", from_on=cast.nadia.from_on
    )
    assert nadia.post("/role", {"role": str(other.pk)}).status_code == 303
    assert nadia.post("/people/recognise", RIGHT).status_code == 429


def test_a_slip_of_the_pen_is_no_try(as_: SignIn, hidden: Hidden):
    hidden.make()
    nadia = as_("nadia")
    for _ in range(FEW.tries + 2):
        assert nadia.post("/people/recognise", {**NUMBER_TRIED, "number": "12"}).status_code == 422
    assert nadia.post("/people/recognise", RIGHT).status_code == 303


def test_a_number_that_is_taken_leads_to_whose_it_is_and_to_the_guardian(as_: SignIn, hidden: Hidden):
    hidden.make()
    typed = {**SOMEBODY_NEW, "nomis": "A1234BC", "birth_date-day": "14", "birth_date-month": "5"}
    page = as_("nadia").post("/people/new?q=x", {**typed, "birth_date-year": "1990"}).content.decode()
    assert "ask the Caldicott Guardian of your organisation" in page
    [way] = re.findall(r'href="(/people/recognise[^"]+)">See who the number belongs to', page)
    for told in ("Hollis", "Westfell", "TC-WWW-222"):
        assert told not in page
    there = as_("nadia").get(way).content.decode()
    assert 'value="A1234BC"' in there
    assert 'value="1990"' in there


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_tried_one_after_another():
    cast: Cast = gather()

    def attempt(day: int) -> int:
        browser = Browser()
        browser.force_login(cast.nadia.staff)
        try:
            return browser.post("/people/recognise", {**NUMBER_TRIED, "birth_date-day": str(day)}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        said = list(pool.map(attempt, range(1, FEW.tries + 7)))
    assert sorted(said) == [*[422] * FEW.tries, *[429] * 6]
