"""Months of day care counted from rows, kept once, and told in blocks."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.cast import MONDAY, Cast
from tests.equity.worlds import APART, FIRST, LAST, MAIN, a_year, referred, rolls, wings
from tests.web.conftest import TODAY
from throughcare.care.keeping import TREATS
from throughcare.equity import telling
from throughcare.equity.gathering import counts_of
from throughcare.equity.models import Counted, Roll, Told
from throughcare.equity.months import later, period_of
from throughcare.indicators.blocks import APART as THERE
from throughcare.indicators.blocks import REST
from throughcare.organisations.acting import COUNTER, act, serving
from throughcare.people.models import Need, Placement

OCTOBER = date(2025, 10, 1)


def blocks(figure: str) -> list[Told]:
    return list(Told.objects.filter(figure=figure).order_by("from_on"))


def test_a_year_is_told_in_two_halves_with_the_split_wings_by_themselves(told: Cast):
    found = {row.first: row.table["lines"]["site"] for row in blocks("referrals")}
    assert found == {
        date(2024, 10, 1): {THERE: [9], REST: [44]},
        date(2025, 4, 1): {THERE: [7], REST: [36]},
    }


def test_a_half_in_which_too_few_started_there_waits_for_the_next(told: Cast):
    found = [(row.first, row.last, row.table["lines"]["site"]) for row in blocks("starts")]
    assert [(first, last) for first, last, _ in found] == [(FIRST, date(2025, 3, 1)), (date(2025, 4, 1), LAST)]
    assert sum(sum(one[2][THERE]) for one in found) == 12
    assert sum(sum(one[2][REST]) for one in found) == 60


def test_months_are_told_to_the_nearest_five_and_a_month_of_nobody_as_few(told: Cast):
    rows = {row.first: row.table for row in blocks("")}
    assert rows[date(2024, 11, 1)]["referrals"] == "about 10"
    assert rows[date(2026, 2, 1)]["referrals"] == "fewer than 5"
    assert max(rows) == date(2026, 2, 1)


def test_what_is_counted_once_stays_whatever_is_recorded_later(told: Cast):
    before = list(Told.objects.values_list("pk", "table"))
    referred(told, 700, wings(told)["A wing"], on=date(2025, 5, 2))
    assert told.daycare is not None
    assert telling.tell(service=told.daycare, at=TODAY) == 0
    assert list(Told.objects.values_list("pk", "table")) == before


def test_without_rolls_no_block_is_told_and_with_them_it_is(cast: Cast):
    a_year(cast)
    assert cast.daycare is not None
    telling.tell(service=cast.daycare, at=TODAY)
    assert (Counted.objects.count(), Told.objects.exclude(figure="").count()) == (24, 0)
    rolls(cast)
    telling.tell(service=cast.daycare, at=TODAY)
    assert (blocks("starts")[0].first, blocks("starts")[-1].last) == (FIRST, LAST)


def test_a_half_that_lacks_a_roll_waits_and_is_told_no_more_once_a_later_one_is(cast: Cast):
    a_year(cast)
    assert cast.daycare is not None
    rolls(cast, later(FIRST, 6), LAST)
    telling.tell(service=cast.daycare, at=TODAY)
    rolls(cast, FIRST, later(FIRST, 5))
    telling.tell(service=cast.daycare, at=TODAY)
    assert [row.first for row in blocks("referrals")] == [later(FIRST, 6)]


def test_a_month_is_counted_a_week_after_it_is_over(cast: Cast):
    assert cast.daycare is not None
    due = telling.months_due(cast.daycare, as_of=date(2026, 3, 7))
    assert (due[0], due[-1], len(due)) == (date(2024, 2, 1), date(2026, 1, 1), 24)
    assert telling.months_due(cast.daycare, as_of=date(2026, 3, 8))[-1] == date(2026, 2, 1)


def test_blocks_of_a_figure_never_overlap(told: Cast):
    row = blocks("starts")[0]
    row.pk, row.from_on, row.until_on = None, date(2024, 12, 1), date(2025, 1, 1)
    with pytest.raises(IntegrityError, match="blocks_never_overlap"), transaction.atomic():
        row.save()


@pytest.mark.parametrize("model", [Counted, Told, Roll])
def test_rows_are_never_changed(told: Cast, model: type):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        model.objects.update(**{"made_at" if model is not Roll else "average": MONDAY if model is not Roll else 1})


def counted(cast: Cast, month: date) -> dict:
    assert cast.daycare is not None
    return counts_of(cast.daycare, period_of(month), recorded_until=TODAY)


def test_a_session_is_of_the_wing_lived_on_that_day(cast: Cast):
    units = wings(cast)
    episode = referred(cast, 1, units["A wing"], on=OCTOBER)
    moved = OCTOBER + timedelta(days=40)
    Placement.objects.filter(person=episode.person).update(until_on=moved)
    stamp = {"recorded_at": MONDAY, "recorded_by": cast.nadia}
    place = units["A wing"].organisation
    Placement.objects.create(
        person=episode.person, organisation=place, unit=units["Lodge wing"], from_on=moved, **stamp
    )
    november = counted(cast, later(OCTOBER, 1))["unit"]
    assert november["A wing"] == {"kept": 1}
    assert november["Lodge wing"] == {"kept": 3}
    assert counted(cast, OCTOBER)["unit"]["A wing"]["people"] == 1


def test_whoever_has_no_wing_on_record_is_counted_as_that(cast: Cast):
    referred(cast, 1, None, on=OCTOBER)
    assert counted(cast, OCTOBER)["unit"] == {
        "Not recorded": {"referrals": 1, "accepted": 1, "within": 1, "kept": 1, "people": 1}
    }


def test_what_the_regime_took_is_lost_and_never_missed(cast: Cast):
    episode = referred(cast, 1, wings(cast)["A wing"], on=OCTOBER, lost_every=2)
    whole = counted(cast, later(OCTOBER, 1))
    assert whole[""][""]["lost"] == 2
    assert whole["reason"] == {"no-officer-to-unlock": {"lost": 2, "people": 1}}
    assert episode.events.filter(step="session-missed").count() == 0


def test_a_session_that_the_person_cancelled_was_not_booked(cast: Cast):
    episode = referred(cast, 1, wings(cast)["A wing"], on=OCTOBER, lost_every=99)
    for number, reason in ((30, "cancelled-by-person"), (31, "refused")):
        episode.events.create(
            person=episode.person, number=number, step="session-missed", party="daycare",
            organisation=cast.petra.organisation, happened_on=date(2026, 1, 5), recorded_at=MONDAY,
            recorded_by=cast.petra, facts={"reason": reason},
        )  # fmt: skip
    found = counted(cast, date(2026, 1, 1))[""]
    assert (found[""], found["came"]) == ({"kept": 1}, {"came": 1})


def test_those_who_wait_are_counted_apart_and_in_no_wait_that_is_over(cast: Cast):
    referred(cast, 1, wings(cast)["A wing"], on=OCTOBER, starts=False)
    referred(cast, 2, wings(cast)["A wing"], on=OCTOBER, waits=29)
    october, november = counted(cast, OCTOBER)[""], counted(cast, later(OCTOBER, 1))[""]
    # The second one's 29 days ended on the last of October, a day past the limit.
    assert (october["waiting"]["waiting"], october[""]["beyond"], october["days"]) == (1, 1, {"29": 1})
    assert (november["waiting"], "days" in november) == ({"waiting": 1, "waiting past the limit": 1}, False)


def test_a_need_that_tells_of_a_disability_is_counted_and_no_word_of_it(cast: Cast):
    episode = referred(cast, 1, wings(cast)["A wing"], on=OCTOBER)
    stamp = {"recorded_at": MONDAY, "recorded_by": cast.nadia}
    Need.objects.create(
        person=episode.person, kind="mobility", says="Never to be told", category="protected-characteristics",
        from_on=OCTOBER, **stamp,
    )  # fmt: skip
    found = counted(cast, OCTOBER)
    assert list(found["disability"]) == ["Disability or adjustment on record"]
    assert "Never" not in str(found)


def test_what_is_counted_names_nobody(told: Cast):
    kept = str(list(Counted.objects.values_list("numbers", flat=True))) + str(list(Told.objects.values_list("table")))
    assert "Nobody" not in kept
    assert "TC-" not in kept
    assert all(name in kept for name in (*APART, *MAIN))


def rows(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("who", "sees"), [("petra", 24), ("nadia", 0), ("owen", 0), ("piotr", 0), ("sam", 0), ("ada", 0)]
)
def test_the_database_shows_every_number_to_the_clinicians_of_the_service_alone(
    told: Cast, request: pytest.FixtureRequest, who: str, sees: int
):
    request.getfixturevalue("application_role")
    act(staff=told.staff[who], as_of=TODAY)
    assert rows("SELECT count(*) FROM equity_counted") == sees
    assert rows("SELECT count(*) FROM equity_told") > 0


def test_the_role_that_the_policy_names_is_the_one_that_treats():
    assert TREATS == "PMH"


def test_who_counts_reads_wings_and_needs_of_one_category_and_writes_nothing(
    told: Cast, request: pytest.FixtureRequest
):
    request.getfixturevalue("application_role")
    with serving(COUNTER):
        assert rows("SELECT count(*) FROM people_placement") > 0
        assert rows("SELECT count(*) FROM people_need WHERE category <> 'protected-characteristics'") == 0
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO equity_counted (service_id, organisation_id, month, made_at, numbers) "
                "SELECT id, organisation_id, '2020-01-01', now(), '{}' FROM episodes_service"
            )
