"""How many live in a place: kept by those who know, month by month, and read for rates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from throughcare.access.words import line
from throughcare.audit import actions as audit
from throughcare.care.keeping import refuse_unless_place
from throughcare.equity.kinds import DIMENSIONS, GROUPS, UNIT
from throughcare.equity.models import LONGEST_LINE, Roll
from throughcare.equity.months import month_of
from throughcare.organisations.acting import verb
from throughcare.organisations.keeper import is_the_product
from throughcare.organisations.models import Organisation, StaffRole, Unit
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.people.lives import london_day

MOST = Decimal(20_000)
MONTHS_BACK = 60
HEAD = ("dimension", "group", "average", "apart")
YES = frozenset({"yes", "true", "1"})


@dataclass(frozen=True, slots=True)
class Line:
    """How many of a group lived in the place on an average day; of a unit, whether it lies apart."""

    dimension: str
    group: str
    average: Decimal
    apart: bool = False


@verb
def keep_rolls(
    *, place: Organisation, month: date, lines: Iterable[Line], source: str, by: StaffRole, at: datetime
) -> list[Roll]:
    """Say how many lived in a place in a month. Raises Refused: month, source, lines, or a group by `dimension group`.

    What was said before of the same group and month stays on record and no longer counts.
    """
    # On the command line the product itself loads what whoever counts has sent.
    if not is_the_product(by):
        refuse_unless_place(place.pk, by)
    said, first = list(lines), month_of(month)
    units = {unit.name: unit for unit in Unit.objects.filter(organisation=place)}
    source = line(source, field="source", most=LONGEST_LINE, missing="Say where the numbers are from.")
    refuse_if(_faults(said, first, at) | _no_such_groups(said, units, place))
    about: dict[str, Any] = {"place": place, "month": first, "source": source, "recorded_by": by, "recorded_at": at}
    rows = [_roll(one, units, about) for one in said]
    detail = {"place": place.pk, "month": f"{first:%Y-%m}", "lines": len(rows)}
    audit.record(by=by, at=at, did="kept-rolls", detail=detail)
    return Roll.objects.bulk_create(rows)


def _roll(one: Line, units: Mapping[str, Unit], about: Mapping[str, Any]) -> Roll:
    """A line as a row; only of a unit it is said where it lies."""
    unit = units[one.group] if one.dimension == UNIT else None
    lies_apart = one.apart and unit is not None
    return Roll(
        dimension=one.dimension, group=one.group, unit=unit, average=one.average, apart=lies_apart, **about
    )  # fmt: skip


def _faults(said: list[Line], month: date, at: datetime) -> dict[str, str]:
    today = london_day(at)
    reasons: dict[str, str] = {}
    if month >= month_of(today):
        reasons["month"] = f"{month:%B %Y} is not over: say how many lived there once it is."
    elif (today.year - month.year) * 12 + today.month - month.month > MONTHS_BACK:
        reasons["month"] = f"{month:%B %Y} is more than {MONTHS_BACK // 12} years ago."
    if not said:
        reasons["lines"] = "Give the number of at least one wing."
    named = [(one.dimension, one.group) for one in said]
    for twice in {each for each in named if named.count(each) > 1}:
        reasons[" ".join(twice)] = f"{twice[1]} is given twice."
    for one in said:
        if not 0 <= one.average <= MOST or one.average != round(one.average, 1):
            reasons[f"{one.dimension} {one.group}"] = (
                f"{one.group}: the average is from 0 to {MOST:,}, with one digit after the point at most."
            )
    return reasons


def _no_such_groups(said: list[Line], units: Mapping[str, Unit], place: Organisation) -> dict[str, str]:
    known = {UNIT: tuple(units), **GROUPS}
    unknown = [one for one in said if one.group not in known.get(one.dimension, ())]
    return {f"{one.dimension} {one.group}": _no_such(one, place) for one in unknown}


def _no_such(one: Line, place: Organisation) -> str:
    if one.dimension == UNIT:
        return f"{place} has no unit called “{one.group}”."
    if one.dimension not in GROUPS:
        return f"“{one.dimension}” is none of {', '.join([UNIT, *GROUPS])}."
    groups = ", ".join(GROUPS[one.dimension])
    return f"“{one.group}” is no group of {DIMENSIONS[one.dimension].lower()}: one of {groups}."


def read_lines(rows: Iterable[Mapping[str, str | None]]) -> list[Line]:
    """The lines of a CSV file with the columns `HEAD`. Raises Refused, each sentence with the number of its line."""
    found, reasons = list[Line](), dict[str, str]()
    for number, row in enumerate(rows, start=2):
        given = {name: (row.get(name) or "").strip() for name in HEAD}
        average = read_average(given["average"])
        if average is None:
            reasons[f"line {number}"] = f"Line {number}: “{given['average']}” is no number of people."
        else:
            found.append(Line(given["dimension"], given["group"], average, given["apart"].lower() in YES))
    if reasons:
        raise Refused(reasons)
    return found


def read_average(written: str) -> Decimal | None:
    """`112` or `112.5`; None for what is no number, or one that goes on for ever."""
    try:
        read = Decimal(written)
    except InvalidOperation:
        return None
    return read if read.is_finite() else None


@dataclass(frozen=True, slots=True)
class Rolls:
    """The newest rolls of a place by month, dimension and group."""

    average: Mapping[tuple[date, str, str], Decimal]
    apart: Mapping[date, frozenset[str]]
    sources: tuple[str, ...]

    def residents(self, dimension: str, groups: Iterable[str], months: Iterable[date]) -> float | None:
        """How many lived in these groups together on an average day of these months; None where a number is missing."""
        names, over = list(groups), list(months)
        found = [self.average.get((month, dimension, name)) for month in over for name in names]
        numbers = [number for number in found if number is not None]
        return float(sum(numbers)) / len(over) if numbers and len(numbers) == len(found) else None

    def split_from_the_site(self, month: date) -> frozenset[str]:
        """The units that lay apart by the newest roll up to a month."""
        told = [one for one in self.apart if one <= month]
        return self.apart[max(told)] if told else frozenset()

    def has(self, month: date) -> bool:
        return month in self.apart

    def units(self, month: date) -> list[str]:
        return sorted(name for of, dimension, name in self.average if of == month and dimension == UNIT)


def rolls_of(place_id: int, first: date, last: date) -> Rolls:
    """The rolls of a place from one month to another. One question."""
    kept = Roll.objects.filter(place=place_id, month__gte=first, month__lte=last).order_by("id")
    average: dict[tuple[date, str, str], Decimal] = {}
    apart: dict[date, dict[str, bool]] = defaultdict(dict)
    sources: dict[str, None] = {}
    columns = ("month", "dimension", "group", "average", "apart", "source")
    for month, dimension, group, number, lies_apart, source in kept.values_list(*columns):
        average[month, dimension, group] = number
        if dimension == UNIT:
            apart[month][group] = lies_apart
        sources[source] = None
    names = {month: frozenset(name for name, lies in of.items() if lies) for month, of in apart.items()}
    return Rolls(average, names, tuple(sources))
