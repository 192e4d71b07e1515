"""What a Guardian reads of the audit record of their own organisation, and what nobody else does."""

import csv
import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, live_at
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.access import watching
from throughcare.access.models import Grant
from throughcare.audit import actions
from throughcare.audit.models import Entry
from throughcare.config.database import APPLICATION
from throughcare.organisations.acting import act, serving
from throughcare.organisations.models import StaffRole
from throughcare.oversight import audit
from throughcare.typesetting.sheets import inert

AUDIT = "/guardian/audit"


def look(by: StaffRole, at: datetime, person_id: int, did: str = "saw-person") -> None:
    actions.record(by=by, at=at, did=did, person_id=person_id)


def test_it_says_who_did_what_when_and_of_whom_by_reference(as_: SignIn, cast: Cast):
    look(cast.nadia, TODAY, cast.people["alex"].pk)
    page = words(as_("gwen").get(AUDIT))
    assert "Tuesday 24 March 2026 at 09:30 Nadia Rahman Prison mental health practitioner Opened a record" in page
    assert "TC-AAA-222" in page
    assert "Marlow" not in page


def test_what_another_organisation_did_is_not_there(as_: SignIn, cast: Cast):
    look(cast.owen, TODAY, cast.people["alex"].pk)
    assert "Owen Pryce" not in words(as_("gwen").get(AUDIT))


@pytest.mark.parametrize("username", ["nadia", "owen", "sam", "ada"])
@pytest.mark.parametrize("address", [AUDIT, f"{AUDIT}.csv", "/guardian/disclosures", "/guardian/retention"])
def test_it_is_absent_to_everybody_else(as_: SignIn, username: str, address: str):
    assert as_(username).get(address).status_code == 404


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        ("", ["Opened a record", "Opened an episode"]),
        ("did=saw-episode", ["Opened an episode"]),
        ("person=tc-aaa-222", ["Opened a record"]),
        ("person=TC-ZZZ-999", []),
        ("worth=out-of-hours", ["Opened an episode"]),
        ("since-day=23&since-month=3&since-year=2026", ["Opened a record"]),
    ],
)
def test_it_is_narrowed_by_day_deed_person_and_what_is_worth_a_look(
    as_: SignIn, cast: Cast, asked: str, finds: list[str]
):
    elsewhere = live_at(cast, "HMP Eastmoor", "Bo", "Hill", reference="TC-BBB-222")
    look(cast.nadia, TODAY, cast.people["alex"].pk)
    look(cast.nadia, datetime(2026, 3, 22, 22, tzinfo=UTC), elsewhere.pk, "saw-episode")
    page = as_("gwen").get(f"{AUDIT}?{asked}").content.decode()
    assert [word for word in ("Opened a record", "Opened an episode") if f"{word}</td>" in page] == finds


def test_by_one_member_of_staff(as_: SignIn, cast: Cast):
    look(cast.nadia, TODAY, cast.people["alex"].pk)
    gwen = as_("gwen")
    assert "TC-AAA-222" in words(gwen.get(f"{AUDIT}?staff={cast.nadia.pk}"))
    assert "TC-AAA-222" not in words(gwen.get(f"{AUDIT}?staff={cast.gwen.pk}"))


def test_a_look_without_a_ground_that_holds_now_is_worth_a_look(as_: SignIn, cast: Cast):
    look(cast.nadia, TODAY - timedelta(hours=1), cast.people["alex"].pk)
    gwen, address = as_("gwen"), f"{AUDIT}?worth=no-ground"
    assert "TC-AAA-222" not in words(gwen.get(address))
    Grant.objects.filter(organisation=cast.nadia.organisation).update(ends_at=TODAY - timedelta(minutes=5))
    assert "TC-AAA-222" in words(gwen.get(address))


def test_many_people_in_a_day_are_worth_a_look(as_: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(watching, "MANY_PEOPLE", 2)
    for number in range(3):
        look(cast.nadia, TODAY - timedelta(hours=1), 900 + number)
    look(cast.nadia, TODAY - timedelta(days=2), cast.people["alex"].pk)
    page = words(as_("gwen").get(f"{AUDIT}?worth=many-people"))
    assert page.count("Opened a record Nobody in particular") == 3
    assert "TC-AAA-222" not in page


def test_each_rule_is_named_with_its_threshold_as_a_local_default(as_: SignIn):
    page = words(as_("gwen").get(AUDIT))
    assert "More than 40 records opened local default" in page
    assert "Before 07:00 or from 20:00, London time local default" in page


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("until-day=1&until-month=2&until-year=2026", "This is before the first day"),
        ("since-day=1&since-month=1&since-year=2025", "Choose at most a year at a time."),
        ("since-day=31&since-month=2&since-year=2026", "February"),
        ("since-day=1&since-month=3&since-year=2026&worth=no-ground", "Choose at most 14 days at a time"),
        ("person=<script>", "A reference looks like TC-7KQ-2M4."),
        ("staff=99999999999", "Choose one of those offered."),
        ("did=nothing", "Choose one of those offered."),
        ("worth=everything", "Choose one of those offered."),
        ("before=yesterday", "This page of the list cannot be found."),
        ("after=tomorrow", "This page of the list cannot be found."),
        (f"before=2026-03-24T09:30:00%2B00:00~{10**30}", "This page of the list cannot be found."),
    ],
)
@pytest.mark.parametrize("address", [AUDIT, f"{AUDIT}.csv"])
def test_what_cannot_be_asked_is_answered_in_a_sentence(as_: SignIn, address: str, asked: str, says: str):
    answer = as_("gwen").get(f"{address}?{asked}")
    assert answer.status_code == 422
    assert says in words(answer)


