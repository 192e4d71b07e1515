"""Rolls from a file: each line read by the verb that the page uses, and none of them where one cannot be taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from throughcare.equity.kinds import UNIT
from throughcare.equity.months import read_month
from throughcare.equity.rolls import YES, Line, keep_rolls, read_average, rolls_of
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.organisations.registers.sheets import Sheet

COLUMNS = ("place", "month", "dimension", "group", "average", "apart", "source")
# May be left out: only of a unit it is said where it lies.
OPTIONAL = frozenset({"apart"})
# What is said of one place, for one month, from one source is kept at once.
Of = tuple[int, date, str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many lines said something new, and how many what is on record already."""

    added: int
    unchanged: int


@verb
def load_rolls(*, sheet: Sheet, by: StaffRole, at: datetime) -> Loaded:
    """Keep what a file says of how many lived where. What is on record so already is left as it is.

    Raises Refused: "file", or `line N` for each line that cannot be taken; then nothing of the file is kept.
    """
    _refuse_other_files(sheet)
    said, places = _read(sheet)
    added, unchanged = 0, 0
    refused: dict[str, str] = {}
    for (place, month, source), lines in said.items():
        known = rolls_of(place, month, month)
        new = {number: one for number, one in lines.items() if not _is_so(one, known.average, known.apart, month)}
        unchanged += len(lines) - len(new)
        if new:
            try:
                added += len(keep_rolls(
                    place=places[place], month=month, lines=new.values(), source=source, by=by, at=at
                ))  # fmt: skip
            except Refused as wrong:
                refused |= _by_line(wrong, new)
    refuse_if(refused)
    return Loaded(added, unchanged)


def _refuse_other_files(sheet: Sheet) -> None:
    missing = [name for name in COLUMNS if name not in sheet.header and name not in OPTIONAL]
    if missing:
        raise Refused(
            {"file": f"{sheet.name} has no column {', '.join(missing)}. The columns are {','.join(COLUMNS)}."}
        )


def _read(sheet: Sheet) -> tuple[dict[Of, dict[int, Line]], dict[int, Organisation]]:
    """The lines of the file by what they are of, each with its number."""
    places = {one.name: one for one in Organisation.objects.filter(kind="prison").defer("register")}
    reasons = {f"line {one.line}": f"Line {one.line}: {one.reason}" for one in sheet.ragged}
    said: dict[Of, dict[int, Line]] = {}
    for number, row in sheet.rows:
        given = {name: row.get(name, "").strip() for name in COLUMNS}
        place, month, average = places.get(given["place"]), read_month(given["month"]), read_average(given["average"])
        if place is None or month is None or average is None:
            reasons[f"line {number}"] = f"Line {number}: {_why(given, place, month)}"
        else:
            line = Line(given["dimension"], given["group"], average, given["apart"].lower() in YES)
            said.setdefault((place.pk, month, given["source"]), {})[number] = line
    refuse_if(reasons)
    return said, {one.pk: one for one in places.values()}


def _why(given: Mapping[str, str], place: Organisation | None, month: date | None) -> str:
    if place is None:
        return f"there is no prison called “{given['place']}”."
    if month is None:
        return f"“{given['month']}” is no month: write it as 2026-02."
    return f"“{given['average']}” is no number of people."


def _is_so(
    one: Line,
    average: Mapping[tuple[date, str, str], Decimal],
    apart: Mapping[date, Iterable[str]],
    month: date,
) -> bool:
    """Whether that is what counts already."""
    same = average.get((month, one.dimension, one.group)) == one.average
    return same and (one.dimension != UNIT or one.apart == (one.group in apart.get(month, ())))


def _by_line(wrong: Refused, lines: Mapping[int, Line]) -> dict[str, str]:
    """What the verb says of a group, said of its line; what it says of a month or a source, of the first line of it."""
    first, found = min(lines), {}
    for field, says in wrong.reasons.items():
        number = next((n for n, one in lines.items() if f"{one.dimension} {one.group}" == field), first)
        found[f"line {number}"] = f"Line {number}: {says}"
    return found
