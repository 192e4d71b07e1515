"""Recording what a person answered when they were asked: a yes opens, a no closes, and both stay on record."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.access.asked import answer, reads
from tests.cast import Cast
from tests.episodes.conftest import refer_to_daycare
from tests.web.conftest import TODAY, SignIn
from tests.web.oversight.test_agreements import agreed
from tests.web.pages import queries, words
from throughcare.access.models import Consent
from throughcare.audit.models import Entry
from throughcare.organisations.models import Organisation
from throughcare.oversight.consent_form import ANSWERS
from throughcare.sharing import Consent as Answer

CONSENT = "/people/TC-AAA-222/consent"


def typed(cast: Cast, **said: Any) -> dict[str, Any]:
    """Asked about clinical notes for the probation service, this morning."""
    asked = {
        "organisation": cast.bola.organisation.pk,
        "purpose": "court-and-sentence",
        "categories": ["clinical", "housing"],
        "state": "given",
        "how": "in-person",
        "says": "If it helps with the hostel",
        "when-day": "24",
        "when-month": "3",
        "when-year": "2026",
        "when-time": "",
    }
    return {**asked, **said}


def test_every_answer_has_words():
    assert ANSWERS.keys() == set(Answer)


def test_a_yes_opens_what_it_names_at_once(as_: SignIn, cast: Cast):
    assert not reads(cast, cast.bola, "clinical", at=TODAY)
    nadia = as_("nadia")
    made = nadia.post(CONSENT, typed(cast))
    assert (made.status_code, made["Location"]) == (303, f"{CONSENT}?done=consent")
    assert reads(cast, cast.bola, "clinical", at=TODAY)
    page = words(nadia.get(CONSENT))
    assert "Tuesday 24 March 2026 at 09:30 Yes If it helps with the hostel" in page
    assert "Northshire Probation: Clinical assessment and notes" in page


def test_a_yes_taken_back_closes_it(as_: SignIn, cast: Cast):
    nadia = as_("nadia")
    nadia.post(CONSENT, typed(cast))
    assert nadia.post(CONSENT, typed(cast, state="withdrawn", says="")).status_code == 303
    assert not reads(cast, cast.bola, "clinical", at=TODAY)


def test_sent_twice_it_is_recorded_once(as_: SignIn, cast: Cast):
    sent = typed(cast, submission="3b6d3d0a-5a44-4c8e-8c59-30d1a5ad7d01")
    nadia = as_("nadia")
    assert [nadia.post(CONSENT, sent).status_code for _ in range(2)] == [303, 303]
    assert Consent.objects.count() == 2, "one for each category"


WRONG = {
    "nothing asked about": ({"categories": []}, "What they were asked about cannot be left empty."),
    "in the future": ({"when-day": "25"}, "They cannot have said it in the future."),
    "why not asked": ({"state": "could-not-be-asked", "says": ""}, "Say why they could not be asked."),
    "nothing to take back": ({"state": "withdrawn"}, "They have given no consent to withdraw"),
    "nowhere": ({"organisation": "999999999"}, "Choose one of those offered."),
    "what nobody is asked about": ({"categories": ["victim"]}, "Choose one of those offered."),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_said_at_its_field_and_keeps_what_was_typed(as_: SignIn, cast: Cast, case: str):
    said, why = WRONG[case]
    refused = as_("nadia").post(CONSENT, typed(cast, how="advocate", **said))
    assert refused.status_code == 422
    assert why in words(refused)
    assert not Consent.objects.exists()


def test_only_answers_that_may_be_seen_are_shown(as_: SignIn, cast: Cast):
    """Owen may see nothing clinical; that there was a question about it is nothing of his."""
    answer(cast, "refused", by=cast.nadia, says="Not my notes")
    answer(cast, "refused", by=cast.nadia, says="Not my language", categories=["self-harm-risk"])
    page = words(as_("owen").get(CONSENT))
    assert "Not my language" in page
    assert "Not my notes" not in page


def test_whoever_may_not_see_the_person_finds_and_records_nothing(as_: SignIn, cast: Cast):
    sam = as_("sam")
    assert sam.get(CONSENT).status_code == 404
    refused = sam.post(CONSENT, typed(cast))
    assert refused.status_code == 404
    assert "What they said, in their own words" in words(refused), "what was typed is not lost"
    assert not Consent.objects.exists()


def test_looking_is_audited_and_asks_few_questions(as_: SignIn, cast: Cast):
    answer(cast, "given", by=cast.nadia)
    nadia = as_("nadia")
    with CaptureQueriesContext(connection) as asked:
        assert nadia.get(CONSENT).status_code == 200
    assert len(queries(asked)) <= 8, "\n".join(queries(asked))
    assert Entry.objects.filter(did="saw-consents", by=cast.nadia).exists()


def offered(answer: Any) -> list[str]:
    """The organisations to choose from, and in capitals the one that is chosen."""
    select = re.search(r'<select[^>]*name="organisation".*?</select>', answer.content.decode(), re.DOTALL)
    assert select
    options = re.findall(r"<option([^>]*)>([^<]*)</option>", select[0])
    return [name.strip().upper() if "selected" in marks else name.strip() for marks, name in options if name.strip()]


def test_those_who_take_part_and_partners_in_agreements_are_offered_and_not_the_whole_country(as_: SignIn, cast: Cast):
    refer_to_daycare(cast)
    agreed(cast)
    shown = offered(as_("nadia").get(CONSENT))
    assert {"Eastmoor psychology", "Eastmoor mental health team", "Northshire Probation"} <= set(shown)
    assert {"HMP Westfell", "Rowan Unit", "Alder Unit"} & set(shown) == set()


def test_any_other_is_found_by_some_of_its_name_and_what_was_typed_stays(as_: SignIn, cast: Cast):
    nadia = as_("nadia")
    found = nadia.post(CONSENT, typed(cast, organisation="", other="probation NORTH", find="yes"))
    assert found.status_code == 200
    assert "NORTHSHIRE PROBATION" in offered(found), "found alone, it is chosen"
    page = words(found)
    assert "One was found, and can be chosen below." in page
    assert "If it helps with the hostel" in page
    assert "cannot be left empty" not in page
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ("Nowhere", "No organisation at work is called so."),
        ("", "No organisation at work is called so."),
        ("Unit", "2 were found"),
    ],
)
def test_what_came_of_looking_is_said(as_: SignIn, cast: Cast, other: str, says: str):
    answer = as_("nadia").post(CONSENT, typed(cast, other=other, find="yes"))
    assert (answer.status_code, says in words(answer)) == (200, True)


def test_of_many_the_first_are_offered(as_: SignIn, cast: Cast):
    for number in range(25):
        Organisation.objects.create(name=f"Invented surgery {number:02}", kind="community-team", fictional=True)
    answer = as_("nadia").post(CONSENT, typed(cast, organisation="", other="surgery", find="yes"))
    assert "More than 20 are called so." in words(answer)
    assert len([name for name in offered(answer) if "surgery" in name]) == 20


@pytest.mark.parametrize("organisation", ["999999999", "-1", "1e3", "9" * 30, "one"])
def test_an_organisation_that_is_none_is_refused(as_: SignIn, cast: Cast, organisation: str):
    refused = as_("nadia").post(CONSENT, typed(cast, organisation=organisation))
    assert refused.status_code == 422
    assert "Choose one of those offered." in words(refused)


def test_who_takes_part_is_offered_to_nobody_who_may_not_see_it(as_: SignIn, cast: Cast):
    """Owen sees of Alex's referrals that there are some, and not with whom."""
    refer_to_daycare(cast)
    assert "Eastmoor psychology" not in offered(as_("owen").get(CONSENT))


def test_looking_asks_eight_questions_at_most(as_: SignIn, cast: Cast):
    nadia = as_("nadia")
    nadia.get(CONSENT)
    with CaptureQueriesContext(connection) as asked:
        nadia.post(CONSENT, typed(cast, other="unit", find="yes"))
    assert len(queries(asked)) <= 8, "\n".join(queries(asked))
