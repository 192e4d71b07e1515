"""Somebody reads their own answers: in plain words, with the picture, and nothing that was written about others."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.episodes.conftest import day
from tests.own.asked import linked
from tests.responses.conftest import NOON, PLAIN, Fill
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.responses import answering
from throughcare.responses.models import RaisedAlert

HARM = {**PLAIN, "6": 2}


@pytest.fixture
def alex(cast: Cast, as_: SignIn) -> Client:
    linked(cast)
    return as_("alex")


def test_what_was_answered_stands_there_in_plain_words_with_the_picture(alex: Client, fill: Fill):
    assert "You have not answered any questions yet" in words(alex.get("/own/answers"))
    fill({**dict.fromkeys(PLAIN, 3), "6": 0}, completed_on=day(19).on, entered="paper", occasion="start")
    fill(PLAIN)
    page = alex.get("/own/answers")
    told = words(page)
    assert "You answered these questions twice." in told
    assert "The last time, on 24 March 2026, it was 12." in told
    assert "<svg" in page.content.decode()
    assert "1. I have felt tense, anxious or nervous Sometimes" in told
    assert 'href="/own/answers"' in alex.get("/own").content.decode()


def test_neither_alerts_nor_why_staff_corrected_something_are_told(alex: Client, cast: Cast, fill: Fill):
    response = fill(HARM)
    answering.amend(response=response, given={**HARM, "1": 4}, seen=1, why="Tony misread it", by=cast.petra, at=NOON)
    told = words(alex.get("/own/answers"))
    assert RaisedAlert.objects.exists()
    assert "Tony" not in told
    assert "Alert" not in told
    assert "Your team has put something right here. You can ask what." in told


def test_a_broken_file_is_no_fault_of_theirs(alex: Client, fill: Fill, broken_later):  # type: ignore[no-untyped-def]
    fill(PLAIN)
    broken_later()
    answer = alex.get("/own/answers")
    assert answer.status_code == 200
    assert "We cannot show your numbers just now. The fault is ours." in words(answer)
    assert "Question 6 0" in words(answer)


def test_nobody_else_has_such_a_page_and_they_have_no_page_of_staff(alex: Client, as_: SignIn, place: str, fill: Fill):
    number = fill(PLAIN).pk
    assert as_("petra").get("/own/answers").status_code == 404
    for rest in ("", f"/{number}", "/core-10", "/core-10/for-the-person"):
        assert alex.get(place + rest).status_code == 404


def test_it_takes_eight_questions_whatever_was_answered(alex: Client, fill: Fill):
    taken = []
    for number in range(1, 4):
        fill(PLAIN, completed_on=day(18 + number).on, entered="paper", occasion="session", nth=number)
        with CaptureQueriesContext(connection) as asked:
            alex.get("/own/answers?print")
        taken.append(len(queries(asked)))
    assert taken[0] == taken[-1] <= 8
