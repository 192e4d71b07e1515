"""The list of what a Guardian should look at, and acknowledging one; and that it is nobody else's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, live_at
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.audit import actions as audit
from throughcare.audit.models import Entry
from throughcare.lookout import actions
from throughcare.lookout.models import Acknowledgement, Finding
from throughcare.oversight import findings

TO_LOOK_AT = "/guardian/findings"
KEY = "3b6d3d0a-5a44-4c8e-8c59-30d1a5ad7c02"


@pytest.fixture
def found(cast: Cast) -> list[Finding]:
    """Nadia looked at three people of another prison with whom her team has nothing to do."""
    for number in (2, 3, 4):
        person = live_at(cast, "HMP Westfell", "Bo", "Hill", reference=f"TC-BBB-22{number}")
        audit.record(by=cast.nadia, at=TODAY - timedelta(hours=1), did="saw-person", person_id=person.pk)
    actions.go_round(at=TODAY)
    return list(Finding.objects.all())


def test_it_says_what_who_when_and_of_whom_by_reference_and_that_it_is_no_wrong(as_: SignIn, found: list[Finding]):
    page = words(as_("gwen").get(TO_LOOK_AT))
    assert "Opened a record without an open part in the person's care" in page
    assert "Nadia Rahman Prison mental health practitioner, from Tuesday 24 March 2026 at 08:30" in page
    assert "TC-BBB-222" in page
    assert "Hill" not in page
    assert "a question to ask, and no wrong" in page


def test_each_rule_is_named_with_its_limit_as_a_local_default(as_: SignIn):
    page = words(as_("gwen").get(TO_LOOK_AT))
    assert "More than 20 people between one full hour and the next" in page
    assert page.count("local default, unconfirmed") == 5


def test_one_is_acknowledged_once_with_a_reason_and_leaves_the_list(as_: SignIn, found: list[Finding]):
    gwen, address = as_("gwen"), f"{TO_LOOK_AT}/{found[0].pk}"
    assert "TC-BBB-224" in words(gwen.get(address))
    said = {"says": "She covered the clinic at Westfell", "submission": KEY}
    assert [gwen.post(address, said)["Location"] for _ in range(2)] == [f"{TO_LOOK_AT}?done=acknowledged"] * 2
    assert Acknowledgement.objects.count() == 1
    assert "TC-BBB-224" not in words(gwen.get(TO_LOOK_AT))
    page = words(gwen.get(f"{TO_LOOK_AT}?acknowledged=yes"))
    assert "She covered the clinic at Westfell Gwen Hale" in page
    assert "TC-BBB-223" not in page


def test_without_a_reason_it_is_not(as_: SignIn, found: list[Finding]):
    answer = as_("gwen").post(f"{TO_LOOK_AT}/{found[0].pk}", {"says": ""})
    assert answer.status_code == 422
    assert "What you found, or what follows cannot be left empty." in words(answer)
    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize("username", ["nadia", "owen", "sam", "ada"])
def test_it_is_absent_to_everybody_else(as_: SignIn, found: list[Finding], username: str):
    somebody = as_(username)
    assert somebody.get(TO_LOOK_AT).status_code == 404
    assert somebody.get(f"{TO_LOOK_AT}/{found[0].pk}").status_code == 404
    assert somebody.post(f"{TO_LOOK_AT}/{found[0].pk}", {"says": "Fine"}).status_code == 404


def test_what_was_found_of_another_organisation_is_absent(as_: SignIn, cast: Cast, found: list[Finding]):
    cast.sam.role = "CG"
    cast.sam.save()
    sam = as_("sam")
    assert "Nadia Rahman" not in words(sam.get(TO_LOOK_AT))
    assert [sam.get(f"{TO_LOOK_AT}/{number}").status_code for number in (found[0].pk, 10**9)] == [404, 404]


def test_it_is_paged_by_its_last_line_and_asks_eight_questions_at_most(
    as_: SignIn, found: list[Finding], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(findings, "A_PAGE", 2)
    gwen = as_("gwen")
    gwen.get(TO_LOOK_AT)
    with CaptureQueriesContext(connection) as captured:
        first = gwen.get(TO_LOOK_AT)
    assert len(queries(captured)) <= 8, "\n".join(queries(captured))
    assert first.content.decode().count('data-label="Of whom"') == 2
    older = gwen.get(f"{TO_LOOK_AT}?before={found[1].pk}")
    assert older.content.decode().count('data-label="Of whom"') == 1
    assert Entry.objects.filter(did="saw-findings").count() == 3


def test_the_page_of_the_guardian_leads_there_and_says_how_many(as_: SignIn, found: list[Finding]):
    assert "To look at: what was found in the audit record (3)" in words(as_("gwen").get("/guardian"))
