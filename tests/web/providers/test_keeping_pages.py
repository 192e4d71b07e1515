"""Rows and thresholds on their pages: who may write them, what is refused, and what a decline may cite."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.episodes.conftest import day
from tests.providers.conftest import Areas
from tests.providers.test_thresholds import ILL, set_by
from tests.web.conftest import SignIn
from tests.web.episodes.conftest import A_DAY, SEEN, at, take
from tests.web.pages import queries, words
from throughcare.episodes.models import Episode, Event
from throughcare.providers.models import Responsibility, ResponsibilityEnd, Threshold

ROWS = "/providers/responsibilities"
THRESHOLDS = "/providers/thresholds/new"


def typed(areas: Areas, **said: Any) -> dict[str, Any]:
    return {
        "answers": "provider",
        "area": areas.northshire.pk,
        "organisation": areas.cast.places["Rowan Unit"].pk,
        "level": "medium",
        "specialty": "",
        "sex": "",
        "from_on-day": "1",
        "from_on-month": "4",
        "from_on-year": "2026",
        "source": "Contract",
        "approved_by": "Director",
        **said,
    }


@pytest.mark.parametrize("who", ["carol", "connie"])
def test_a_row_is_put_on_record_and_ended(as_: SignIn, areas: Areas, who: str):
    browser = as_(who)
    assert browser.post(f"{ROWS}/new", typed(areas)).status_code == 303
    row = Responsibility.objects.get()
    assert (row.level, row.recorded_by) == ("medium", areas.cast.staff[who])
    page = words(browser.get(ROWS, {"area": areas.northshire.pk}))
    assert "Rowan Unit Responsible provider" in page
    assert "To come" in page
    ended = {"on-day": "1", "on-month": "5", "on-year": "2026", "source": "Letter", "approved_by": "Director"}
    assert browser.post(f"{ROWS}/{row.pk}/end", ended).status_code == 303
    assert "until 1 May 2026" in words(browser.get(ROWS, {"area": areas.northshire.pk}))
    assert ResponsibilityEnd.objects.get().source == "Letter"


def test_a_form_sent_twice_makes_one_row(as_: SignIn, areas: Areas):
    browser, key = as_("carol"), str(uuid4())
    for _ in range(2):
        assert browser.post(f"{ROWS}/new", typed(areas, submission=key)).status_code == 303
    assert Responsibility.objects.count() == 1


def test_a_second_answer_is_refused_on_the_page_in_words(as_: SignIn, areas: Areas):
    row = areas.answer(areas.northshire, "Alder Unit")
    page = as_("carol").post(f"{ROWS}/new", typed(areas))
    assert page.status_code == 422
    assert f"Row {row.pk} answers for Northshire Commissioning (every level, every specialty, men and women)" in words(
        page
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("area", "1"), ("area", "x"), ("organisation", "99"), ("level", "sky"), ("sex", "9"), ("from_on-year", "26")],
)
def test_a_row_that_cannot_be_is_refused_at_its_field(as_: SignIn, areas: Areas, field: str, value: str):
    page = as_("carol").post(f"{ROWS}/new", typed(areas, **{field: value}))
    assert page.status_code == 422
    assert not Responsibility.objects.exists()


@pytest.mark.parametrize("who", ["nadia", "harun", "owen", "gwen"])
def test_others_read_the_rows_and_write_none(as_: SignIn, areas: Areas, who: str):
    row = areas.answer(areas.northshire, "Alder Unit")
    assert "Put a row on record" not in words(as_(who).get(ROWS))
    assert "Alder Unit" in words(as_(who).get(ROWS, {"area": areas.northshire.pk}))
    for address in (f"{ROWS}/new", f"{ROWS}/{row.pk}/end"):
        assert as_(who).get(address).status_code == as_(who).post(address, typed(areas)).status_code == 403


@pytest.mark.parametrize("number", ["0", "999999", "9" * 18])
def test_a_number_that_nothing_has_is_absent(as_: SignIn, areas: Areas, number: str):
    prison = areas.cast.places["HMP Eastmoor"].pk
    for address in (f"{ROWS}/{number}/end", f"/providers/{number}", f"/providers/{prison}", f"{ROWS}?area={number}"):
        assert as_("carol").get(address).status_code == 404


def test_clinicians_write_the_thresholds_of_their_own_place(as_: SignIn, cast: Cast):
    harun, rowan = as_("harun"), cast.places["Rowan Unit"]
    said = {"level": "medium", "admits": f"{ILL}\n\nSecond line\n", "refuses": "", "source": "Policy 4"}
    said |= {"from_on-day": "1", "from_on-month": "3", "from_on-year": "2026"}
    assert harun.post(THRESHOLDS, said).status_code == 303
    made = Threshold.objects.get()
    assert (made.provider, made.admits) == (rowan, [ILL, "Second line"])
    page = words(harun.get(f"/providers/{rowan.pk}"))
    assert "Medium security, every specialty" in page
    again = harun.get(THRESHOLDS, {"version": made.pk}).content.decode()
    assert "Second line" in again
    assert "Second line" not in as_("alice").get(THRESHOLDS, {"version": made.pk}).content.decode()
    for who in ("nadia", "carol"):
        assert as_(who).post(THRESHOLDS, said).status_code == 403
        assert "Write thresholds" not in words(as_(who).get(f"/providers/{rowan.pk}"))


@pytest.fixture
def assessed(transfer: Episode, cast: Cast) -> Episode:
    return take(transfer, "access-assessment-done", by=cast.harun, on=day(18), result="not-accepted", level="medium")


def declined(**said: Any) -> dict[str, Any]:
    return {**A_DAY, **SEEN, "seen": 3, "outcome": "declined-threshold", "instead": "Daily visits", **said}


def test_a_decline_cites_one_of_the_criteria_or_of_the_provider_s_own(as_: SignIn, assessed: Episode, cast: Cast):
    set_by("harun", cast)
    set_by("alice", cast, at="Alder Unit", admits=["Of another place"])
    page = as_("harun").get(at(assessed, "/steps/bed-declined"))
    for offered in (ILL, "Appropriate treatment is available", "None: no bed or no staff. This excuses no wait."):
        assert offered in words(page)
    assert "Of another place" not in words(page)
    assert as_("harun").post(at(assessed, "/steps/bed-declined"), declined(criterion=ILL)).status_code == 303
    assert Event.objects.get(step="bed-declined").facts["criterion"] == ILL


@pytest.mark.parametrize(
    ("said", "field"),
    [({}, "Criterion it rests on"), ({"criterion": "Anything"}, "Choose one of those offered"),
     ({"criterion": "Appropriate treatment is available", "instead": ""}, "Plan of care proposed instead")],
)  # fmt: skip
def test_without_a_criterion_or_an_alternative_nothing_is_declined(
    as_: SignIn, assessed: Episode, said: dict[str, str], field: str
):
    page = as_("harun").post(at(assessed, "/steps/bed-declined"), declined(**said))
    assert page.status_code == 422
    assert field in words(page)
    assert not Event.objects.filter(step="bed-declined").exists()


def test_a_second_opinion_upholds_or_overturns_with_its_reason(as_: SignIn, assessed: Episode, cast: Cast):
    criterion = "Appropriate treatment is available"
    take(assessed, "bed-declined", by=cast.harun, on=day(19), outcome="declined-risk", criterion=criterion, instead="x")
    said = {**A_DAY, **SEEN, "seen": 4, "opinion": "overturned", "given-by": "Dr of Alder Unit"}
    address = at(assessed, "/steps/second-opinion-given")
    assert as_("carol").post(address, said).status_code == 422
    assert as_("carol").post(address, {**said, "reason": "Treatment failed twice"}).status_code == 303
    assert Event.objects.get(step="second-opinion-given").facts["opinion"] == "overturned"
    assert as_("nadia").get(address).status_code == 403


def test_lists_take_eight_questions_whatever_their_length(as_: SignIn, areas: Areas):
    areas.answer(areas.northshire, "Alder Unit", level="high")
    pages = [
        ROWS,
        f"{ROWS}?area={areas.northshire.pk}",
        f"/providers/{areas.cast.places['Alder Unit'].pk}",
        f"{ROWS}/new",
    ]
    few = [counted(as_, page) for page in pages]
    for level in ("low", "medium", "picu"):
        areas.answer(areas.northshire, "Alder Unit", level=level)
        set_by("alice", areas.cast, at="Alder Unit", level=level)
    assert [counted(as_, page) for page in pages] == few
    assert max(few) <= 8


def counted(as_: SignIn, address: str) -> int:
    browser = as_("carol")
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(queries(captured))
