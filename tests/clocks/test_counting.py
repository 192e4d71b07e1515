"""Last days, as the law and the guidance count them."""

from datetime import UTC, date, datetime

import pytest

from tests.facts import day
from throughcare.clocks import Counting, Unit, add_working_days, due, is_working_day, working_days_between
from throughcare.clocks.calendar import add_months
from throughcare.clocks.counting import later_by
from throughcare.pathways import Moment, from_instant

# start, limit, unit, counting, last day: the vectors of the clock engine, then what guidance and local rules add.
LAST_DAYS = [
    ("2026-03-02", 28, Unit.DAY, Counting.INCLUSIVE, "2026-03-29"),
    ("2026-03-02", 28, Unit.DAY, Counting.DAY0, "2026-03-30"),
    ("2026-03-02", 14, Unit.DAY, Counting.INCLUSIVE, "2026-03-15"),
    ("2026-03-02", 7, Unit.DAY, Counting.INCLUSIVE, "2026-03-08"),
    ("2026-03-02", 12, Unit.WEEK, Counting.INCLUSIVE, "2026-05-24"),
    ("2026-03-02", 14, Unit.DAY, Counting.DAY0, "2026-03-16"),
    ("2026-03-02", 1, Unit.WORKING_DAY, Counting.DAY0, "2026-03-03"),
    ("2026-03-06", 1, Unit.WORKING_DAY, Counting.DAY0, "2026-03-09"),
    ("2026-04-02", 1, Unit.WORKING_DAY, Counting.DAY0, "2026-04-07"),  # Good Friday and Easter Monday between
    ("2026-12-24", 2, Unit.WORKING_DAY, Counting.DAY0, "2026-12-30"),  # Boxing Day is a Saturday: Monday instead
    ("2026-03-02", 10, Unit.WORKING_DAY, Counting.DAY0, "2026-03-16"),
    ("2026-03-07", 1, Unit.WORKING_DAY, Counting.INCLUSIVE, "2026-03-09"),
    ("2026-03-02", 1, Unit.WORKING_DAY, Counting.INCLUSIVE, "2026-03-02"),
    ("2026-03-02", 6, Unit.WEEK, Counting.DAY0, "2026-04-13"),
    ("2026-01-31", 1, Unit.MONTH, Counting.DAY0, "2026-02-28"),
    ("2026-03-02", 1, Unit.MONTH, Counting.INCLUSIVE, "2026-04-01"),
    ("2026-11-28", 3, Unit.MONTH, Counting.INCLUSIVE, "2027-02-27"),
    ("2026-11-29", 3, Unit.MONTH, Counting.INCLUSIVE, "2027-02-28"),
    ("2026-11-30", 3, Unit.MONTH, Counting.INCLUSIVE, "2027-02-28"),
    ("2026-01-31", 3, Unit.MONTH, Counting.INCLUSIVE, "2026-04-30"),
    ("2026-08-31", 6, Unit.MONTH, Counting.INCLUSIVE, "2027-02-28"),
    ("2026-03-02", 24, Unit.HOUR, Counting.HOURS, "2026-03-03"),
    ("2026-03-02", 25, Unit.HOUR, Counting.HOURS, "2026-03-04"),
]


@pytest.mark.parametrize(("start", "limit", "unit", "counting", "last"), LAST_DAYS)
def test_the_last_day_of_a_limit(start: str, limit: int, unit: Unit, counting: Counting, last: str) -> None:
    assert due(day(start), limit, unit=unit, counting=counting) == day(last)


def test_hours_run_from_the_minute_where_it_is_known() -> None:
    applied = from_instant(datetime(2026, 3, 27, 15, 0, tzinfo=UTC))
    last = due(applied, 24, unit=Unit.HOUR, counting=Counting.HOURS)
    assert last.at == datetime(2026, 3, 28, 15, 0, tzinfo=UTC)


def test_a_day_of_the_clocks_going_forward_is_a_day() -> None:
    """In the night to 29 March 2026 an hour is lost; London days do not notice."""
    assert due(day("2026-03-28"), 1, unit=Unit.DAY, counting=Counting.DAY0) == day("2026-03-29")
    assert due(day("2026-03-28 12:00"), 24, unit=Unit.HOUR, counting=Counting.HOURS) == day("2026-03-29 13:00")


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("2026-03-02", True),
        ("2026-03-07", False),
        ("2026-03-08", False),
        ("2026-04-03", False),
        ("2026-05-25", False),
        ("2026-08-31", False),
        ("2026-08-03", True),  # a holiday in Scotland only
    ],
)
def test_working_days_are_those_of_england_and_wales(text: str, works: bool) -> None:  # noqa: FBT001
    assert is_working_day(date.fromisoformat(text)) is works


def test_working_days_between_and_added_agree() -> None:
    start = date(2026, 3, 20)
    for count in range(40):
        assert working_days_between(start, add_working_days(start, count)) == count


def test_there_are_no_working_days_in_the_past() -> None:
    assert working_days_between(date(2026, 3, 10), date(2026, 3, 2)) == 0


@pytest.mark.parametrize(
    ("start", "months", "day_reached"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
    ],
)
def test_months_end_where_the_month_does(start: date, months: int, day_reached: date) -> None:
    assert add_months(start, months) == day_reached


@pytest.mark.parametrize(
    ("moment", "days", "unit", "later"),
    [
        (day("2026-03-06"), 0, Unit.DAY, day("2026-03-06")),
        (day("2026-03-06"), 2, Unit.DAY, day("2026-03-08")),
        (day("2026-03-06"), 2, Unit.WORKING_DAY, day("2026-03-10")),
        (day("2026-03-06 09:00"), 1, Unit.HOUR, day("2026-03-07 09:00")),
    ],
)
def test_a_due_day_is_put_off_in_its_own_unit(moment: Moment, days: int, unit: Unit, later: Moment) -> None:
    assert later_by(moment, days, unit=unit) == later
