"""Tables of years in which figures tell their months, as the job would have kept them."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tests.indicators.worlds import case, table, transfer
from tests.web.conftest import TODAY
from throughcare.indicators import BLUEPRINT, Series, Span
from throughcare.indicators.period import financial_year, months_of
from throughcare.measures.models import Publication

IN_TIME = transfer("2026-04-01", "2026-04-10", "2026-04-20", "2026-04-29")
LATE = transfer("2026-02-01", "2026-02-14", "2026-05-05", "2026-05-12")
# Of forty each month so many were in time; in the last, as many as never before.
MET = (12, 14, 13, 11, 12, 13, 14, 12, 11, 13, 12, 14, 13, 12, 11, 13, 14, 12, 13, 12, 11, 13, 12, 28)


def shares(year: int, met: Sequence[int], *, months: int = 1) -> Series:
    """The share met in each month of a year, or in each quarter."""
    days = [month.first.isoformat() for month in months_of(financial_year(year))][::months]
    return Series(months, tuple(Span(day, 40, k=k) for day, k in zip(days, met, strict=True)))


def published(year: int, course: Series | None, *, indicator: str = "I01") -> Publication:
    """A year of whole figures, with the months of one of them."""
    rows: list[dict[str, Any]] = [asdict(one) for one in table([case(text) for text in [IN_TIME, LATE] * 20]).values()]
    for row in rows:
        row["course"] = asdict(course) if course and row["indicator"] == indicator else None
    return Publication.objects.create(blueprint=BLUEPRINT, year=year, made_at=TODAY, table=rows)
