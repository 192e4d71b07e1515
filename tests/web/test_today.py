"""Today: what is due, from whom and why, most urgent first."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import grants
from tests.cast import Cast, live_at
from tests.episodes.conftest import REFERRAL, day, evening, request_for
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries
from throughcare.access.models import Grant
from throughcare.audit.models import Entry
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Episode, Task

LETTERS = "ABCDEFGH"


def words(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def referred(cast: Cast) -> Episode:
    """Nadia refers Alex to day care on Monday 2 March; nobody there has looked yet."""
    return refer(cast, "alex")


@pytest.fixture
def requested(cast: Cast) -> Episode:
    """Nadia asks for the first medical report on Tuesday 17 March, naming Rowan Unit."""
    return referring.refer(
        person=cast.people["alex"],
        service=cast.transfer,
        facts=request_for(cast),
        begin="initial-request-for-medical-report",
        happened=day(17),
        by=cast.nadia,
        at=evening(day(17)),
    )


def refer(cast: Cast, name: str) -> Episode:
    return referring.refer(
        person=cast.people[name],
        service=cast.daycare,
        facts=REFERRAL,
        happened=day(2),
        by=cast.nadia,
        at=evening(day(2)),
    )


def many(cast: Cast, number: int) -> None:
    """So many more people, each referred to day care and with a date of its own."""
    for n in range(number):
        reference = f"TC-BB{LETTERS[n // 8]}-22{LETTERS[n % 8]}"
        cast.people[reference] = live_at(cast, "HMP Eastmoor", f"Given{n}", f"Family{n}", reference=reference)
        refer(cast, reference)
    for n, task in enumerate(Task.objects.filter(organisation=cast.places["Eastmoor psychology"]).order_by("id")):
        task.due_on, task.standard = date(2026, 3, 10) + timedelta(days=n), "triage"
        task.save()


def test_with_nothing_to_do_the_page_says_what_would_appear(as_: SignIn):
    page = words(as_("nadia").get("/today"))
    assert "Today, Tuesday 24 March 2026" in page
    assert "Nothing is due." in page


def test_a_line_says_when_by_which_rule_who_what_and_on_whom(as_: SignIn, cast: Cast, requested: Episode):
    page = words(as_("nadia").get("/today"))
    assert "Overdue 5 days" in page
    assert "Notice of the referral within 2 working days: local default, not a national standard" in page
    assert f'<a href="/episodes/{requested.reference}">Alex Marlow</a>' in page
    assert "Transfer to hospital, Eastmoor" in page
    assert "Waiting on" in page


def test_a_line_opens_the_episode_with_one_click(as_: SignIn, requested: Episode):
    assert as_("nadia").get(f"/episodes/{requested.reference}").status_code == 200


def test_whom_nobody_holds_stands_first(as_: SignIn, cast: Cast, referred: Episode):
    Task.objects.filter(organisation=cast.nadia.organisation).update(nobody_holds=True)
    page = words(as_("nadia").get("/today"))
    assert page.index("Nobody holds this") < page.index("overdue")


def test_those_of_other_organisations_are_not_on_the_list(as_: SignIn, requested: Episode):
    assert "Alex Marlow" not in words(as_("sam").get("/today"))
    assert requested.reference not in words(as_("sam").get("/today"))


def test_without_a_grant_a_line_is_neither_shown_nor_counted(as_: SignIn, cast: Cast, requested: Episode):
    Grant.objects.filter(organisation=cast.nadia.organisation).update(ends_at=TODAY)
    page = words(as_("nadia").get("/today"))
    assert requested.reference not in page
    assert "<b>0</b> overdue" in page


def test_without_the_category_of_identity_a_line_bears_no_name(as_: SignIn, cast: Cast, requested: Episode):
    grants.of("identity-and-location", organisation=cast.nadia.organisation).update(ends_at=TODAY)
    page = words(as_("nadia").get("/today"))
    assert "Marlow" not in page
    assert requested.reference in page


def test_seeing_the_list_is_on_the_audit_record(as_: SignIn, cast: Cast, requested: Episode):
    as_("nadia").get("/today")
    entry = Entry.objects.get(did="saw-worklist")
    assert (entry.by, entry.detail) == (cast.nadia, {"people": [cast.people["alex"].pk]})


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("", 3),
        ("due=overdue", 2),
        ("due=week", 1),
        ("waiting=us", 3),
        ("waiting=person", 0),
        ("whose=mine", 0),
        ("nobody=yes", 0),
        ("due=whenever&waiting=nobody&service=x&after=y", 3),
        ("service=999999999999999999999999", 3),
        ("after=2026-99-99_1", 3),
    ],
)
def test_filters_stand_in_the_address(as_: SignIn, cast: Cast, query, lines):
    many(cast, 3)
    Task.objects.update(nobody_holds=False, waiting="us")
    late = Task.objects.filter(organisation=cast.places["Eastmoor psychology"]).order_by("-due_on").first()
    late.due_on, late.standard = date(2026, 3, 27), "triage"
    late.save()
    page = words(as_("petra").get(f"/today?{query}"))
    assert page.count('<tr class="nhsuk-table__row">') == lines
    assert ("Due Friday 27 March" in page) == (lines != 0 and query != "due=overdue")


def test_mine_are_those_i_lead(as_: SignIn, cast: Cast, requested: Episode):
    actions.name_lead(episode=requested, lead=cast.nadia, by=cast.nadia, at=evening(day(18)), happened=day(18))
    assert "Alex Marlow" in words(as_("nadia").get("/today?whose=mine"))


def test_what_waits_on_us_is_one_click_from_the_step(as_: SignIn, cast: Cast):
    episode = refer(cast, "alex")
    assert f'href="/episodes/{episode.reference}#next">Record' in as_("petra").get("/today").content.decode()
    assert "#next" not in as_("nadia").get("/today").content.decode()
    assert 'id="next"' in as_("petra").get(f"/episodes/{episode.reference}").content.decode()


def test_pages_follow_one_another_without_a_gap(as_: SignIn, cast: Cast):
    many(cast, 35)
    petra, address, seen = as_("petra"), "/today", []
    while address:
        page = as_("petra").get(address).content.decode()
        table = page[page.index("<table") :]
        seen += dict.fromkeys(re.findall('href="/episodes/([A-Z0-9-]+)"', table))
        address = (
            page.split('" rel="next"')[0].rsplit('href="', 1)[1].replace("&amp;", "&") if 'rel="next"' in page else ""
        )
    assert len(seen) == len(set(seen)) == 35
    assert petra.get("/today").status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_lines(as_: SignIn, cast: Cast):
    refer(cast, "alex")
    petra = as_("petra")
    petra.get("/today")
    with CaptureQueriesContext(connection) as few:
        petra.get("/today")
    many(cast, 30)
    with CaptureQueriesContext(connection) as lots:
        petra.get("/today")
    assert len(queries(lots)) == len(queries(few)) <= 8, "\n".join(queries(lots))


def test_a_referral_to_receive_stands_in_line_by_the_day_it_was_sent(as_: SignIn, referred: Episode):
    page = words(as_("petra").get("/today"))
    assert "New" in page
    assert "Sent Monday 2 March; nobody has received it yet" in page
    assert "Overdue" not in page
