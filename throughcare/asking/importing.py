"""Answers from a table, row by row through the verb that pages use: what a person could not enter, no file can.

A row names who enters it, and is judged as if they sent the form. What is on record already changes nothing.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from throughcare.access.seeing import may_write, seen_by
from throughcare.audit import actions as audit
from throughcare.episodes.models import Episode
from throughcare.instruments import Instrument
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.organisations.registers.sheets import Refusal, Sheet
from throughcare.organisations.spans import holds_on
from throughcare.people.lives import london_day
from throughcare.responses import answering
from throughcare.responses.alert_tables import RaisedAlert
from throughcare.responses.answer_tables import Answers, Response
from throughcare.responses.answering import category_of, known, sound
from throughcare.responses.words import FILE

COLUMNS = ("episode", "instrument", "version", "completed_on", "occasion", "after", "filled", "entered_by")
ITEM, LONGEST = "item-", 100
WHOLE, DAY = re.compile(r"-?[0-9]{1,6}"), re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Cells = Mapping[str, str]
# What makes two rows one: the same occasion of the same day.
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows were added, were there before, and how many alerts they raised; and which were refused, and why."""

    added: int
    unchanged: int
    alerts: int
    refused: tuple[Refusal, ...]


def load(*, sheet: Sheet, by: StaffRole, at: datetime) -> Outcome:
    """Enter the rows of a table. `by` runs the command. Raises Refused, field "file", for a table of another kind."""
    _refuse_strange_columns(sheet)
    counts: Counter[str] = Counter()
    refused, seen = list(sheet.ragged), dict[Key, int]()
    for line, cells in sheet.rows:
        row = {name: cell.strip()[:LONGEST] for name, cell in cells.items()}
        key = tuple(row[name].lower() for name in ("episode", "instrument", "completed_on", "occasion", "after"))
        try:
            refuse_if({"": f"Line {seen[key]} is of the same occasion and day."} if key in seen else {})
            counts.update(_enter(row=row, at=at))
        except Refused as wrong:
            refused.append(Refusal(line, _sentence(wrong)))
        seen.setdefault(key, line)
    outcome = Outcome(
        counts["added"], counts["unchanged"], counts["alerts"], tuple(sorted(refused, key=lambda one: one.line))
    )
    detail = {"added": outcome.added, "unchanged": outcome.unchanged, "refused": len(refused)}
    audit.record(by=by, at=at, did="imported-answers", detail=detail)
    return outcome


def _refuse_strange_columns(sheet: Sheet) -> None:
    """A column that is misspelt would lose an answer, and its alert: no row of such a file is taken."""
    missing = [name for name in COLUMNS if name not in sheet.header]
    strange = [name for name in sheet.header if name not in COLUMNS and not name.startswith(ITEM)]
    if missing or strange:
        says = (
            f"{sheet.name} has no column {missing[0]}."
            if missing
            else f"Nothing is known of a column {strange[0][:40]!r}."
        )
        raise Refused(
            {"file": f"{says} Its columns are {', '.join(COLUMNS)}, and {ITEM}1, {ITEM}2 ... for the answers."}
        )


@verb
def _enter(*, row: Cells, at: datetime) -> Mapping[str, int]:
    """What one row came to. Raises Refused with the name of each column at fault."""
    measured = known(row["instrument"])
    refuse_if(_other_version(measured, row["version"]))
    on, after = _day(row["completed_on"]), _number(row["after"])
    refuse_if({"completed_on": "Write the day as 2026-03-24."} if on is None else {})
    refuse_if(
        {"after": "Leave it empty, or say after how many."} if not (after is None or isinstance(after, int)) else {}
    )
    assert on is not None
    episode, who = _theirs(row, measured, at=at)
    given = {name.removeprefix(ITEM): _number(cell) for name, cell in row.items() if name.startswith(ITEM) and cell}
    sheet = answering.Sheet(
        instrument=measured.id, digest=measured.hash, given=given, entered=FILE, filled=row["filled"], completed_on=on,
        occasion=row["occasion"], nth=after if isinstance(after, int) else None,
    )  # fmt: skip
    if _is_there(episode, sheet, measured):
        return {"unchanged": 1}
    made = answering.record(episode=episode, sheet=sheet, by=who, at=at)
    return {"added": 1, "alerts": RaisedAlert.objects.filter(response=made).count()}


def _theirs(row: Cells, measured: Instrument, *, at: datetime) -> tuple[Episode, StaffRole]:
    """The episode, where whoever is said to have entered the row sees it, and the role in which they write there."""
    held = StaffRole.objects.filter(holds_on(london_day(at)), staff__username__iexact=row["entered_by"])
    roles = list(held.select_related("staff", "organisation").order_by("pk"))
    refuse_if({"entered_by": f"Nobody signs in as “{row['entered_by']}”."} if not roles else {})
    found = [(one, role) for role in roles if (one := _seen(row["episode"], role, at=at))]
    refuse_if({"episode": f"{roles[0].staff} sees no episode “{row['episode']}”."} if not found else {})
    category = category_of(measured)
    able = (pair for pair in found if may_write(category, person_id=pair[0].person_id, staff=pair[1], as_of=at))
    return next(able, found[0])


def _seen(reference: str, role: StaffRole, *, at: datetime) -> Episode | None:
    mine = seen_by(Episode, staff=role, as_of=at).select_related("person", "service")
    return mine.filter(reference=reference.upper()).first()


def _is_there(episode: Episode, sheet: answering.Sheet, measured: Instrument) -> bool:
    """Whether some version of what is on record for that occasion and day says the same."""
    same = {"instrument": sheet.instrument, "occasion": sheet.occasion, "nth": sheet.nth}
    earlier = Response.objects.filter(episode=episode, completed_on=sheet.completed_on, **same)
    return Answers.objects.filter(version__response__in=earlier, given=sound(measured, sheet.given)).exists()


def _other_version(measured: Instrument, said: str) -> dict[str, str]:
    if said == measured.version:
        return {}
    return {"version": f"“{said}” is not the version of {measured.title} that is answered here: {measured.version} is."}


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if DAY.fullmatch(said) else None
    except ValueError:
        return None


def _number(said: str) -> int | str | None:
    """A whole number where it is one, None where there is nothing; else what was written, for the rule to refuse."""
    return int(said) if WHOLE.fullmatch(said) else said or None


def _sentence(wrong: Refused) -> str:
    # An occasion that is after so many is a column of another name here than on a page.
    reasons = {("after" if field == "nth" else field): says for field, says in wrong.reasons.items()}
    return " ".join(f"{field}: {says}" if field in COLUMNS else says for field, says in reasons.items())
