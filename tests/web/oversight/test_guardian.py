"""What a Caldicott Guardian sees and answers: who looked, and never the record itself."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.access import breaking
from throughcare.access.models import Emergency, EmergencyReview, EmergencyTold, SignOff
from throughcare.audit.models import Entry
from throughcare.people.numbers import Number
from throughcare.sharing import CATEGORIES, fingerprint

REVIEW = {"finding": "justified", "says": "Nobody else could be reached"}
KEY = "3b6d3d0a-5a44-4c8e-8c59-30d1a5ad7c01"


def form_of(emergency: Emergency, what: str) -> str:
    return f"/guardian/emergencies/{emergency.pk}/{what}"


def test_emergencies_stand_by_reference_with_who_when_and_why(as_: SignIn, opened: Emergency):
    page = words(as_("gwen").get("/guardian"))
    assert "TC-WWW-222" in page
    assert "Nadia Rahman, Prison mental health practitioner Tuesday 17 March 2026 at 09:30" in page
    assert "Found with a ligature" in page
    assert "Hollis" not in page


def test_what_was_not_reviewed_in_time_is_overdue_and_first(as_: SignIn, cast: Cast, opened: Emergency):
    breaking.break_glass(
        number=Number("nomis", "A1234BC", "The cell card"),
        birth_date=opened.person.birth_date,
        reason="medicines",
        says="Given insulin by another service",
        by=cast.nadia,
        at=TODAY - timedelta(hours=1),
    )
    page = words(as_("gwen").get("/guardian"))
    assert "Friday 20 March 2026 Overdue" in page
    assert "Friday 27 March 2026 Overdue" not in page
    assert page.index("Friday 20 March") < page.index("Friday 27 March")


def test_a_review_is_recorded_once_and_leaves_the_list(as_: SignIn, cast: Cast, opened: Emergency):
    gwen = as_("gwen")
    answers = [gwen.post(form_of(opened, "review"), {**REVIEW, "submission": KEY}) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["/guardian?done=reviewed"] * 2
    made = EmergencyReview.objects.get()
    assert (made.finding, made.by) == ("justified", cast.gwen)
    assert "There is none to review." in words(gwen.get("/guardian"))
    assert "This has been reviewed already." in words(gwen.post(form_of(opened, "review"), REVIEW))


def test_a_review_says_what_was_found_and_why(as_: SignIn, opened: Emergency):
    answer = as_("gwen").post(form_of(opened, "review"), {"says": "I asked both"})
    assert answer.status_code == 422
    assert "What you found cannot be left empty." in words(answer)
    assert "I asked both" in words(answer)


def test_that_the_person_was_told_is_recorded(as_: SignIn, opened: Emergency):
    gwen = as_("gwen")
    assert "Record that they were told" in words(gwen.get("/guardian"))
    answer = gwen.post(form_of(opened, "told"), {"how": "By their key worker, on the landing"})
    assert answer["Location"] == "/guardian?done=told"
    assert EmergencyTold.objects.get().how == "By their key worker, on the landing"
    assert "Everybody has been told." in words(gwen.get("/guardian"))


@pytest.mark.parametrize("what", ["review", "told"])
def test_an_emergency_of_another_organisation_is_absent(as_: SignIn, cast: Cast, opened: Emergency, what: str):
    cast.gwen.organisation = cast.petra.organisation
    cast.gwen.save()
    gwen = as_("gwen")
    assert "TC-WWW-222" not in words(gwen.get("/guardian"))
    assert gwen.get(form_of(opened, what)).status_code == 404
    assert gwen.post(form_of(opened, what), REVIEW).status_code == 404
    assert gwen.get(f"/guardian/emergencies/{10**30}/{what}").status_code == 404


@pytest.mark.parametrize("username", ["nadia", "owen", "ada", "sam"])
def test_the_pages_are_the_guardian_s_alone(as_: SignIn, opened: Emergency, username: str):
    somebody = as_(username)
    for address in ("/guardian", "/guardian/matrix", form_of(opened, "review"), form_of(opened, "told")):
        assert somebody.get(address).status_code == 404
    assert somebody.post(form_of(opened, "review"), REVIEW).status_code == 404
    assert 'href="/guardian"' not in somebody.get("/today").content.decode()
    today = as_("gwen").get("/today").content.decode()
    for address in ("/guardian", "/guardian/audit", "/guardian/agreements", "/guardian/disclosures"):
        assert f'href="{address}"' in today


def test_the_matrix_is_signed_as_it_was_seen(as_: SignIn, cast: Cast):
    gwen = as_("gwen")
    page = words(gwen.get("/guardian/matrix"))
    assert [title for title in CATEGORIES.values() if title not in page] == []
    assert "Every line is a proposal" in page
    typed = {"seen": fingerprint(), "says": "As agreed in March", "submission": KEY}
    assert [gwen.post("/guardian/matrix", typed).status_code for _ in range(2)] == [303, 303]
    assert SignOff.objects.get().by == cast.gwen
    page = words(gwen.get("/guardian/matrix"))
    assert "signed this for Eastmoor mental health team on Tuesday 24 March 2026: As agreed in March" in page
    assert "Sign it" not in page


def test_a_matrix_that_has_changed_meanwhile_is_not_signed(as_: SignIn):
    answer = as_("gwen").post("/guardian/matrix", {"seen": "0" * 64})
    assert answer.status_code == 422
    assert "The matrix has changed since you opened it" in words(answer)
    assert fingerprint() in answer.content.decode()


def test_looking_is_audited_and_asks_few_questions(as_: SignIn, cast: Cast, opened: Emergency):
    gwen = as_("gwen")
    for address in ("/guardian", "/guardian/matrix", form_of(opened, "review")):
        with CaptureQueriesContext(connection) as asked:
            assert gwen.get(address).status_code == 200
        assert len(queries(asked)) <= 8, "\n".join(queries(asked))
    assert Entry.objects.filter(did="saw-emergencies", by=cast.gwen).count() == 1
