"""The sessions of a group over the weeks: bank holidays and closed days move them on, whatever day it meets."""

from datetime import date, time

from throughcare.sessions.laying import lay_out


def days(first: date, *closed: date) -> list[date]:
    """Three sessions at ten, from a day on."""
    modules = [{"title": "Art", "sessions": 3}]
    return [one.starts_at.date() for one in lay_out(modules, first=first, at=time(10), minutes=60, closed=closed)]


def test_a_group_that_meets_on_saturdays_goes_on_doing_so():
    assert days(date(2026, 3, 7), date(2026, 3, 14)) == [date(2026, 3, 7), date(2026, 3, 21), date(2026, 3, 28)]


def test_nobody_meets_on_christmas_day_though_it_is_a_saturday():
    """In 2027 it is one, and so is the New Year's Day after it: the days off are moved on, and the holidays stay."""
    assert days(date(2027, 12, 18)) == [date(2027, 12, 18), date(2028, 1, 8), date(2028, 1, 15)]
