"""The pages of hours, closed days, absences and of where people have to be: whose they are, what they refuse."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.care.conftest import NOW, Eastmoor, at_ten
from tests.cast import live_at
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.care import absences
from throughcare.care.models import Away, ClosedDay, Commitment, NonAssociation, Regime
from throughcare.organisations.models import Unit
from throughcare.regimes import places, prison

MOST = 8
MONDAY = at_ten(date(2026, 3, 30))
FROM = {"starts-day": "30", "starts-month": "3", "starts-year": "2026", "starts-time": "10:00"}
UNTIL = {"ends-day": "30", "ends-month": "3", "ends-year": "2026", "ends-time": "12:30"}


@pytest.fixture
def wing(eastmoor: Eastmoor) -> Unit:
    return Unit.objects.create(organisation=eastmoor.room.place, kind="wing", name="C wing")


@pytest.fixture
def said(eastmoor: Eastmoor, wing: Unit) -> dict[str, str]:
    """One row of everything, and the addresses of the pages about them."""
    cast, place = eastmoor.cast, eastmoor.room.place
    blake, casey = eastmoor.somebody(0).person, eastmoor.somebody(1).person
    places.say_regime(place=place, unit=wing, hours={0: [(510, 705)]}, by=cast.owen, at=NOW)
    closed = places.close_day(place=place, on=date(2026, 4, 2), says="Training", by=cast.owen, at=NOW)
    times: dict[str, Any] = {"starts_at": MONDAY, "ends_at": MONDAY + timedelta(hours=2), "at": NOW}
    away = absences.say_away(role=eastmoor.petra, by=eastmoor.petra, **times)
    court = prison.say_commitment(person=blake, kind="court", by=cast.piotr, **times)
    kept = prison.keep_apart(person=blake, other=casey, by=cast.owen, at=NOW)
    days = f"/people/{blake.reference}/days"
    return {
        "days": "/groups/days", "hours": "/groups/days/hours", "hours of a wing": f"/groups/days/hours?unit={wing.pk}",
        "close": "/groups/closed-days/new", "open": f"/groups/closed-days/{closed.pk}/open",
        "who is away": "/groups/away", "away": "/groups/away/new", "there": f"/groups/away/{away.pk}/back",
        "elsewhere": "/groups/elsewhere", "free": f"/groups/elsewhere/{court.pk}/back",
        "apart": "/groups/apart", "meet": f"/groups/apart/{kept.pk}/end",
        "person": days, "commit": f"{days}/elsewhere", "keep": f"{days}/apart",
    }  # fmt: skip


OF_THE_TEAM, OF_OFFICERS = {"who is away", "away", "there"}, {"apart", "meet", "keep"}


@pytest.mark.parametrize(("who", "not_theirs"), [("petra", OF_OFFICERS), ("owen", OF_THE_TEAM), ("piotr", OF_THE_TEAM)])
def test_each_opens_what_is_theirs_to_say_with_few_questions(
    as_: SignIn, said: dict[str, str], who: str, not_theirs: set[str]
):
    browser = as_(who)
    for name, address in said.items():
        browser.get(address)
        with CaptureQueriesContext(connection) as captured:
            status = browser.get(address).status_code
        assert status == (403 if name in not_theirs else 200), (who, name)
        assert len(queries(captured)) <= MOST, (name, queries(captured))


def test_another_prison_sees_none_of_it_and_others_have_no_such_pages(as_: SignIn, said: dict[str, str]):
    for name in ("open", "there", "free", "meet", "person", "commit", "keep"):
        assert as_("sam").get(said[name]).status_code in {403, 404}, name
    assert "C wing" not in words(as_("sam").get(said["days"]))
    assert (
        "Court"
        not in words(as_("sam").get(said["elsewhere"])).split("Where people have to be")[-1].split(", visits")[1]
    )
    for stranger in ("carol", "bola", "harun", "gwen", "ada"):
        for name, address in said.items():
            assert as_(stranger).get(address).status_code in {403, 404}, (stranger, name)


def test_hours_are_said_as_they_are_read_aloud_and_stand_on_the_page(as_: SignIn, eastmoor: Eastmoor, wing: Unit):
    owen = as_("owen")
    week = {"unit": str(wing.pk), "day_0": "08:30 to 11:45, 1330-1645", "day_1": "9.00 until 12:00"}
    assert owen.post("/groups/days/hours", week).status_code == 303
    assert Regime.objects.get().hours == {"0": [[510, 705], [810, 1005]], "1": [[540, 720]]}
    told = words(owen.get("/groups/days"))
    assert "C wing Monday 08:30 to 11:45, 13:30 to 16:45 Tuesday 09:00 to 12:00 Wednesday at no time" in told
    assert 'value="08:30 to 11:45, 13:30 to 16:45"' in owen.get(f"/groups/days/hours?unit={wing.pk}").content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("in the morning", "“in the morning” lacks a time: type such as 08:30 to 11:45."),
        ("08:30 to 25:00", "The time needs to be on the 24-hour clock"),
        ("11:45 to 08:30", "The times of a day follow one another, each from earlier to later."),
        ("08:30 to 11:45, 11:00 to 12:00", "The times of a day follow one another"),
    ],
)
def test_hours_that_cannot_be_are_refused_in_words(as_: SignIn, eastmoor: Eastmoor, typed: str, says: str):
    late = as_("owen").post("/groups/days/hours", {"unit": "place", "day_0": typed})
    assert late.status_code == 422
    assert says in words(late)
    assert not Regime.objects.exists()


def test_a_day_is_closed_and_open_after_all_and_both_stay_on_record(as_: SignIn, eastmoor: Eastmoor):
    owen, on = as_("owen"), {"on-day": "2", "on-month": "4", "on-year": "2026"}
    assert owen.post("/groups/closed-days/new", {**on, "says": "Staff training"}).status_code == 303
    assert "Thursday 2 April 2026 Staff training Said by Owen Pryce" in words(owen.get("/groups/days"))
    day = ClosedDay.objects.get()
    assert owen.post(f"/groups/closed-days/{day.pk}/open", {"says": "Put off"}).status_code == 303
    assert "No day from today on is closed." in words(owen.get("/groups/days"))
    assert ClosedDay.objects.count() == 2
    assert owen.post("/groups/closed-days/new", {**on, "on-year": "1026", "says": "x"}).status_code == 422


def test_a_colleague_who_is_away_is_not_booked_until_it_is_taken_back(as_: SignIn, eastmoor: Eastmoor):
    petra, who = as_("petra"), {"who": str(eastmoor.petra.pk)}
    assert petra.post("/groups/away/new", {**who, **FROM, **UNTIL}).status_code == 303
    told = words(petra.get("/groups/away"))
    assert "Petra Novak Monday 30 March 2026 at 10:00 to Monday 30 March 2026 at 12:30" in told
    again = petra.post("/groups/away/new", {**who, **FROM, **UNTIL})
    assert "Petra Novak is away already from Monday 30 March 2026 at 10:00 to" in words(again)
    away = Away.objects.get()
    assert (away.starts_at, away.ends_at) == (
        datetime(2026, 3, 30, 9, tzinfo=UTC),
        datetime(2026, 3, 30, 11, 30, tzinfo=UTC),
    )
    assert petra.post(f"/groups/away/{away.pk}/back", {}).status_code == 303
    assert petra.post(f"/groups/away/{away.pk}/back", {}).status_code == 404
    assert "Nobody." in words(petra.get("/groups/away"))


def test_a_whole_day_away_needs_no_times(as_: SignIn, eastmoor: Eastmoor):
    day = {**FROM, **UNTIL, "starts-time": "", "ends-time": "", "ends-day": "31", "who": str(eastmoor.petra.pk)}
    assert as_("petra").post("/groups/away/new", day).status_code == 303
    assert Away.objects.get().ends_at - Away.objects.get().starts_at == timedelta(days=1)


def test_where_somebody_has_to_be_is_said_seen_and_taken_back(as_: SignIn, eastmoor: Eastmoor):
    blake = eastmoor.somebody(0).person
    piotr, days = as_("piotr"), f"/people/{blake.reference}/days"
    assert piotr.get(f"/groups/elsewhere?person={blake.reference.lower()}")["Location"] == days
    assert piotr.post(f"{days}/elsewhere", {**FROM, **UNTIL, "kind": "court"}).status_code == 303
    for who in ("piotr", "owen", "petra"):
        told = words(as_(who).get("/groups/elsewhere"))
        assert "Blake Archer Monday 30 March 2026 at 10:00 to Monday 30 March 2026 at 12:30 Court" in told, who
    upside_down = piotr.post(f"{days}/elsewhere", {**FROM, **UNTIL, "ends-time": "09:00", "kind": "court"})
    assert "The end comes after the beginning." in words(upside_down)
    row = Commitment.objects.get()
    assert as_("petra").post(f"/groups/elsewhere/{row.pk}/back", {}).status_code == 303
    assert "Nothing is on record from now on." in words(piotr.get(days))


def test_a_list_that_does_not_show_all_says_so(as_: SignIn, eastmoor: Eastmoor, monkeypatch: pytest.MonkeyPatch):
    blake, casey, drew = (eastmoor.somebody(number).person for number in range(3))
    when = {"starts_at": at_ten(date(2026, 3, 30)), "ends_at": at_ten(date(2026, 3, 31)), "kind": "court"}
    for other in (casey, drew):
        prison.keep_apart(person=blake, other=other, by=eastmoor.cast.owen, at=NOW)
        prison.say_commitment(person=other, by=eastmoor.cast.piotr, at=NOW, **when)
    pages = {"/groups/apart": "these were said last", "/groups/elsewhere": "later than these"}
    assert not any(says in words(as_("owen").get(page)) for page, says in pages.items())
    monkeypatch.setattr("throughcare.groupwork.elsewhere.MOST_LISTED", 1)
    assert all(says in words(as_("owen").get(page)) for page, says in pages.items())


def test_a_team_elsewhere_in_the_prison_finds_nobody_whom_it_may_not_see(as_: SignIn, eastmoor: Eastmoor):
    stranger = live_at(eastmoor.cast, "HMP Westfell", "Lee", "Archer", reference="TC-CZZ-222")
    for who in ("petra", "owen"):
        assert as_(who).get(f"/groups/elsewhere?person={stranger.reference}").status_code == 404
        assert as_(who).get("/groups/elsewhere?person=nobody").status_code == 404
    own = f"/people/{eastmoor.somebody(0).person.reference}/days/apart"
    for typed in (stranger.reference, "TC-ZZZ-999"):
        late = as_("owen").post(own, {"other": typed})
        assert late.status_code == 422
        assert "Nobody whom you may see has this reference." in words(late)


def test_officers_say_who_must_not_meet_and_when_that_is_over(as_: SignIn, eastmoor: Eastmoor):
    blake, casey = eastmoor.somebody(0).person, eastmoor.somebody(1).person
    owen, days = as_("owen"), f"/people/{blake.reference}/days"
    assert owen.post(f"{days}/apart", {"other": casey.reference}).status_code == 303
    assert "Casey Archer Blake Archer" in words(owen.get("/groups/apart")) or "Blake Archer Casey Archer" in words(
        owen.get("/groups/apart")
    )
    assert "on record" in words(owen.post(f"{days}/apart", {"other": casey.reference}))
    assert "Whom they must not meet" not in words(as_("petra").get(days))
    mine = NonAssociation.objects.get(person=blake, ended_at=None)
    assert owen.post(f"/groups/apart/{mine.pk}/end", {}).status_code == 303
    assert not NonAssociation.objects.filter(ended_at=None).exists()
    assert owen.post(f"/groups/apart/{mine.pk}/end", {}).status_code == 404
    assert NOW < TODAY
