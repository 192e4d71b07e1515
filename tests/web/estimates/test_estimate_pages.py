"""The pages of estimates: worked out by an offender manager, read by the matrix, and never a verdict."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.estimates import record
from tests.estimates.record import open_to
from tests.web.conftest import TODAY, SignIn
from tests.web.estimates.conftest import ALEX, OGRS3, instead
from tests.web.pages import queries, words
from throughcare.audit.models import Entry
from throughcare.estimates.models import EstimateBasis, RiskEstimate
from throughcare.people.models import Person
from throughcare.predictors import MODELS

pytestmark = pytest.mark.usefixtures("alex")
SENTENCE = (
    "Of 100 people with these answers about 8 are proven to offend again within one year and about 16 within two."
)


def keep(cast: Cast, **more: Any) -> RiskEstimate:
    return record.keep(cast, at=TODAY, **more)


def test_an_offender_manager_works_one_out_and_sees_how_it_came_about(as_: SignIn, cast: Cast):
    browser = as_("piotr")
    assert browser.post(f"{ALEX}/estimates/new/ogrs3", OGRS3).status_code == 303
    page = words(browser.get(f"{ALEX}/estimates?done=estimate"))
    for said in (
        "The estimate is on record, with all that it rests on.",
        SENTENCE,
        "8% within one year, 16% within two. Band of the second: Low .",
        "This is a group probability, not a prediction for this person, and never a reason to refuse care.",
        "OGRS3 (Howard et al. 2009), as in hmpps-arns-risk-actuarial-api before 4dd1496",
        "Tuesday 24 March 2026",
        "Piotr Zeller, HMP Eastmoor",
        "Male, 31 at the start of follow-up -1.326",
        "Current offence: Other offence -0.0607",
        "Date of birth 14 May 1990",
    ):
        assert said in page
    assert Entry.objects.filter(did="worked-out-estimate", person_id=cast.people["alex"].pk).exists()
    assert Entry.objects.filter(did="saw-estimates", by=cast.piotr).exists()


def test_sex_and_date_of_birth_are_shown_from_the_record_and_not_asked(as_: SignIn):
    page = as_("piotr").get(f"{ALEX}/estimates/new/arp").content.decode()
    assert "14 May 1990" in page
    assert 'name="sex"' not in page
    assert 'name="date_of_birth' not in page
    sent = as_("piotr").post(f"{ALEX}/estimates/new/ogrs3", instead(sex="female", date_of_birth="1950-01-01"))
    assert sent.status_code == 303
    assert EstimateBasis.objects.get().given["date_of_birth"] == "1990-05-14"
    assert EstimateBasis.objects.get().given["sex"] == "male"


@pytest.mark.parametrize("model", MODELS)
def test_every_model_has_its_form(as_: SignIn, model: str):
    page = as_("piotr").get(f"{ALEX}/estimates/new/{model}")
    assert page.status_code == 200
    assert "never a reason to refuse care" in words(page)


def test_what_is_wrong_is_told_at_each_field(as_: SignIn):
    typed = instead(sanctions="0", age_at_first_sanction="40", conviction_date__day="30", conviction_date__month="2")
    page = as_("piotr").post(f"{ALEX}/estimates/new/ogrs3", typed)
    assert page.status_code == 422
    assert "There is no 30 February 2021." in words(page)
    page = words(as_("piotr").post(f"{ALEX}/estimates/new/ogrs3", instead(sanctions="0", age_at_first_sanction="40")))
    assert "This must be from 1 to 999." in page
    assert "40 is older than they were at the current conviction, 31." in page
    for odd in ("two", "9" * 5000, "1e3", "-"):
        page = as_("piotr").post(f"{ALEX}/estimates/new/ogrs3", instead(sanctions=odd))
        assert page.status_code == 422
        assert "Sanctions must be a whole number from 1 to 999." in words(page)
    assert not RiskEstimate.objects.exists()


def test_a_correction_is_a_later_estimate_and_the_earlier_stays(as_: SignIn, cast: Cast):
    first = keep(cast)
    browser, address = as_("piotr"), f"{ALEX}/estimates/{first.pk}/correct"
    filled = browser.get(address).content.decode()
    assert 'value="21"' in filled
    assert browser.post(address, instead(sanctions="5")).status_code == 303
    newer = RiskEstimate.objects.exclude(pk=first.pk).get()
    assert newer.corrects == first
    page = words(browser.get(f"{ALEX}/estimates"))
    assert "Corrected by a later one" in page
    assert "Corrects an earlier one" in page
    again = browser.post(address, instead(sanctions="6"))
    assert again.status_code == 422
    assert "This estimate was corrected meanwhile: look at the newer one." in words(again)


def test_whoever_sees_a_summary_sees_the_figure_and_not_what_it_rests_on(as_: SignIn, cast: Cast):
    keep(cast)
    open_to(cast, "nadia")
    page = words(as_("nadia").get(f"{ALEX}/estimates"))
    assert "16% within two" in page
    assert "What it rests on is for those who may read all of this part of the record." in page
    assert "Current offence" not in page
    assert "Work one out" not in page


def test_who_writes_is_who_writes_of_risk_to_others(as_: SignIn, cast: Cast):
    for who, status in (("piotr", 200), ("bola", 200), ("nadia", 403), ("owen", 403)):
        open_to(cast, who)
        assert as_(who).get(f"{ALEX}/estimates/new/ogrs3").status_code == status
    assert as_("owen").post(f"{ALEX}/estimates/new/ogrs3", OGRS3).status_code == 403
    assert not RiskEstimate.objects.exists()


def test_out_of_scope_is_absent(as_: SignIn, cast: Cast):
    kept = keep(cast)
    for page in ("", "/new/ogrs3", f"/{kept.pk}/correct"):
        assert as_("sam").get(f"{ALEX}/estimates{page}").status_code == 404
    assert as_("piotr").get(f"{ALEX}/estimates/987654/correct").status_code == 404
    assert as_("piotr").get(f"{ALEX}/estimates/new/static-99").status_code == 404


def test_nobody_s_estimate_is_shown_to_whom_the_matrix_shows_nothing(as_: SignIn, cast: Cast):
    keep(cast)
    open_to(cast, "alice", "flag")
    open_to(cast, "carol", "read")
    assert "16% within two" in words(as_("carol").get(f"{ALEX}/estimates"))
    assert as_("alice").get(f"{ALEX}/estimates").status_code == 404


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"sex": "X"}, "It is the model that falls short."),
        ({"birth_date": None}, "No date of birth is on record for this person"),
    ],
)
def test_where_the_record_does_not_know_no_estimate_is_worked_out(as_: SignIn, changes: dict[str, Any], why: str):
    Person.objects.update(**changes)
    assert why in words(as_("piotr").get(f"{ALEX}/estimates/new/ogrs3"))
    assert as_("piotr").post(f"{ALEX}/estimates/new/ogrs3", OGRS3).status_code == 422
    assert as_("piotr").get(f"{ALEX}/estimates/new/lds").status_code == 200


def test_of_somebody_who_died_none_is_worked_out(as_: SignIn):
    Person.objects.update(died_on=TODAY.date())
    assert "Work one out" not in words(as_("piotr").get(f"{ALEX}/estimates"))
    page = as_("piotr").post(f"{ALEX}/estimates/new/ogrs3", OGRS3)
    assert page.status_code == 422
    assert "This person has died" in words(page)


def test_a_form_sent_twice_counts_once_and_for_one_model(as_: SignIn):
    browser, key = as_("piotr"), {"submission": "4c1d8d0e-9f64-4a36-8f1e-0d6f3c1a7b21"}
    for _ in range(2):
        assert browser.post(f"{ALEX}/estimates/new/ogrs3", OGRS3 | key).status_code == 303
    assert (
        browser.post(
            f"{ALEX}/estimates/new/lds", key | dict.fromkeys(("work_skills", "literacy", "learning"), "0")
        ).status_code
        == 303
    )
    assert sorted(RiskEstimate.objects.values_list("model", flat=True)) == ["lds", "ogrs3"]


def test_the_list_asks_the_same_few_questions_whatever_its_length_and_goes_on(as_: SignIn, cast: Cast):
    browser, asked = as_("piotr"), []
    for many in (1, 24):
        for _ in range(many):
            keep(cast)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page = browser.get(f"{ALEX}/estimates")
        asked.append(len(queries(captured)))
    assert asked[0] == asked[1] <= 8
    assert page.content.decode().count("How it came about") == 20
    oldest = sorted(RiskEstimate.objects.values_list("pk", flat=True))[5]
    assert f"?before={oldest}" in page.content.decode()
    assert browser.get(f"{ALEX}/estimates?before={oldest}").content.decode().count("How it came about") == 5
    assert browser.get(f"{ALEX}/estimates?before=x").status_code == 200


def test_the_person_s_page_and_the_episode_s_lead_there(as_: SignIn, cast: Cast):
    assert f'href="{ALEX}/estimates"' in as_("piotr").get(ALEX).content.decode()
