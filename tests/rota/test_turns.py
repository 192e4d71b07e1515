"""Hours of a London day as instants: across midnight, and in the two nights of the year when clocks change."""

from datetime import UTC, date, datetime, time

import pytest

from tests.rota.writing import night, turn
from throughcare.rota.turns import Turn, between, day, days_of, hours, laid, spelled


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)


# The day a night turn begins -> how long it is: clocks go forward on 29 March and back on 25 October 2026.
NIGHTS = {(27, 3): 8, (28, 3): 7, (29, 3): 8, (24, 10): 9, (25, 10): 8}


@pytest.mark.parametrize("when", NIGHTS)
def test_a_night_has_the_hours_that_pass_in_it(when: tuple[int, int]):
    assert night(*when).minutes == NIGHTS[when] * 60


def test_an_end_that_is_not_later_is_of_the_morning_after():
    assert between(time(22), time(6)) == (1320, 1800)
    assert between(time(9), time(12)) == (540, 720)
    assert laid(date(2026, 3, 2), between(time(22), time(6))) == Turn(utc(2026, 3, 2, 22), utc(2026, 3, 3, 6))


def test_a_time_that_the_clocks_pass_over_is_what_it_would_have_been():
    assert turn(29, "01:30-03:00") == Turn(utc(2026, 3, 29, 1, 30), utc(2026, 3, 29, 2))


def test_a_turn_until_the_hour_that_comes_twice_meets_the_one_that_begins_then():
    first, second = turn(24, "22:00-01:30", 10), turn(25, "01:30-06:00", 10)
    assert first.ends_at == second.starts_at == utc(2026, 10, 25, 0, 30)
    assert second.minutes == 5 * 60 + 30


def test_the_days_of_a_turn_are_london_s():
    assert days_of(night(2)) == [date(2026, 3, 2), date(2026, 3, 3)]
    assert days_of(turn(2, "18:00-00:00")) == [date(2026, 3, 2)]
    assert day(date(2026, 3, 29)).minutes == 23 * 60


SPELLED = {
    "a night": (night(2), "Monday 2 March 2026 from 22:00 to 06:00"),
    "until midnight": (turn(2, "18:00-00:00"), "Monday 2 March 2026 from 18:00 to 00:00"),
    "a day and more": (
        Turn(turn(6, "06:00-22:00").starts_at, turn(7, "06:00-22:00").ends_at),
        "Friday 6 March 2026 from 06:00 to Saturday 7 March 2026, 22:00",
    ),
    "days": (day(date(2026, 3, 2), 3), "Monday 2 March 2026 from 00:00 to Thursday 5 March 2026, 00:00"),
}


@pytest.mark.parametrize("name", SPELLED)
def test_a_turn_is_spelled_with_its_day(name: str):
    one, says = SPELLED[name]
    assert spelled(one) == says


@pytest.mark.parametrize(
    ("minutes", "says"),
    [(480, "8 hours"), (60, "1 hour"), (450, "7½ hours"), (30, "half an hour"), (45, "45 minutes"), (0, "0 hours"),
     (61, "1 hour 1 minute")],
)  # fmt: skip
def test_hours_are_said_as_people_say_them(minutes: int, says: str):
    assert hours(minutes) == says
