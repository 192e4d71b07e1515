"""Who has looked at a record: told to those who read who the person is, and to a Guardian of their own organisation."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.access import looked
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
    assert owen.get("/people/TC-AAA-222").status_code == 404
    assert owen.get(LOOKED).status_code == 404


def test_the_database_tells_nothing_to_whoever_may_not_see_the_person(cast: Cast, request: pytest.FixtureRequest):
    opened(cast, cast.nadia)
    alex = cast.people["alex"].pk
    request.getfixturevalue("application_role")
    assert looks_at(alex).looks == ()
    with transaction.atomic():
        act(staff=cast.sam, as_of=TODAY)
        assert looks_at(alex).looks == ()
        act(staff=cast.nadia, as_of=TODAY)
        assert [look.staff for look in looks_at(alex).looks] == ["Nadia Rahman"]


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


def lines_and_links(client: Client, address: str) -> tuple[list[str], str, str]:
    """The days of a page with who looked, and its links to what is newer and older."""
    page = client.get(address)
    assert page.status_code == 200
    text = page.content.decode()
    lines = re.findall(r'data-label="Day">([^<]*)</td>\s*<td[^>]*>([^<]*)<', text)
    links = {rel: href.replace("&amp;", "&") for href, rel in re.findall(r'href="([^"]*)" rel="(prev|next)"', text)}
    return [" ".join(line) for line in lines], links.get("prev", ""), links.get("next", "")


def test_older_leads_to_the_first_look_and_newer_back(as_: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(looked, "A_PAGE", 4)
    for days in range(1, 6):
        for somebody in (cast.owen, cast.petra):
            opened(cast, somebody, days_ago=days)
            opened(cast, somebody, days_ago=days)
    nadia = as_("nadia")
    first, newer, older = lines_and_links(nadia, LOOKED)
    assert (len(first), newer) == (4, "")
    second, newer, oldest = lines_and_links(nadia, older)
    # Nadia's own look at this page is a line too, and the newest.
    third, back, end = lines_and_links(nadia, oldest)
    assert end == ""
    assert len({*first, *second, *third}) == len(first + second + third) == 11
    assert lines_and_links(nadia, back)[0] == second
    assert lines_and_links(nadia, newer)[0] == first


def test_somebody_who_looked_twice_in_a_day_has_one_line_also_across_pages(
    as_: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(looked, "A_PAGE", 2)
    for minutes, somebody in enumerate([cast.owen, cast.petra, cast.harun, cast.owen, cast.petra, cast.harun], 1):
        at = TODAY - timedelta(days=1, minutes=minutes)
        actions.record(by=somebody, at=at, did="saw-person", person_id=cast.people["alex"].pk)
    nadia = as_("nadia")
    first, _, older = lines_and_links(nadia, LOOKED)
    second, _, end = lines_and_links(nadia, older)
    assert [line.split()[-2] for line in first + second] == ["Nadia", "Owen", "Petra", "Harun"]
    assert end == ""


def test_a_guardian_is_not_told_by_the_links_that_others_looked(
    as_: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(looked, "A_PAGE", 1)
    opened(cast, cast.nadia, days_ago=2)
    for days in (1, 3, 4):
        opened(cast, cast.owen, days_ago=days)
    lines, newer, older = lines_and_links(as_("gwen"), LOOKED)
    assert (len(lines), newer, older) == (1, "", "")


@pytest.mark.parametrize(
    "asked", ["before=yesterday", "after=2026-03-24T09:30:00~1", "before=2026-03-24T09:30:00%2B00:00~x"]
)
def test_a_place_that_cannot_be_is_answered_in_a_sentence(as_: SignIn, cast: Cast, asked: str):
    opened(cast, cast.owen)
    answer = as_("nadia").get(f"{LOOKED}?{asked}")
    assert answer.status_code == 422
    assert "This page of the list cannot be found. Look from the first page on." in words(answer)
    assert "Owen Pryce" in words(answer)


def test_of_whom_one_may_not_see_no_place_says_that_there_is_anybody(as_: SignIn, cast: Cast):
    opened(cast, cast.owen)
    place = "2026-03-24T09:30:00%2B00:00~1"
    for asked in (f"before={place}", f"after={place}", "before=nonsense"):
        assert as_("sam").get(f"{LOOKED}?{asked}").status_code == 404
        assert as_("gwen").get(f"{LOOKED}?{asked}").status_code == 404
