"""All open transfers of an organisation: by what is due next, with what each waits on, as a page and as a file."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, live_at
from tests.episodes.conftest import Take, day, evening, request_for, requested, take
from tests.ladder.conftest import climb, on_day
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.audit.models import Entry
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Episode

__all__ = ["requested", "take"]


def asked_for(cast: Cast, reference: str, *, on: int, name: str = "Gareth Lowe", **facts: object) -> Episode:
    given, family = name.split()
    return referring.refer(
        person=live_at(cast, "HMP Eastmoor", given, family, reference=reference),
        service=cast.transfer,
        facts={**request_for(cast), **facts},
        begin="initial-request-for-medical-report",
        happened=day(on),
        by=cast.nadia,
        at=evening(day(on)),
    )


@pytest.fixture
def several(requested: Episode, cast: Cast) -> dict[str, Episode]:
    """Alex asked for on 2 March, Gareth on 9 March; Bilal, segregated and on an ACCT, on 20 March."""
    late = asked_for(cast, "TC-CAC-222", on=9)
    new = asked_for(cast, "TC-CBC-222", on=20, name="Bilal Hussain", acct="open", segregated="yes")
    for number in (7, 14, 21):
        climb(on_day(number))
    return {"Alex": requested, "Gareth": late, "Bilal": new}


@pytest.fixture
def warranted(requested: Episode, cast: Cast, take: Take) -> Episode:
    """A warrant of 17 March: on 24 March it is in its eighth day, and may last be used on the 30th."""
    take(requested, "first-medical-report", by=cast.nadia, on=day(3), finding="met", doctor="Dr Iqbal", approved="yes")
    take(requested, "second-medical-report", by=cast.harun, on=day(4), finding="met", doctor="Dr Ilori")
    take(requested, "application-to-mhcs", by=cast.nadia, on=day(16))
    given = {"secure-hospital": cast.places["Rowan Unit"].pk, "section": "section-47", "restricted": "yes"}
    return take(requested, "transfer-direction-given", by=cast.maya, on=day(17), **given)


def names(page: str) -> list[str]:
    """Whose lines there are, in order."""
    found = [(page.find(name), name) for name in ("Alex Marlow", "Gareth Lowe", "Bilal Hussain") if name in page]
    return [name.split()[0] for _, name in sorted(found)]


def table(as_: SignIn, who: str, query: str = "") -> str:
    page = words(as_(who).get(f"/transfers{query}"))
    return page[page.find("Open transfers, by what is due next") :] if "Open transfers, by" in page else ""


def test_what_is_due_first_comes_first(as_: SignIn, several: dict[str, Episode]):
    assert names(table(as_, "harun")) == names(table(as_, "carol")) == ["Alex", "Gareth", "Bilal"]


def test_a_line_says_where_somebody_stands_and_why(as_: SignIn, several: dict[str, Episode]):
    page = table(as_, "nadia")
    assert "Referred, waiting for the first medical report 22 days in this stage, 22 days waited" in page
    assert "Prison mental health team Eastmoor mental health team" in page
    assert "HMP Eastmoor to Rowan Unit" in page
    assert "Raised Monday 23 March, 0 of 2 answered: Day 21 and no bed" in page
    # The notice to the Act's recipients is late since 4 March, by 20 days; nobody has given a reason.
    assert "Late 20 days Working day 16 of 2. Notice of the referral within 2 working days" in page
    assert "20 days without a reason" in page
    assert "No contact recorded" in page


def test_the_last_contact_while_waiting_stands_beside_the_clock(
    as_: SignIn, requested: Episode, cast: Cast, take: Take
):
    take(requested, "interim-review-held", by=cast.nadia, on=day(11), plan="Seen daily")
    take(requested, "interim-review-held", by=cast.nadia, on=day(18), plan="Seen daily")
    assert "Review of care during the wait, Wednesday 18 March" in table(as_, "harun")


def test_how_somebody_is_watched_is_shown_to_those_who_may_read_it(as_: SignIn, several: dict[str, Episode]):
    for who in ("nadia", "harun", "carol"):
        assert "ACCT: open Segregated" in table(as_, who)
    # A casework officer and an offender manager see no more than a summary of it: nothing that was written.
    for who in ("maya", "piotr"):
        assert "ACCT" not in table(as_, who)
        assert "Segregated" not in table(as_, who)


def test_the_days_that_a_warrant_has_left_are_counted_and_urgent_from_day_8(as_: SignIn, warranted: Episode):
    assert "Warrant: 6 days left" in table(as_, "carol")
    for who in ("nadia", "harun", "piotr"):
        page = words(as_(who).get("/today"))
        assert "1 warrant is in the second week; the first may last be used on Monday 30 March 2026" in page
    for who in ("carol", "maya", "sam", "owen"):
        assert "warrant is in the second week" not in words(as_(who).get("/today"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?stage=referred", ["Alex", "Gareth", "Bilal"]),
        ("?stage=in-hospital", []),
        ("?late=yes", ["Alex", "Gareth"]),
        ("?party=prison-mental-health", ["Alex", "Gareth", "Bilal"]),
        ("?party=mhcs", []),
        ("?party=nobody&stage=nowhere&prison=x&hospital=99999999999&late=no&after=x", ["Alex", "Gareth", "Bilal"]),
        ("?after=2026-03-05_0", ["Gareth", "Bilal"]),
    ],
)
def test_the_address_says_what_is_shown(as_: SignIn, several: dict[str, Episode], query: str, found: list[str]):
    assert names(table(as_, "nadia", query)) == found


def test_a_place_can_be_chosen(as_: SignIn, several: dict[str, Episode], cast: Cast):
    rowan, westfell = cast.places["Rowan Unit"].pk, cast.places["HMP Westfell"].pk
    assert len(names(table(as_, "nadia", f"?hospital={rowan}&prison={cast.places['HMP Eastmoor'].pk}"))) == 3
    assert names(table(as_, "nadia", f"?prison={westfell}")) == []


def test_whoever_takes_no_part_sees_nobody(as_: SignIn, several: dict[str, Episode]):
    for who in ("sam", "alice", "owen", "petra", "ada"):
        answer = as_(who).get("/transfers")
        assert answer.status_code == 200
        assert names(words(answer)) == []


def test_an_ended_transfer_is_on_no_list(as_: SignIn, requested: Episode, cast: Cast, take: Take):
    take(requested, "withdrawn", by=cast.nadia, on=day(20), **{"care-instead": "Seen daily"})
    assert names(table(as_, "nadia")) == []


def test_whose_lines_were_shown_is_on_the_audit_record(as_: SignIn, several: dict[str, Episode]):
    as_("harun").get("/transfers")
    as_("harun").get("/transfers.csv")
    people = sorted(episode.person_id for episode in several.values())
    for did in ("saw-transfers", "exported-transfers"):
        assert Entry.objects.get(did=did).detail == {"people": people}


def sheet(as_: SignIn, who: str, query: str = "") -> list[dict[str, str]]:
    answer = as_(who).get(f"/transfers.csv{query}")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_the_file_has_the_same_lines_in_the_same_order(as_: SignIn, several: dict[str, Episode]):
    rows = sheet(as_, "harun")
    assert [row["Person"] for row in rows] == ["Alex Marlow", "Gareth Lowe", "Bilal Hussain"]
    first = rows[0]
    assert (first["Due by"], first["Days late"], first["Days waited"]) == ("2026-03-04", "20", "22")
    assert (first["Waits on"], first["Told"], first["Answered"]) == ("Prison mental health team", "2", "0")
    assert (rows[2]["ACCT"], rows[2]["Segregated"]) == ("Open", "yes")
    assert [row["Person"] for row in sheet(as_, "harun", "?late=yes")] == ["Alex Marlow", "Gareth Lowe"]


def test_no_cell_of_the_file_calculates(as_: SignIn, requested: Episode, cast: Cast):
    place = cast.places["Rowan Unit"]
    place.name = "=1+1"
    place.save()
    (row,) = sheet(as_, "nadia")
    assert row["Hospital"] == "'=1+1"


def test_the_worklist_of_whoever_holds_the_person_counts_the_days_without_a_reason(
    as_: SignIn, requested: Episode, cast: Cast
):
    assert "20 days without a reason" in words(as_("nadia").get("/today"))
    assert "without a reason" not in words(as_("harun").get("/today"))
    said = {"reason": "wrong-provider-referred", "from": "2026-03-05", "until": "2026-03-18"}
    actions.take_step(
        episode=requested, step="delay-recorded", facts=said, happened=day(20), by=cast.nadia, at=evening(day(20))
    )
    assert "6 days without a reason" in words(as_("nadia").get("/today"))
    page = words(as_("nadia").get(f"/episodes/{requested.reference}"))
    assert "Late days: 14 days put down to Prison mental health team; 6 days without a reason" in page


def test_the_number_of_queries_does_not_grow_with_the_lines(as_: SignIn, cast: Cast, requested: Episode):
    browser = as_("carol")
    browser.get("/transfers")
    with CaptureQueriesContext(connection) as few:
        browser.get("/transfers")
    for number in range(30):
        letters = f"{'ABCDEF'[number // 6]}{'ABCDEF'[number % 6]}"
        asked_for(cast, f"TC-{letters}C-222", on=9, acct="open", segregated="no")
    with CaptureQueriesContext(connection) as lots:
        page = browser.get("/transfers")
    assert page.content.decode().count(" days in this stage") == 20
    assert "Next page" in words(page)
    assert len(queries(lots)) == len(queries(few)) <= 8, "\n".join(queries(lots))
    assert date(2026, 3, 2) == requested.events.earliest("number").happened_on
