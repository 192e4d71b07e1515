"""Fair access by what people say of themselves: in their own answers, and a rate only where enough are known."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from tests.cast import MONDAY, Cast
from tests.equity.test_one_pager import page
from tests.equity.test_where import figure
from tests.equity.worlds import FIRST, LAST, MAIN, ROLLED, a_year, referred, rolls, wings
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import words
from throughcare.equity.gathering import counts_of
from throughcare.equity.groups import Row, Table
from throughcare.equity.months import months, period_of
from throughcare.equity.rolls import Line, keep_rolls
from throughcare.equity.telling import tell
from throughcare.indicators import NOT_RECORDED
from throughcare.organisations.acting import COUNTER, serving
from throughcare.people.models import Characteristic, Person

OCTOBER = date(2025, 10, 1)
A_MONTH = timedelta(days=30)


def say(cast: Cast, person: Person, kind: str, code: str, on: date, until_on: date | None = None) -> None:
    Characteristic.objects.create(
        person=person, kind=kind, code=code, source="person", from_on=on, until_on=until_on,
        recorded_at=MONDAY, recorded_by=cast.nadia,
    )  # fmt: skip


def counted(cast: Cast, dimension: str) -> dict[str, int]:
    assert cast.daycare is not None
    found = counts_of(cast.daycare, period_of(OCTOBER), recorded_until=TODAY)[dimension]
    return {name: of["referrals"] for name, of in found.items() if of.get("referrals")}


def test_no_answer_not_asked_and_nothing_on_record_are_three_groups(cast: Cast):
    for number, code in enumerate(("M", "N", "L", ""), start=1):
        episode = referred(cast, number, wings(cast)["A wing"], on=OCTOBER)
        if code:
            say(cast, episode.person, "religion", code, OCTOBER)
    assert counted(cast, "religion") == {
        "Prefers not to say": 1,
        "Not asked": 1,
        "No religion or belief": 1,
        NOT_RECORDED: 1,
    }


@pytest.mark.parametrize(
    ("kind", "code", "asked", "group"),
    [
        ("religion", "G", OCTOBER - A_MONTH, "Muslim"),
        ("religion", "G", OCTOBER + A_MONTH, "Muslim"),
        ("pregnancy", "pregnant", OCTOBER - A_MONTH, "Pregnant"),
        ("pregnancy", "pregnant", OCTOBER + A_MONTH, NOT_RECORDED),
    ],
)
def test_an_answer_counts_for_earlier_days_but_pregnancy_for_its_own(
    cast: Cast, kind: str, code: str, asked: date, group: str
):
    say(cast, referred(cast, 1, wings(cast)["A wing"], on=OCTOBER).person, kind, code, asked)
    assert counted(cast, kind) == {group: 1}


def test_what_held_on_the_day_counts_and_what_was_put_right_at_once_does_not(cast: Cast):
    person = referred(cast, 1, wings(cast)["A wing"], on=OCTOBER).person
    say(cast, person, "marriage", "M", OCTOBER - A_MONTH, OCTOBER + A_MONTH)
    say(cast, person, "marriage", "D", OCTOBER + A_MONTH)
    say(cast, person, "religion", "B", OCTOBER + A_MONTH, OCTOBER + A_MONTH)
    say(cast, person, "religion", "C", OCTOBER + A_MONTH)
    assert (counted(cast, "marriage"), counted(cast, "religion")) == (
        {"Married or in a civil partnership": 1}, {"Christian": 1},
    )  # fmt: skip


def test_who_counts_does_not_read_which_gender_somebody_says(cast: Cast, request: pytest.FixtureRequest):
    person = referred(cast, 1, wings(cast)["A wing"], on=OCTOBER).person
    say(cast, person, "gender", "3", OCTOBER)
    say(cast, person, "gender-at-birth", "N", OCTOBER)
    request.getfixturevalue("application_role")
    with serving(COUNTER), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT kind FROM people_characteristic")
        assert cursor.fetchall() == [("gender-at-birth",)]


@pytest.fixture
def by_religion(cast: Cast) -> Cast:
    """The year: every third of those referred is Muslim, every fourth was never asked, the others are Christian."""
    assert cast.daycare is not None
    a_year(cast)
    for number, person in enumerate(Person.objects.filter(reference__startswith="TC-EQA").order_by("pk")):
        code = "G" if number % 3 == 0 else "N" if number % 4 == 0 else "C"
        say(cast, person, "religion", code, FIRST)
    rolls(cast)
    return cast


def roll_of_religion(cast: Cast, unknown: str, muslim: str = "200") -> None:
    lines = [Line("religion", name, Decimal(number)) for name, number in (("Christian", "500"), ("Muslim", muslim))]
    lines.append(Line("religion", NOT_RECORDED, Decimal(unknown)))
    for month in months(FIRST, LAST):
        place = cast.places["HMP Eastmoor"]
        keep_rolls(place=place, month=month, lines=lines, source="Reception", by=cast.owen, at=ROLLED)
    assert cast.daycare is not None
    tell(service=cast.daycare, at=TODAY)


def religion(tables: Iterable[Table]) -> tuple[Table, dict[str, Row]]:
    found = next(table for table in tables if table.title == "Religion or belief")
    return found, {row.name: row for row in found.rows}


def test_a_rate_is_of_those_of_whom_it_is_known_with_how_many_it_is_not(by_religion: Cast):
    roll_of_religion(by_religion, "100")
    table, rows = religion(figure(by_religion, "owen", "referrals").tables)
    assert (rows["Muslim"].number, rows["Muslim"].residents) == (32, 200)
    assert rows["Muslim"].rate is not None
    assert (rows["Not asked"].number, rows["Not asked"].rate) == (16, None)
    assert table.residents_say.startswith("It is not on record of 12% of residents")


def test_there_is_no_rate_where_too_few_of_the_residents_are_known(by_religion: Cast):
    roll_of_religion(by_religion, "300")
    table, rows = religion(figure(by_religion, "owen", "referrals").tables)
    assert {row.rate for row in rows.values()} == {None}
    assert table.residents_say == (
        "It is not on record of 30% of residents, so that no rate is worked out: it must be of at least 80% "
        "(local default, unconfirmed)."
    )


def test_each_way_of_not_knowing_is_said_of_how_many(by_religion: Cast):
    roll_of_religion(by_religion, "100")
    rows = {one.title: one.missing for one in figure(by_religion, "owen", "referrals").recorded}
    assert rows["Religion or belief"] == "Not asked: 16 of 96 (17%)"
    assert rows["Sexual orientation"] == "Not recorded: 96 of 96 (100%)"


def test_the_one_pager_says_the_largest_gap_and_how_many_were_compared(by_religion: Cast):
    roll_of_religion(by_religion, "100", muslim="700")
    says = page(by_religion, "owen").largest
    assert says.startswith("Largest gap by protected characteristic (religion or belief): treatment started for Muslim")
    assert "as often as for Christian. No other could be compared." in says


def test_a_gap_that_chance_could_bring_is_named_of_nobody(by_religion: Cast):
    roll_of_religion(by_religion, "100")
    assert page(by_religion, "owen").largest == (
        "Starts by protected characteristic: of 1 group with a known rate none differs from the largest of its kind by "
        "more than chance could bring."
    )


def test_without_any_rate_of_a_group_the_one_pager_says_nothing_of_groups(told: Cast):
    assert page(told, "owen").largest == ""


def missed(cast: Cast) -> None:
    """In the year before last spring everybody on A wing and B wing missed a session that went ahead."""
    for number in range(1, 17):
        episode = referred(cast, 100 + number, wings(cast)[MAIN[number % 2]], on=OCTOBER)
        last = episode.events.count()
        for step in ("session-missed",):
            episode.events.create(
                person=episode.person, number=last + 1, step=step, party="daycare", facts={"reason": "refused"},
                organisation=cast.petra.organisation, happened_on=OCTOBER + timedelta(days=28),
                recorded_at=MONDAY, recorded_by=cast.petra,
            )  # fmt: skip


def test_sessions_that_people_missed_are_counted_by_the_wing_lived_on(cast: Cast):
    assert cast.daycare is not None
    missed(cast)
    found = counts_of(cast.daycare, period_of(OCTOBER), recorded_until=TODAY)
    assert found["missed"] == {"A wing": {"missed": 8, "people": 8}, "B wing": {"missed": 8, "people": 8}}


def test_the_team_and_the_governor_see_them_beside_what_went_ahead(as_: SignIn, cast: Cast):
    assert cast.daycare is not None
    missed(cast)
    rolls(cast, OCTOBER, date(2026, 2, 1))
    tell(service=cast.daycare, at=TODAY)
    address = f"/fair-access/{cast.daycare.pk}/groups?month=2026-02&figure=sessions"
    assert "A wing 8 48 17%" in words(as_("petra").get(address))
