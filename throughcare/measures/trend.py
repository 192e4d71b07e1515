"""How a figure went from month to month: an XmR chart with its limits, the table beside it, and what it says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughcare.indicators import Indicator, share
from throughcare.indicators.xmr import Cause, Limits, Point, limits, points
from throughcare.measures.models import Publication
from throughcare.telling.phrases import count, listed

# Of fewer points no mean and no limit is drawn; of fewer than these they are provisional (evaluation.md 3.6).
FEWEST, FIRM = 4, 13
NAMES = {1: "month", 3: "quarter"}


@dataclass(frozen=True, slots=True)
class Spot:
    """One month or quarter: its value in percent or days, of how many, and what the rules say of it."""

    name: str
    value: float
    n: int
    k: int | None
    point: Point
    verdict: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure through the years that are published. `unit` is "%" or "days"."""

    title: str
    each: str
    unit: str
    spots: tuple[Spot, ...]
    limits: Limits
    says: tuple[str, ...]


def trend(indicator: Indicator, title: str, tables: Sequence[Publication]) -> Trend | None:
    """The course of a figure up to the newest of these tables, as far back as years follow on and are told alike."""
    months, spans = _joined(indicator, tables)
    if len(spans) < FEWEST:
        return None
    values = [_value(span) for span in spans]
    within = limits(values, screen=True)
    found = points(values, within)
    names = [_name(span["first"], months) for span in spans]
    spots = tuple(
        Spot(name, value, span["n"], span["k"], point, _verdict(point, indicator))
        for name, value, span, point in zip(names, values, spans, found, strict=True)
    )
    unit = "days" if indicator.tells_days else "%"
    told = Trend(title, NAMES[months], unit, spots, within, ())
    return Trend(title, NAMES[months], unit, spots, within, tuple(_sentences(told)))


def number(value: float, unit: str) -> str:
    """A value as people write it: `34%`, `41 days`. A limit that is below nought means that none is expected."""
    shown = max(value, 0.0)
    return f"{min(shown, 100.0):.0f}%" if unit == "%" else f"{shown:.0f} days"


def _joined(indicator: Indicator, tables: Sequence[Publication]) -> tuple[int, list[Mapping[str, Any]]]:
    """How many months each span has, and the spans, the oldest first."""
    months, found, before = 0, list[Mapping[str, Any]](), None
    for table in tables:
        course = next((one.get("course") for one in table.table if _is(one, indicator)), None)
        follows = before is None or table.year == before - 1
        if course is None or not follows or months not in {0, course["months"]}:
            break
        months, before = course["months"], table.year
        found = [*course["spans"], *found]
    return months, found


def _is(figure: Mapping[str, Any], indicator: Indicator) -> bool:
    return figure["indicator"] == indicator.id and not figure["variant"]


def _value(span: Mapping[str, Any]) -> float:
    return float(span["median"]) if span["k"] is None else 100 * share(span["k"], span["n"]).value


def _name(first: str, months: int) -> str:
    day = date.fromisoformat(first)
    last = date(day.year, day.month + months - 1, 1)
    return f"{day:%B %Y}" if months == 1 else f"{day:%B} to {last:%B %Y}"


def _verdict(point: Point, indicator: Indicator) -> str:
    if point.cause is Cause.COMMON:
        return ""
    better = point.improves(indicator.better)
    way = {True: "for the better", False: "for the worse", None: "higher" if point.side > 0 else "lower"}[better]
    return f"{point.cause.value}, {way}"


def _sentences(told: Trend) -> Iterator[str]:
    low, mean, high = (number(value, told.unit) for value in (told.limits.low, told.limits.mean, told.limits.high))
    yield (
        f"The mean of {len(told.spots)} {told.each}s is {mean}. While nothing changes, a {told.each} may come out"
        f" anywhere from {low} to {high}."
    )
    unusual = [f"{spot.name} ({spot.verdict})" for spot in told.spots if spot.verdict]
    if unusual:
        of_them = f"{count(len(unusual), f'{told.each} is', f'{told.each}s are')} more than chance from one to the next"
        yield f"{of_them}: {listed(unusual)}. Something changed then; what it was, this does not say."
    else:
        yield f"No {told.each} stands out: going up or down from one to the next is no news here."
    if len(told.spots) < FIRM:
        yield f"Limits from fewer than {FIRM} {told.each}s are provisional."