def test_the_next_page_begins_after_the_last_line(as_: SignIn, cast: Cast):
    for number in range(watching.A_PAGE + 3):
        look(cast.nadia, TODAY - timedelta(minutes=number), 900)
    gwen = as_("gwen")
    first = gwen.get(AUDIT)
    assert first.content.decode().count('data-label="When"') == watching.A_PAGE
    link = next(part for part in first.content.decode().split('"') if "before=" in part).replace("&amp;", "&")
    # The Guardian's own look at the first page is newer than all of them.
    assert gwen.get(link).content.decode().count('data-label="When"') == 3


def test_newer_leads_back_and_the_address_says_where_one_is(as_: SignIn, cast: Cast):
    for number in range(2 * watching.A_PAGE + 3):
        look(cast.nadia, TODAY - timedelta(minutes=number + 1), 900 + number)
    gwen = as_("gwen")
    first, second = (gwen.get(address) for address in (AUDIT, link(gwen.get(AUDIT), "before")))
    assert "after=" not in first.content.decode()
    third = gwen.get(link(second, "before"))
    assert "before=" not in third.content.decode()
    assert moments(gwen.get(link(third, "after"))) == moments(second)
    # Newer than the second page are the Guardian's own looks at the list, one for each page, before what stood there.
    assert set(moments(gwen.get(link(second, "after")))) & set(moments(first))


def link(answer: Any, way: str) -> str:
    return next(part for part in answer.content.decode().split('"') if f"{way}=" in part).replace("&amp;", "&")


def moments(answer: Any) -> list[str]:
    return re.findall(r'data-label="When">([^<]*)', answer.content.decode())


