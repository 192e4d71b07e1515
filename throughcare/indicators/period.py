"""The time that figures are of. Periods that are published never overlap, so that none can be taken from another."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both counted. Raises ValueError when it ends before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"A period that begins on {self.first} cannot end on {self.last}, which is before.")

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def months_of(period: Period) -> tuple[Period, ...]:
    """The calendar months of a period that begins with one and ends with one; of any other there are none."""
    if period.first.day != 1 or (period.last + timedelta(days=1)).day != 1:
        return ()
    found, first = [], period.first
    while first <= period.last:
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        found.append(Period(first, after - timedelta(days=1)))
        first = after
    return tuple(found)


def financial_year(begins: int) -> Period:
    """From 1 April of a year to 31 March of the next. Raises ValueError on a year that no calendar has."""
    return Period(date(begins, 4, 1), date(begins + 1, 4, 1) - timedelta(days=1))


def year_in_words(begins: int) -> str:
    """As people write a financial year: 2025-26."""
    return f"{begins}-{(begins + 1) % 100:02}"


def last_financial_year(*, as_of: date) -> int:
    """The year in which the newest financial year that is over on this day began."""
    return as_of.year - 1 if as_of >= date(as_of.year, 4, 1) else as_of.year - 2
