"""Who has looked at a record: told to those who read who the person is, and to a Guardian of their own organisation."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.access.looked import looks_at
from throughcare.access.models import Grant
from throughcare.audit import actions
from throughcare.audit.models import Entry
from throughcare.organisations.acting import act
from throughcare.organisations.models import StaffRole

LOOKED = "/people/TC-AAA-222/looked"


def opened(cast: Cast, by: StaffRole, *, days_ago: int = 1) -> None:
    actions.record(by=by, at=TODAY - timedelta(days=days_ago), did="saw-person", person_id=cast.people["alex"].pk)


def test_it_tells_who_when_of_which_organisation_and_what_was_open_to_them(as_: SignIn, cast: Cast):
    opened(cast, cast.owen)
    page = words(as_("nadia").get(LOOKED))
    assert "Monday 23 March 2026 Owen Pryce Prison operations: wing, safer custody, segregation, HMP Eastmoor" in page
    assert "Works where the person lives, or lived until lately" in page
    his = page[page.index("Owen Pryce") : page.index("Works where", page.index("Owen Pryce"))]
    assert "Clinical assessment and notes" not in his


def test_what_was_open_then_is_told_also_when_it_is_closed_now(as_: SignIn, cast: Cast):
    opened(cast, cast.petra)
    Grant.objects.filter(organisation=cast.petra.organisation).update(ends_at=TODAY - timedelta(hours=1))
    assert "Therapy content and single answers" in words(as_("nadia").get(LOOKED))


def test_a_guardian_is_told_of_their_own_organisation_and_of_nobody_s_name(as_: SignIn, cast: Cast):
    opened(cast, cast.owen)
    opened(cast, cast.nadia)
    page = words(as_("gwen").get(LOOKED))
    assert "Nadia Rahman" in page
    assert "Owen Pryce" not in page
    assert "Marlow" not in page


def test_a_guardian_of_whom_nobody_looked_is_not_told_that_there_is_a_record(as_: SignIn, cast: Cast):
    opened(cast, cast.owen)
    assert [as_("gwen").get(f"/people/{one}/looked").status_code for one in ("TC-AAA-222", "TC-ZZZ-999")] == [404, 404]


@pytest.mark.parametrize("username", ["sam", "ada"])
def test_whoever_may_not_see_the_person_finds_nobody(as_: SignIn, cast: Cast, username: str):
    opened(cast, cast.nadia)
    assert as_(username).get(LOOKED).status_code == 404


def test_a_peer_mentor_is_not_told_who_else_looked(as_: SignIn, cast: Cast):
    opened(cast, cast.nadia)
    cast.owen.role = "PM"
    cast.owen.save()
    owen = as_("owen")
    assert owen.get("/people/TC-AAA-222").status_code == 200
    assert owen.get(LOOKED).status_code == 404


def test_the_database_tells_nothing_to_whoever_may_not_see_the_person(cast: Cast, request: pytest.FixtureRequest):
    opened(cast, cast.nadia)
    alex = cast.people["alex"].pk
    request.getfixturevalue("application_role")
    assert looks_at(alex) == []
    with transaction.atomic():
        act(staff=cast.sam, as_of=TODAY)
        assert looks_at(alex) == []
        act(staff=cast.nadia, as_of=TODAY)
        assert [look.staff for look in looks_at(alex)] == ["Nadia Rahman"]


def test_that_one_looked_who_looked_is_noted_and_eight_questions_are_asked_at_most(as_: SignIn, cast: Cast):
    for days in range(1, 20):
        opened(cast, cast.owen, days_ago=days)
    nadia = as_("nadia")
    nadia.get(LOOKED)
    with CaptureQueriesContext(connection) as captured:
        assert nadia.get(LOOKED).status_code == 200
    assert len(queries(captured)) <= 8, "\n".join(queries(captured))
    assert Entry.objects.filter(did="saw-looks", by=cast.nadia).count() == 2


def test_the_page_of_the_person_leads_there(as_: SignIn):
    assert f'href="{LOOKED}"' in as_("nadia").get("/people/TC-AAA-222").content.decode()
