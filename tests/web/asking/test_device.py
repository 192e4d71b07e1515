"""A device in the person's hands: their questions and nothing else, until staff take it back with a code."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.responses.conftest import PLAIN, rules
from tests.web.asking.conftest import digest
from tests.web.conftest import SignIn
from tests.web.pages import words
from throughcare.asking.keeping import COOKIE
from throughcare.responses.models import Response, Sitting

CODE = "4821"


@pytest.fixture
def device(as_: SignIn, place: str) -> Client:
    """Petra has put her device into Alex's hands."""
    client = as_("petra")
    said = {"occasion": "start", "code": CODE, "digest": digest("core-10")}
    answer = client.post(f"{place}/core-10/hand-over", said)
    assert (answer.status_code, answer["Location"]) == (303, "/answering")
    return client


Say = Callable[[str], str]


@pytest.fixture
def say(device: Client) -> Say:
    """say("2") answers the question that is shown; the words of the next page."""

    def answered(value: str, does: str = "next") -> str:
        held = Sitting.objects.get()
        item = str(min(held.place + 1, 10))
        device.post("/answering", {"item": item, "answer": value, "does": does})
        return words(device.get("/answering"))

    return answered


def test_staff_are_signed_out_and_nothing_else_is_there(device: Client, place: str):
    assert "_auth_user_id" not in device.session
    for address in ("/", "/today", "/people", place, "/alerts", "/sign-in", "/role", "/purpose"):
        answer = device.get(address)
        assert (answer.status_code, answer["Location"]) == (302, "/answering"), address
    assert device.post("/people/new", {}).status_code == 302


def test_one_question_a_page_that_names_nobody_and_is_kept_nowhere(device: Client):
    answer = device.get("/answering")
    page = words(answer)
    assert "Question 1 of 10" in page
    assert "Over the last week I have felt tense, anxious or nervous" in page
    assert answer["Cache-Control"] == "no-store"
    assert "Alex" not in page
    assert "Marlow" not in answer.content.decode()
    assert 'href="/' not in answer.content.decode().replace('href="/static', "")


def test_a_cookie_that_no_script_reads(device: Client):
    cookie = device.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")


def test_each_answer_is_saved_at_once_and_an_alert_is_raised_at_once(device: Client, say: Say):
    for number in range(1, 6):
        say(str(PLAIN[str(number)]))
    page = say("2")
    assert "Question 7 of 10" in page
    assert rules(Response.objects.get()) == {"item-6"}


def test_going_through_all_of_it(device: Client, say: Say):
    for value in PLAIN.values():
        page = say(str(value))
    assert "That was the last question" in page
    page = say("", "finish")
    assert "Thank you" in page
    assert Response.objects.get().entered == "shared-device"
    assert "Sign in" not in page


def test_skipping_going_back_and_stopping(device: Client, say: Say):
    assert "Question 2 of 10" in say("", "skip")
    assert "Question 1 of 10" in say("", "back")
    refused = device.post("/answering", {"item": "1", "answer": "", "does": "next"})
    assert refused.status_code == 422
    assert "Choose one of the answers, or skip the question." in words(refused)
    assert "Thank you" in say("", "stop")
    assert rules(Response.objects.get()) == {"item-6-blank"}


@pytest.mark.parametrize("value", ["9", "-1", "--1", "\u0661", "x", "2.5", "9" * 400])
def test_an_answer_that_is_none_stays_on_its_question(device: Client, value: str):
    answer = device.post("/answering", {"item": "1", "answer": value, "does": "next"})
    assert answer.status_code == 422
    assert not Response.objects.exists()


def test_only_the_code_takes_it_back(device: Client, say: Say):
    say("2")
    wrong = device.post("/answering/back", {"code": "1111"})
    assert wrong.status_code == 422
    assert "That is not the code." in words(wrong)
    right = device.post("/answering/back", {"code": CODE})
    assert (right.status_code, right["Location"]) == (303, "/sign-in")
    assert device.cookies[COOKIE].value == ""
    assert Sitting.objects.get().ended == "stopped"


def test_a_token_that_opens_nothing_leads_to_signing_in(db: None, client: Client):
    client.cookies[COOKIE] = "made-up"
    answer = client.get("/answering")
    assert (answer.status_code, answer["Location"]) == (303, "/sign-in")
    client.cookies[COOKIE] = "made-up"
    assert client.post("/answering", {"item": "1", "answer": "1"}).status_code == 303


def test_a_weak_code_keeps_staff_signed_in(as_: SignIn, place: str):
    client = as_("petra")
    answer = client.post(f"{place}/core-10/hand-over", {"occasion": "start", "code": "1", "digest": digest("core-10")})
    assert answer.status_code == 422
    assert client.get("/today").status_code == 200