@pytest.mark.parametrize(
    "asked", ["", "?did=saw-person", "?person=TC-AAA-222", "?worth=no-ground", "?worth=out-of-hours"]
)
def test_the_newest_are_read_in_the_order_of_an_index(as_: SignIn, cast: Cast, asked: str):
    """However much there is: no plan sorts all that an organisation did in the days asked for."""
    with connection.cursor() as cursor:
        # So little is here that a plan would depend on when the tables were last counted.
        cursor.execute("ANALYZE; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    gwen = as_("gwen")
    with CaptureQueriesContext(connection) as captured:
        gwen.get(f"{AUDIT}{asked}")
    [sought] = [one["sql"] for one in captured if "LATERAL" in one["sql"] or "access_person_of" in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        cursor.execute(f"EXPLAIN {sought}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("RESET ROLE")
    expected = {"?did=saw-person": "entry_(by|deed)", "?person=TC-AAA-222": "entry_person"}.get(asked, "entry_by")
    assert re.search(rf"using {expected} on audit_entry its", plan), plan


def test_it_says_whether_the_chain_is_unbroken_and_until_when(as_: SignIn, cast: Cast):
    gwen = as_("gwen")
    assert "Not looked at yet" in words(gwen.get(AUDIT))
    actions.seal(at=TODAY - timedelta(hours=1))
    actions.verify(at=TODAY - timedelta(minutes=10))
    assert "Sealed and unbroken All that was sealed until Tuesday 24 March 2026 at 08:30" in words(gwen.get(AUDIT))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_unsealed")
    actions.verify(at=TODAY)
    assert "The chain is broken" in words(gwen.get(AUDIT))


def lines_of(answer: Any) -> list[list[str]]:
    """A file as it is sent: read with the rights of the running product, after the page is answered."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        written = b"".join(answer.streaming_content).decode("utf-8-sig")
        cursor.execute("RESET ROLE")
    return list(csv.reader(StringIO(written)))


def test_a_file_is_what_is_shown_and_that_it_was_taken_and_sent_is_noted(as_: SignIn, cast: Cast):
    look(cast.nadia, TODAY, cast.people["alex"].pk)
    rows = lines_of(as_("gwen").get(f"{AUDIT}.csv?did=saw-person"))
    assert rows[1] == [
        "2026-03-24 09:30:00", "Nadia Rahman", "Prison mental health practitioner", "Opened a record", "TC-AAA-222",
        "", "",
    ]  # fmt: skip
    assert Entry.objects.get(did="exported-audit").detail["did"] == "saw-person"
    assert Entry.objects.get(did="sent-audit-file").detail["rows"] == len(rows) - 1


def test_a_file_is_read_piece_by_piece_while_it_is_sent(as_: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch):
    """However long it is, no more than one piece is in memory, and nothing is read that nobody takes."""
    monkeypatch.setattr(watching, "A_PIECE", 3)
    for number in range(10):
        look(cast.nadia, TODAY - timedelta(hours=9 * number), 900 + number)
    answer = as_("gwen").get(f"{AUDIT}.csv?did=saw-person")
    with CaptureQueriesContext(connection) as captured:
        sent = [next(answer.streaming_content) for _ in range(4)]
    assert len([one for one in captured if "LATERAL" in one["sql"]]) == 1
    assert [line.count(b"Nadia Rahman") for line in sent] == [0, 0, 1, 1]
    assert len(lines_of(answer)) == 10 - 2
    assert Entry.objects.get(did="sent-audit-file").detail["rows"] == 10


def test_a_file_that_nobody_took_to_its_end_is_noted_with_what_was_sent(cast: Cast):
    for number in range(3):
        look(cast.nadia, TODAY - timedelta(hours=number), 900 + number)
    asked = watching.Watched(since=TODAY.date(), until=TODAY.date())
    rows = audit.sent(SimpleNamespace(staff=cast.gwen, now=TODAY, purpose=None), asked)
    next(rows)
    rows.close()
    assert Entry.objects.get(did="sent-audit-file").detail["rows"] == 1


def test_a_file_holds_so_many_lines_and_no_more(as_: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(audit, "A_FILE", 2)
    for number in range(3):
        look(cast.nadia, TODAY - timedelta(hours=number), 900 + number)
    assert len(lines_of(as_("gwen").get(f"{AUDIT}.csv?did=saw-person"))) == 1 + 2


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1"])
def test_no_cell_of_a_file_calculates(cell: str):
    assert inert(cell) == f"'{cell}"
    assert inert("Nadia Rahman") == "Nadia Rahman"


def test_a_name_that_would_calculate_is_text_in_the_file(as_: SignIn, cast: Cast):
    cast.nadia.staff.display_name = "=HYPERLINK(1)"
    cast.nadia.staff.save()
    look(cast.nadia, TODAY, cast.people["alex"].pk)
    assert lines_of(as_("gwen").get(f"{AUDIT}.csv?did=saw-person"))[1][1] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("asked", ["", "?worth=no-ground", "?worth=many-people&person=TC-AAA-222"])
def test_eight_questions_at_most_however_much_there_is(as_: SignIn, cast: Cast, asked: str):
    for number in range(30):
        look(cast.nadia, TODAY - timedelta(minutes=number), cast.people["alex"].pk)
    gwen = as_("gwen")
    gwen.get(AUDIT)
    with CaptureQueriesContext(connection) as captured:
        gwen.get(f"{AUDIT}{asked}")
    assert len(queries(captured)) <= 8, "\n".join(queries(captured))


def append(by: StaffRole | None) -> None:
    with transaction.atomic():
        actions.record(by=by, at=TODAY, did="saw-person")


def test_nobody_writes_in_anybody_else_s_name(cast: Cast, application_role: None):
    with pytest.raises(DatabaseError, match="row-level security"):
        append(cast.nadia)
    with transaction.atomic():
        act(staff=cast.nadia, as_of=TODAY)
        append(cast.nadia)
        for other in (cast.petra, None):
            with pytest.raises(DatabaseError, match="row-level security"):
                append(other)
        with serving("recorder"), pytest.raises(DatabaseError, match="row-level security"):
            append(cast.petra)


def test_a_named_service_writes_while_nobody_acts(cast: Cast, application_role: None):
    with serving("recorder"):
        append(cast.nadia)
    with pytest.raises(DatabaseError, match="row-level security"), serving("nobody of that name"):
        append(cast.nadia)


@pytest.mark.parametrize("table", ["audit_entry", "audit_seal", "audit_verification", "episodes_event"])
def test_not_even_the_owner_empties_what_only_grows(db: None, table: str):
    with (
        pytest.raises(DatabaseError, match="never changed or removed"),
        connection.cursor() as cursor,
        transaction.atomic(),
    ):
        cursor.execute(f"TRUNCATE {table} CASCADE")
