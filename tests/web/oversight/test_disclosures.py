"""What was disclosed of a person, to whom and why; what is due to go; and for which purpose one looks."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.access.asked import answer
from tests.cast import Cast
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.access.models import Disclosure
from throughcare.people.models import Need
from throughcare.retention.models import RetentionHold

DISCLOSURES = "/people/TC-AAA-222/disclosures"
TYPED = {
    "to": "The duty solicitor, Northshire",
    "categories": ["clinical", "housing"],
    "purpose": "court-and-sentence",
    "basis": "Article 6(1)(e) and 9(2)(f)",
    "form": "spoken",
    "says": "Fit to be heard",
}
KEY = "3b6d3d0a-5a44-4c8e-8c59-30d1a5ad7c03"


def test_one_is_logged_once_and_stands_in_the_log(as_: SignIn, cast: Cast):
    nadia = as_("nadia")
    assert [nadia.post(DISCLOSURES, {**TYPED, "submission": KEY}).status_code for _ in range(2)] == [303, 303]
    page = words(nadia.get(DISCLOSURES))
    assert "Nadia Rahman, Eastmoor mental health team The duty solicitor, Northshire Spoken" in page
    assert "Clinical assessment and notes; Housing, benefits and resettlement" in page
    assert "Fit to be heard Article 6(1)(e) and 9(2)(f)" in page
    assert Disclosure.objects.count() == 1


def test_of_what_one_is_shown_nothing_only_the_number_is_told(as_: SignIn):
    as_("nadia").post(DISCLOSURES, TYPED)
    page = words(as_("owen").get(DISCLOSURES))
    assert "Housing, benefits and resettlement And 1 part of which you are shown nothing" in page
    assert "Fit to be heard" not in page


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"categories": ["therapy-content", "victim"]}, "Choose one of those offered."),
        ({"categories": []}, "What was disclosed cannot be left empty."),
        ({"basis": ""}, "On which basis in law cannot be left empty."),
        ({"purpose": "curiosity"}, "Choose one of those offered."),
        ({"form": "record"}, "Choose one of those offered."),
        ({"to": "x" * 201}, "use at most 200 characters"),
    ],
)
def test_what_cannot_be_logged_is_refused_at_its_field(as_: SignIn, said: dict[str, Any], says: str):
    refused = as_("nadia").post(DISCLOSURES, {**TYPED, **said})
    assert refused.status_code == 422
    assert says in words(refused)
    assert not Disclosure.objects.exists()


def test_whoever_may_not_see_the_person_finds_nobody(as_: SignIn, cast: Cast):
    assert as_("sam").get(DISCLOSURES).status_code == 404
    assert as_("sam").post(DISCLOSURES, TYPED).status_code == 404
    cast.owen.role = "PM"
    cast.owen.save()
    assert as_("owen").get(DISCLOSURES).status_code == 404


def test_a_guardian_reads_the_log_of_their_organisation_by_reference(as_: SignIn, cast: Cast):
    as_("nadia").post(DISCLOSURES, TYPED)
    as_("petra").post(DISCLOSURES, {**TYPED, "to": "Somebody else"})
    page = words(as_("gwen").get("/guardian/disclosures"))
    assert "TC-AAA-222, to The duty solicitor, Northshire" in page
    assert "Somebody else" not in page
    assert "Marlow" not in page


def test_what_is_due_to_go_is_counted_and_named_by_reference_and_nothing_goes(as_: SignIn, cast: Cast):
    alex = cast.people["alex"]
    alex.died_on = date(2017, 3, 1)
    alex.save()
    Need.objects.create(
        person=alex, kind="housing", category="clinical", says="A need", from_on=TODAY, recorded_at=TODAY,
        recorded_by=cast.nadia,
    )  # fmt: skip
    page = words(as_("gwen").get("/guardian/retention"))
    assert "Nothing is deleted here, or anywhere in this product." in page
    assert "8 years after death Records Management Code" in page
    assert "Mental-health record: due Reference Why TC-AAA-222 Died 8 years ago or longer" in page
    assert "recalled, not confirmed" in page
    assert Need.objects.exists()


def test_a_record_is_held_past_its_period_and_the_hold_is_lifted(as_: SignIn, cast: Cast):
    gwen, at = as_("gwen"), "/guardian/retention"
    typed = {"reference": "TC-AAA-222", "reason": "complaint", "says": "Number 7"}
    refused = gwen.post(f"{at}/hold", {**typed, "reference": "TC-ZZZ-999"})
    assert (refused.status_code, "has and had no ground for a record" in words(refused)) == (422, True)
    assert gwen.post(f"{at}/hold", typed).status_code == 303
    held = RetentionHold.objects.get()
    assert "TC-AAA-222 A complaint is open Number 7 Gwen Hale" in words(gwen.get(at))
    assert gwen.post(f"{at}/holds/{held.pk}/lift", {"says": ""}).status_code == 422
    assert gwen.post(f"{at}/holds/{held.pk}/lift", {"says": "It was answered"}).status_code == 303
    assert "You hold none." in words(gwen.get(at))
    assert gwen.get(f"{at}/holds/{held.pk}/lift").status_code == 404
    for who in ("nadia", "sam", "ada"):
        assert {as_(who).post(f"{at}/{page}", typed).status_code for page in ("hold", f"holds/{held.pk}/lift")} == {404}


def test_nothing_is_due_of_people_of_others(as_: SignIn, cast: Cast):
    cast.gwen.organisation = cast.bola.organisation
    cast.gwen.save()
    assert "Nothing is due." in words(as_("gwen").get("/guardian/retention"))


def test_a_purpose_is_chosen_and_narrows_what_consent_opened(as_: SignIn, cast: Cast):
    answer(cast, "given", by=cast.nadia, purpose="direct-care", categories=["identity-and-location"])
    bola = as_("bola")
    assert "Purpose: any of this role" in words(bola.get("/today"))
    assert bola.get("/people/TC-AAA-222").status_code == 200
    assert bola.post("/purpose", {"purpose": "court-and-sentence"}).status_code == 303
    assert "Purpose: what a court decides, and carrying out the sentence" in words(bola.get("/today"))
    assert bola.get("/people/TC-AAA-222").status_code == 404
    assert bola.post("/purpose", {"purpose": "any"}).status_code == 303
    assert bola.get("/people/TC-AAA-222").status_code == 200


def test_a_purpose_that_is_not_the_role_s_is_refused(as_: SignIn):
    bola = as_("bola")
    refused = bola.post("/purpose", {"purpose": "evaluation"})
    assert refused.status_code == 422
    assert "Choose one of those offered." in words(refused)
    assert "Purpose: any of this role" in words(bola.get("/today"))


@pytest.mark.parametrize(
    ("username", "address"),
    [
        ("nadia", DISCLOSURES),
        ("gwen", "/guardian/disclosures"),
        ("gwen", "/guardian/retention"),
        ("nadia", "/purpose"),
        ("gwen", "/guardian"),
    ],
)
def test_eight_questions_at_most(as_: SignIn, username: str, address: str):
    for number in range(3):
        as_("nadia").post(DISCLOSURES, {**TYPED, "to": f"Number {number}"})
    somebody = as_(username)
    somebody.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert somebody.get(address).status_code == 200
    assert len(queries(captured)) <= 8, "\n".join(queries(captured))
