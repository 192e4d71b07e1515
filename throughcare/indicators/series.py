"""One figure month by month, or quarter by quarter where months have few people; or not at all.

A gap would be worked out from the whole, and a chart of gaps says nothing: so every span of a year is told or none is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from throughcare.indicators.indicator import Indicator
from throughcare.indicators.period import Period, months_of
from throughcare.indicators.tally import MONTH, Figure, Tally
from throughcare.indicators.waits import nth_of
from throughcare.indicators.withholding import Atoms, length_of_spans
from throughcare.sharing.small import SMALLEST

# A median says that half were no longer: of ten people, five. Of fewer it would tell of fewer than five.
ENOUGH_FOR_A_MEDIAN = 2 * SMALLEST


@dataclass(frozen=True, slots=True)
class Span:
    """One month or quarter, from its first day: of `n` people so many were in time (`k`), or half within `median`."""

    first: str
    n: int
    k: int | None = None
    median: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The spans of a year in their order, each of so many months."""

    months: int
    spans: tuple[Span, ...]


def series(
    tally: Tally, indicator: Indicator, figure: Figure, *, period: Period, beside: Sequence[tuple[Indicator, Figure]]
) -> Series | None:
    """The course of a figure through a period, as far as it may be shown; `beside` are others over the same people."""
    days = [month.first for month in months_of(period)]
    if not days or not indicator.in_time:
        return None
    months = _months(tally, figure, indicator.bands, days)
    heads = [sum(atoms) for atoms in months]
    others = [
        [sum(atoms) for atoms in _months(tally, one, other.bands, days)] for other, one in beside if other.in_time
    ]
    apart = [[abs(n - m) for n, m in zip(heads, other, strict=True)] for other in others]
    told = [(n,) for n in heads] if indicator.tells_days else months
    length = length_of_spans(told, least=ENOUGH_FOR_A_MEDIAN if indicator.tells_days else SMALLEST, apart=apart)
    if length is None:
        return None
    spans = [_span(tally, indicator, figure, days[at : at + length]) for at in range(0, len(days), length)]
    if any(one.k is None and one.median is None for one in spans):
        return None
    return Series(length, tuple(spans))


def _months(tally: Tally, figure: Figure, bands: int, days: Sequence[date]) -> list[Atoms]:
    found: Mapping[tuple[str, str], Atoms] = tally.lines(figure, bands)
    return [found.get((MONTH, day.isoformat()), (0,) * bands) for day in days]


def _span(tally: Tally, indicator: Indicator, figure: Figure, days: Sequence[date]) -> Span:
    atoms = [sum(of_band) for of_band in zip(*_months(tally, figure, indicator.bands, days), strict=True)]
    n, first = sum(atoms), days[0].isoformat()
    if not indicator.tells_days:
        return Span(first, n, k=atoms[0])
    waits = tally.waits(figure, frozenset((MONTH, day.isoformat()) for day in days))
    enough = sum(waits.values()) >= ENOUGH_FOR_A_MEDIAN
    return Span(first, n, median=nth_of(waits, 0.5) if enough else None)
