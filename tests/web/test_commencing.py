"""The pages on which an administrator records the day that a rule comes into force."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.commencement.models import Commencement

PAGE = "/blueprints/hospital-transfer"
ADDRESS = f"{PAGE}/in-force/tr-stat28"
TYPED = {
    "day-day": "1", "day-month": "4", "day-year": "2026", "basis": "Commencement Regulations 2026",
    "approved_by": "Director of health and justice", "approved_on-day": "20", "approved_on-month": "3",
    "approved_on-year": "2026",
}  # fmt: skip


def test_an_administrator_records_the_day_and_everybody_reads_it(as_: SignIn, cast: Cast):
    assert "Statutory 28 days" in words(as_("ada").get(ADDRESS))
    answer = as_("ada").post(ADDRESS, TYPED)
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}?done=commenced")
    assert "The day is on record." in words(as_("ada").get(answer["Location"]))
    assert "in force from Wednesday 1 April 2026" in words(as_("nadia").get(PAGE))
    kept = words(as_("ada").get(ADDRESS))
    assert "Commencement Regulations 2026" in kept
    assert "Ada Quill" in kept


def test_the_same_form_sent_twice_is_recorded_once(as_: SignIn, cast: Cast):
    typed = {**TYPED, "submission": "4c1d8d0e-9f64-4a36-8f1e-0d6f3c1a7b21"}
    browser = as_("ada")
    assert [browser.post(ADDRESS, typed).status_code for _ in range(2)] == [303, 303]
    assert Commencement.objects.count() == 1


def test_a_day_may_be_taken_back(as_: SignIn, cast: Cast):
    as_("ada").post(ADDRESS, TYPED)
    assert as_("ada").post(ADDRESS, {**TYPED, "day-day": "", "day-month": "", "day-year": ""}).status_code == 303
    assert "in force from" not in words(as_("nadia").get(PAGE))
    assert "Not in force counts now" in words(as_("ada").get(ADDRESS))


def test_it_is_for_an_administrator_and_for_what_is_in_shadow(as_: SignIn, cast: Cast):
    assert as_("nadia").get(ADDRESS).status_code == 403
    assert as_("nadia").post(ADDRESS, TYPED).status_code == 403
    assert "Record when it comes into force" not in words(as_("nadia").get(PAGE))
    assert "Record when it comes into force" in words(as_("ada").get(PAGE))
    for subject in ("tr-28", "s47-sentenced", "nothing"):
        assert as_("ada").get(f"{PAGE}/in-force/{subject}").status_code == 404
    assert as_("ada").get("/blueprints/nothing/in-force/tr-stat28").status_code == 404
    assert Commencement.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"basis": ""}, "What it rests on cannot be left empty."),
        ({"basis": "x" * 301}, "What it rests on is too long"),
        ({"approved_by": ""}, "Who approved it cannot be left empty."),
        ({"approved_on-day": "25"}, "Wednesday 25 March 2026 has not come yet"),
        ({"approved_on-day": ""}, "Approved on"),
        ({"day-year": "1066"}, "check the year"),
        ({"day-day": "31"}, "There is no 31 April 2026."),
        ({"basis": "a\ue000"}, "cannot be seen"),
    ],
)
def test_what_cannot_be_so_is_refused_in_words(as_: SignIn, cast: Cast, typed, says):
    answer = as_("ada").post(ADDRESS, {**TYPED, **typed})
    assert answer.status_code == 422
    assert says in words(answer)
    assert Commencement.objects.count() == 0


def test_what_is_in_force_in_shadow_and_unconfirmed_is_said_of_every_rule(as_: SignIn, cast: Cast):
    page = words(as_("nadia").get(PAGE))
    assert "Section 47 for whoever serves a sentence" in page
    assert "How the person is held: Serving a sentence" in page
    assert "A GMC number has seven digits" in page
    assert "No prison or police station as a place of safety" in page


def test_both_pages_ask_little_however_much_is_recorded(as_: SignIn, cast: Cast):
    for _ in range(5):
        as_("ada").post(ADDRESS, TYPED)
    for address in (PAGE, ADDRESS):
        ada = as_("ada")
        ada.get(address)
        with CaptureQueriesContext(connection) as asked:
            ada.get(address)
        assert len(queries(asked)) <= 8, "\n".join(queries(asked))
