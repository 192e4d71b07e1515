"""Who to refer to, on the page beside a transfer and on the page about nobody."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.episodes.conftest import day, refer_to_daycare
from tests.providers.conftest import SAID, TODAY, Areas, on
from tests.providers.test_thresholds import ILL, set_by
from tests.web.attack.inert import SCRIPT, would_run
from tests.web.conftest import SignIn
from tests.web.episodes.conftest import at, take
from tests.web.pages import queries, words
from throughcare.episodes.models import Episode
from throughcare.providers import keeping

CASE = {"level": "medium", "specialty": "mental-illness", "sex": "1"}


def lived_in(transfer: Episode, areas: Areas, **said: Any) -> None:
    take(transfer, "home-area-recorded", by=areas.cast.nadia, on=day(18), **{"told-by": "GP record", **said})


def test_the_home_area_on_record_decides_and_the_row_is_named(as_: SignIn, transfer: Episode, answered: Areas):
    lived_in(transfer, answered, commissioner=answered.fenland.pk)
    page = words(as_("nadia").get(at(transfer, "/provider"), {**CASE, "area": answered.fenland.pk}))
    assert "By the home area on record: Fenland Commissioning." in page
    assert "Alder Unit is responsible" in page
    assert "Fenland Commissioning, every level, every specialty, men and women, from Wednesday 1 January 2020" in page
    assert "Approved by Director of specialised commissioning. Source: Contract of 2020, schedule 2." in page
    assert "Responsible commissioner: none on record for this area on this day" in page


def test_out_of_area_the_nearer_unit_may_assess_and_how_far_it_is_is_said(
    as_: SignIn, transfer: Episode, answered: Areas
):
    prison, alder = answered.cast.places["HMP Eastmoor"], answered.cast.places["Alder Unit"]
    prison.register, alder.register = {"lat": 53.8, "lon": -1.55}, {"lat": 54.78, "lon": -1.57}
    prison.save()
    alder.save()
    lived_in(transfer, answered, commissioner=answered.fenland.pk)
    page = words(as_("nadia").get(at(transfer, "/provider"), {**CASE, "area": answered.fenland.pk}))
    assert "Alder Unit is responsible. It is about 68 miles from HMP Eastmoor in a straight line." in page
    assert "Out of area. Rowan Unit answers for the area of HMP Eastmoor" in page
    assert "can assess on behalf of the responsible provider, if both agree (local default)" in page
    assert "Alder Unit stays responsible." in page


def test_a_council_s_own_row_goes_before_its_commissioner_s(as_: SignIn, transfer: Episode, answered: Areas):
    answered.answer(answered.council, "Alder Unit", level="medium", sex="1")
    lived = {"commissioner": answered.northshire.pk, "local-authority": answered.council.pk}
    lived_in(transfer, answered, **lived)
    page = words(as_("nadia").get(at(transfer, "/provider"), {**CASE, "area": answered.council.pk}))
    assert "Whitbeck Council, Northshire Commissioning." in page
    assert "Alder Unit is responsible" in page
    assert "Not Rowan Unit (row" in page
    assert "the row of the nearer area goes first" in page
    assert "Responsible commissioner: Northshire Commissioning." in page


def test_without_a_home_area_that_of_the_prison_is_taken_and_said_to_be(
    as_: SignIn, transfer: Episode, answered: Areas
):
    page = words(as_("nadia").get(at(transfer, "/provider"), {**CASE, "area": answered.northshire.pk}))
    assert "No home area is on record. What follows is for the area of HMP Eastmoor" in page
    assert "Rowan Unit is responsible" in page
    assert "Record the home area" in page


def test_the_prison_s_area_is_its_board_by_the_register(as_: SignIn, transfer: Episode, answered: Areas):
    answered.fenland.code_system, answered.fenland.code, answered.fenland.kind = "ods", "QXX", "icb"
    answered.fenland.save()
    prison = answered.cast.places["HMP Eastmoor"]
    prison.register = {"icb": "QXX"}
    prison.save()
    page = words(as_("nadia").get(at(transfer, "/provider"), {**CASE, "area": answered.fenland.pk}))
    assert "for the area of HMP Eastmoor" in page
    assert "Alder Unit is responsible" in page


def test_what_is_on_record_is_filled_in_as_far_as_the_reader_may_see_it(
    as_: SignIn, transfer: Episode, answered: Areas
):
    alex = answered.cast.people["alex"]
    alex.sex = "1"
    alex.save()
    take(transfer, "bed-requested", by=answered.cast.nadia, on=day(18), level="low",
         **{"secure-hospital": answered.cast.places["Rowan Unit"].pk})  # fmt: skip
    lived_in(transfer, answered, commissioner=answered.fenland.pk)
    seen = as_("nadia").get(at(transfer, "/provider")).content.decode()
    for name, value in (("level", "low"), ("sex", "1")):
        assert f'name="{name}" type="radio" value="{value}" checked' in seen
    assert f'<option value="{answered.fenland.pk}" selected>' in seen
    # An offender manager is not shown what was found clinically.
    unseen = as_("piotr").get(at(transfer, "/provider")).content.decode()
    assert 'name="level" type="radio" value="low" checked' not in unseen


def test_where_nobody_answers_the_page_says_whose_it_is_to_decide_and_that_the_clock_runs(
    as_: SignIn, transfer: Episode, answered: Areas
):
    asked = {**CASE, "sex": "2", "area": answered.northshire.pk}
    page = words(as_("nadia").get(at(transfer, "/provider"), asked))
    assert "Nobody is on record as responsible" in page
    assert "Today it is for Case management, North to decide whom to ask, with Northshire Commissioning" in page
    assert "the clock does not wait" in page
    assert "Not Rowan Unit (row" in page
    assert "that row is for men alone" in page
    assert "A dispute about who pays stops no clock" in page
    assert "In hospital within 28 days of referral: due by Monday 30 March 2026" in page


def test_a_row_that_ended_is_told_with_its_day(as_: SignIn, transfer: Episode, answered: Areas):
    row = answered.answer(answered.fenland, answered.fenland, answers="commissioner")
    keeping.end(row=row, on=on("2026-03-01"), by=answered.connie, at=TODAY, **SAID)
    [provider] = [one for one in answered.fenland.answered.all() if one.answers == "provider"]
    keeping.end(row=provider, on=on("2026-03-01"), by=answered.connie, at=TODAY, **SAID)
    page = words(as_("nadia").get("/providers", {**CASE, "area": answered.fenland.pk}))
    assert "Not Alder Unit" in page
    assert "that row ended on Sunday 1 March 2026" in page
    before = {"on-day": "28", "on-month": "2", "on-year": "2026"}
    assert "Alder Unit is responsible" in words(
        as_("nadia").get("/providers", {**CASE, **before, "area": answered.fenland.pk})
    )


def test_a_press_leads_to_the_form_with_the_provider_chosen(as_: SignIn, transfer: Episode, answered: Areas):
    nadia = as_("nadia")
    alder = answered.cast.places["Alder Unit"]
    page = nadia.get(at(transfer, "/provider"), {**CASE, "area": answered.fenland.pk}).content.decode()
    address = at(transfer, f"/steps/bed-requested?secure-hospital={alder.pk}&amp;level=medium")
    assert f'href="{address}"' in page
    assert at(transfer, "/steps/criteria-met?") in page
    form = nadia.get(address.replace("&amp;", "&")).content.decode()
    assert f'<option value="{alder.pk}" selected>Alder Unit</option>' in form
    assert 'name="level" type="radio" value="medium" checked' in form


@pytest.mark.parametrize("typed", [SCRIPT, "999999", "-1", "9" * 40])
def test_what_an_address_brings_that_is_not_offered_chooses_nothing(as_: SignIn, transfer: Episode, typed: str):
    brought = {"secure-hospital": typed, "level": typed, "happened": typed, "seen": typed, "submission": typed}
    page = as_("nadia").get(at(transfer, "/steps/bed-requested"), brought)
    assert page.status_code == 200
    assert would_run(page.content.decode()) == []
    assert '" selected>' not in page.content.decode()
    assert f'name="seen" value="{transfer.event_count}"' in page.content.decode()


def test_the_thresholds_are_seen_before_anybody_refers(as_: SignIn, transfer: Episode, answered: Areas):
    set_by("alice", answered.cast, at="Alder Unit", level="medium", refuses=["Needs high security"])
    set_by("alice", answered.cast, at="Alder Unit", level="low", admits=["Anything low"])
    page = words(as_("nadia").get(at(transfer, "/provider"), {**CASE, "area": answered.fenland.pk}))
    assert "On what terms Alder Unit admits" in page
    assert ILL in page
    assert "Needs high security" in page
    assert "Anything low" not in page
    assert "Mental disorder of a nature or degree" in page


def test_the_page_of_a_transfer_leads_here_and_that_of_another_service_does_not(
    as_: SignIn, transfer: Episode, cast: Cast
):
    assert at(transfer, "/provider") in as_("nadia").get(at(transfer)).content.decode()
    daycare = refer_to_daycare(cast)
    assert at(daycare, "/provider") not in as_("nadia").get(at(daycare)).content.decode()
    assert as_("nadia").get(at(daycare, "/provider")).status_code == 404
    assert as_("sam").get(at(transfer, "/provider")).status_code == 404


WRONG = {
    "area": "999999",
    "level": "sky",
    "specialty": "'; --",
    "sex": "3",
    "on-month": "13",
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_asked_is_said_at_its_field(as_: SignIn, transfer: Episode, answered: Areas, name: str):
    asked = {**CASE, "area": answered.fenland.pk, "on-day": "1", "on-month": "3", "on-year": "2026", name: WRONG[name]}
    for address in ("/providers", at(transfer, "/provider")):
        page = as_("nadia").get(address, asked)
        assert page.status_code == 422
        assert "There is a problem" in words(page)


def test_what_others_typed_into_rows_and_thresholds_is_text(as_: SignIn, transfer: Episode, areas: Areas):
    typed = SCRIPT[:200]
    areas.answer(areas.fenland, "Alder Unit", source=typed, approved_by=typed)
    set_by("alice", areas.cast, at="Alder Unit", admits=[typed], refuses=[typed], source=typed)
    for who, address in (
        ("nadia", at(transfer, "/provider")),
        ("nadia", "/providers"),
        ("carol", f"/providers/responsibilities?area={areas.fenland.pk}"),
        ("alice", f"/providers/{areas.cast.places['Alder Unit'].pk}"),
    ):
        page = as_(who).get(address, {**CASE, "area": areas.fenland.pk})
        assert page.status_code == 200
        assert would_run(page.content.decode()) == []
        assert "&lt;script&gt;" in page.content.decode()


def test_it_takes_eight_questions_whatever_there_is(as_: SignIn, transfer: Episode, answered: Areas):
    lived_in(transfer, answered, commissioner=answered.fenland.pk)
    asked = {**CASE, "area": answered.fenland.pk}
    pages = [("nadia", at(transfer, "/provider")), ("nadia", "/providers")]
    few = [counted(as_, *page, asked) for page in pages]
    for number in range(30):
        answered.answer(
            answered.council, "Alder Unit", from_on=on(f"20{number + 30}-01-01"), until_on=on(f"20{number + 30}-02-01")
        )
        set_by("alice", answered.cast, at="Alder Unit", from_on=on(f"20{number + 10}-01-01"))
    assert [counted(as_, *page, asked) for page in pages] == few
    assert max(few) <= 8


def counted(as_: SignIn, who: str, address: str, asked: dict[str, Any]) -> int:
    browser = as_(who)
    browser.get(address, asked)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address, asked).status_code == 200
    return len(queries(captured))
