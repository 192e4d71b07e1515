"""A file of events run through a blueprint, row by row, as if each had been recorded in turn; no database."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.course import Course, course, judge
from throughcare.blueprints.forms import clean
from throughcare.blueprints.holding import questions
from throughcare.clocks import Run
from throughcare.pathways import Event, Moment, accountable, as_typed, parse_moment
from throughcare.pathways.everywhere import RESERVED_STEPS

NEEDED = ("happened_at", "step")
COLUMNS = (*NEEDED, "party", "facts", "corrects")
# Each row is judged against all before it, so time grows with the square of their number.
MOST_ROWS = 1_000
MOST_BYTES = 5_000_000
MOST_DIGITS = 9
NOT_JSON = object()


class Unreadable(ValueError):
    """The file as a whole cannot be replayed; the text is one sentence for whoever gave it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that changed nothing, and why not. Rows count from 1, the header not counted."""

    row: int
    step: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """Where the rows that stand lead, and those that were refused."""

    course: Course
    refused: tuple[Refused, ...]


def replay(blueprint: Blueprint, content: bytes, *, as_of: Moment) -> Replay:
    """Run the rows of a CSV file in their order. Raises Unreadable when it is no such file."""
    history: list[Event] = []
    refused: list[Refused] = []
    for number, row in enumerate(_rows(content), start=1):
        event, reasons = _event(blueprint, number, row, history)
        if event is not None:
            decision = judge(blueprint, history, event, as_of=as_of)
            reasons = tuple(reason.says for reason in decision.reasons)
        if reasons or event is None:
            refused.append(Refused(number, row.get("step", ""), reasons))
        else:
            history.append(event)
    return Replay(course(blueprint, history, as_of=as_of), tuple(refused))


def as_data(result: Replay) -> dict[str, Any]:
    """The result as plain data, ready to be written as JSON."""
    course_ = result.course
    state = course_.state
    return {
        "stage": state.stage,
        "accountable": list(accountable(course_.blueprint.pathway, state)),
        "closed": state.closed,
        "outcome": state.outcome,
        "clocks": [_clock(run) for run in course_.clocks],
        "next": [{"step": step, "by": list(by)} for step, by in possible(course_)],
        "refused": [{"row": one.row, "step": one.step, "reasons": list(one.reasons)} for one in result.refused],
    }


def possible(course_: Course) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The blueprint's own steps that nothing stands against now, with the parties that may take them."""
    steps = course_.next_steps
    return tuple((one.step, one.by) for one in steps if not one.reasons and one.step not in RESERVED_STEPS)


def _clock(run: Run) -> dict[str, Any]:
    return {
        "standard": run.standard,
        "state": run.state.value,
        "started_on": _iso(run.started),
        "due_on": _iso(run.due),
        "stopped_on": _iso(run.stopped),
        "days_used": run.days_used,
        "shadow": run.shadow,
    }


def _iso(moment: Moment | None) -> str | None:
    return moment.on.isoformat() if moment else None


def _rows(content: bytes) -> Sequence[Mapping[str, str]]:
    """The rows by column; one that does not fit the header keeps only what tells which it is."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("The file of events is not text in UTF-8: save it as CSV in UTF-8.") from None
    lines = list(_lines(text))
    header = _header(lines)
    if len(lines) - 1 > MOST_ROWS:
        raise Unreadable(f"The file of events has {len(lines) - 1:,} rows; the most is {MOST_ROWS:,}.")
    return [_row(header, line) for line in lines[1:]]


def _lines(text: str) -> Iterator[list[str]]:
    """The cells of each row that is not blank. A quotation mark left open would hide rows after it, so it is told."""
    reader = csv.reader(io.StringIO(text, newline=""))
    begins = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Unreadable(f"Line {reader.line_num} of the file of events is not CSV ({error}).") from None
        if cells is None:
            return
        if any(_runs_on(cell.strip()) for cell in cells):
            says = "a value runs on over the next line and is not JSON: close its quotation mark"
            raise Unreadable(f"Line {begins} of the file of events: {says}.")
        if cells:
            yield cells
        begins = reader.line_num + 1


def _runs_on(cell: str) -> bool:
    """Only facts may be written over several lines, as JSON often is."""
    return len(cell.splitlines()) > 1 and _json(cell) is NOT_JSON


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return NOT_JSON


def _header(lines: Sequence[Sequence[str]]) -> list[str]:
    header = [cell.strip().lower() for cell in lines[0]] if lines else []
    missing = [column for column in NEEDED if column not in header]
    if missing:
        raise Unreadable(f"The first line must name the columns {', '.join(COLUMNS)}; '{missing[0]}' is missing.")
    unknown = [column for column in header if column not in COLUMNS or header.count(column) > 1]
    if unknown:
        raise Unreadable(
            f"The first line names {as_typed(unknown[0])}; the columns are {', '.join(COLUMNS)}, each once."
        )
    return header


RAGGED = "ragged"


def _row(header: Sequence[str], line: Sequence[str]) -> Mapping[str, str]:
    """Cells left off at the end of a row are blank, as when a person types one; more cells than columns are a fault."""
    cells = {column: cell.strip() for column, cell in zip(header, line, strict=False)}
    if len(line) <= len(header) and all(column in cells for column in NEEDED):
        return cells
    says = f"This row has {len(line)} {'cell' if len(line) == 1 else 'cells'}, and the first line has {len(header)}."
    return {RAGGED: says, "step": cells.get("step", "")}


def _event(
    blueprint: Blueprint, number: int, row: Mapping[str, str], history: Sequence[Event]
) -> tuple[Event | None, tuple[str, ...]]:
    """The event that a row says, or why it says none."""
    if RAGGED in row:
        return None, (row[RAGGED],)
    reasons: list[str] = []
    if not row["step"]:
        reasons.append("The row names no step.")
    when = _when(row["happened_at"], reasons)
    corrects = _corrects(row.get("corrects", ""), history, reasons)
    facts = _facts(blueprint, row["step"], row.get("facts", ""), reasons)
    if reasons or when is None:
        return None, tuple(reasons)
    return Event(number, row["step"], when, party=row.get("party") or None, facts=facts, corrects=corrects), ()


def _when(text: str, reasons: list[str]) -> Moment | None:
    try:
        return parse_moment(text)
    except ValueError as error:
        reasons.append(f"{error}.")
        return None


def _corrects(text: str, history: Sequence[Event], reasons: list[str]) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        reasons.append(f"{as_typed(text)} in 'corrects' is not the number of a row.")
        return None
    if all(event.number != int(text) for event in history):
        reasons.append(f"Row {int(text)} cannot be corrected: no earlier row of that number was recorded.")
    return int(text)


def _facts(blueprint: Blueprint, step: str, text: str, reasons: list[str]) -> Mapping[str, Any]:
    """The facts as the step's form reads them, with those it does not ask for kept as they are."""
    if not text:
        return {}
    given = _json(text)
    if given is NOT_JSON:
        reasons.append('The facts are not JSON: write them as {"outcome": "completed"}.')
        return {}
    if not isinstance(given, dict):
        reasons.append('The facts must be a JSON object: write them as {"outcome": "completed"}.')
        return {}
    cleaned = clean(questions(blueprint, step), given, demand=False)
    reasons.extend(cleaned.faults.values())
    return {**given, **cleaned.values}
