"""Days and moments as people type them, and how pages write them back."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from throughcare.fields.boxes import DayField, MomentField, read_time
from throughcare.pathways import Moment
from throughcare.telling import phrases
from throughcare.web import words


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (("3", "3", "1987"), date(1987, 3, 3)),
        (("03", "03", "1987"), date(1987, 3, 3)),
        (("29", "Feb", "2024"), date(2024, 2, 29)),
        (("1", "september", "2026"), date(2026, 9, 1)),
        (("", "", ""), None),
    ],
)
def test_a_day_is_read_from_three_boxes(typed, day):
    assert DayField(label="Day", required=False).clean(typed) == day


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("29", "2", "2026"), "There is no 29 February 2026."),
        (("", "", "2026"), "The date needs a day and a month."),
        (("32", "1", "2026"), "There is no 32 January 2026."),
        (("1", "0", "2026"), "a number from 1 to 12"),
        (("1", "marching", "20 26"), "four digits"),
        (("\u0661", "1", "2026"), "The day needs to be a number"),
        (("1", "1", "0000"), "There is no 1 January 0000."),
    ],
)
def test_an_impossible_day_is_explained(typed, says):
    with pytest.raises(ValidationError, match=says):
        DayField(label="Day").clean(typed)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        (("2", "3", "2026", ""), Moment(on=date(2026, 3, 2))),
        (("2", "3", "2026", "14:05"), Moment(on=date(2026, 3, 2), at=datetime(2026, 3, 2, 14, 5, tzinfo=UTC))),
        (("2", "6", "2026", "0:30"), Moment(on=date(2026, 6, 2), at=datetime(2026, 6, 1, 23, 30, tzinfo=UTC))),
    ],
)
def test_a_moment_is_a_london_day_with_the_time_where_it_is_known(typed, moment):
    assert MomentField(label="When").clean(typed) == moment


def test_an_hour_that_the_clocks_left_out_never_was():
    with pytest.raises(ValidationError, match="there was no 01:30 on that day"):
        MomentField(label="When").clean(("29", "3", "2026", "1:30"))


@pytest.mark.parametrize(("typed", "read"), [("14:05", time(14, 5)), ("1405", time(14, 5)), ("9.30", time(9, 30))])
def test_a_time_may_be_written_in_several_ways(typed, read):
    assert read_time(typed) == read


@pytest.mark.parametrize("typed", ["25:00", "12:60", "noon", "1 pm", "\0"])
def test_a_time_that_is_none_is_refused(typed):
    with pytest.raises(ValidationError, match="24-hour clock"):
        read_time(typed)


def test_days_times_and_counts_as_pages_write_them():
    late = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
    assert words.day(late) == "Tuesday 2 June 2026"
    assert words.instant(late) == "Tuesday 2 June 2026 at 00:30"
    assert words.near_day(date(2026, 3, 27), date(2026, 3, 24)) == "Friday 27 March"
    assert words.near_day(date(2027, 1, 1), date(2026, 3, 24)) == "Friday 1 January 2027"
    assert phrases.span(date(2026, 3, 2), None) == "since 2 March 2026"
    assert phrases.count(1, "day", "days") == "1 day"
    assert phrases.count(1204, "day", "days") == "1,204 days"
    assert phrases.listed(["a", "b", "c"]) == "a, b and c"
