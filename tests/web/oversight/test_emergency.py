"""Opening a record in an emergency: by those who treat people, with a number in hand, told beforehand what follows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.access.models import Emergency, Grant
from throughcare.audit.models import Entry
from throughcare.people.models import Person

JAMIE = "/people/TC-WWW-222"
TYPED = {
    "kind": "nomis",
    "number": "A1234BC",
    "birth_date-day": "14",
    "birth_date-month": "5",
    "birth_date-year": "1990",
    "reason": "risk-to-life",
    "says": "Found with a ligature",
}


def test_what_will_happen_is_said_before_anything_is_sent(as_: SignIn):
    page = words(as_("nadia").get("/emergency"))
    assert "for 24 hours, until about Wednesday 25 March 2026 at 09:30" in page
    assert "open to you alone" in page
    assert "the Caldicott Guardian of Eastmoor mental health team reviews within 3 working days" in page
    assert "the person is told, when that is safe" in page


def test_it_opens_the_record_for_whoever_sent_it_and_nobody_else(as_: SignIn, cast: Cast, jamie: Person):
    nadia = as_("nadia")
    assert nadia.get(JAMIE).status_code == 404
    answer = nadia.post("/emergency", TYPED)
    assert (answer.status_code, answer["Location"]) == (303, f"{JAMIE}?done=emergency")
    assert "Jamie Hollis" in words(nadia.get(answer["Location"]))
    assert as_("petra").get(JAMIE).status_code == 404
    assert Entry.objects.filter(did="broke-glass", by=cast.nadia, person_id=jamie.pk).exists()
    assert "Found with a ligature" in words(nadia.get(f"{JAMIE}/access"))


def test_sent_twice_it_is_opened_once(as_: SignIn, jamie: Person):
    typed = {**TYPED, "submission": "3b6d3d0a-5a44-4c8e-8c59-30d1a5ad7b01"}
    nadia = as_("nadia")
    assert [nadia.post("/emergency", typed)["Location"] for _ in range(2)] == [f"{JAMIE}?done=emergency"] * 2
    Grant.objects.filter(ground="break-glass").update(ends_at=TODAY)
    assert "what it opened has closed since" in words(nadia.post("/emergency", typed))
    assert Emergency.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"number": "A9999ZZ"}, {"birth_date-day": "15"}])
def test_a_number_of_nobody_and_a_wrong_date_of_birth_are_answered_alike(as_: SignIn, jamie: Person, wrong):
    answer = as_("nadia").post("/emergency", {**TYPED, **wrong})
    assert answer.status_code == 422
    assert "Nobody is on record with this number and this date of birth." in words(answer)
    assert "Found with a ligature" in words(answer)
    assert not Emergency.objects.exists()


@pytest.mark.parametrize("missing", ["reason", "says", "kind"])
def test_what_is_left_out_is_asked_for(as_: SignIn, jamie: Person, missing: str):
    answer = as_("nadia").post("/emergency", {**TYPED, missing: ""})
    assert answer.status_code == 422
    assert "cannot be left empty" in words(answer)


@pytest.mark.parametrize("username", ["owen", "piotr", "gwen", "ada"])
def test_those_who_treat_nobody_are_offered_nothing(as_: SignIn, jamie: Person, username: str):
    somebody = as_(username)
    assert somebody.get("/emergency").status_code == somebody.post("/emergency", TYPED).status_code == 403
    assert "/emergency" not in somebody.get("/people?q=hollis").content.decode()
    assert not Emergency.objects.exists()


def test_a_search_that_finds_nobody_leads_there_with_what_was_typed(as_: SignIn):
    nadia = as_("nadia")
    assert "/emergency?q=A1234BC" in nadia.get("/people?q=A1234BC").content.decode()
    assert 'value="A1234BC"' in nadia.get("/emergency?q=A1234BC").content.decode()


def test_the_page_asks_few_questions(as_: SignIn):
    nadia = as_("nadia")
    with CaptureQueriesContext(connection) as asked:
        nadia.get("/emergency")
    assert len(queries(asked)) <= 8
