"""Counting London days: calendar days, working days, weeks, months."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

SATURDAY = 5
# The library computes holidays for any year, so that no list runs out; England and Wales share theirs.
_ENGLAND_AND_WALES = holidays.country_holidays("GB", subdiv="ENG")


def is_bank_holiday(day: date) -> bool:
    """In England and Wales, also where it falls on a weekend and the day off is another."""
    return day in _ENGLAND_AND_WALES


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    """Monday to Friday and not a bank holiday in England and Wales."""
    return day.weekday() < SATURDAY and not is_bank_holiday(day)


def add_working_days(day: date, count: int) -> date:
    """The day on which `count` working days after `day` have passed; `day` itself is not counted."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; 0 when `end` is not later."""
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` calendar months on; the month's last day where it has none."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
