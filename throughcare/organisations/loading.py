"""A register's sheet against what is on record: what is new, what differs, what is closed and what is refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from throughcare.organisations.models import Code, Organisation
from throughcare.organisations.refusals import Fault
from throughcare.organisations.registers import CODES, Layout
from throughcare.organisations.registers.cells import Cell
from throughcare.organisations.registers.layout import FILE
from throughcare.organisations.registers.sheets import Refusal, Sheet

# An Organisation or a Code: which columns either has is for the table of layouts to know.
Row = Any
Key = tuple[object, ...]
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Where a kind of register goes: the columns that make a row itself, and the one that says it is over."""

    model: type[Organisation] | type[Code]
    key: tuple[str, ...]
    over: str

    def key_of(self, values: Values) -> Key:
        return tuple(values.get(column) for column in self.key)


ORGANISATIONS = Table(Organisation, key=("code_system", "code"), over="closed")
CODE_TABLE = Table(Code, key=("list", "code", "valid_from"), over="retired")


@dataclass(slots=True)
class Difference:
    """What loading a sheet does. Each row counts once: one that is closed is not counted as added or changed too.

    `absent` rows are on record from this source and not in the sheet; nothing is done to them, for a part of a
    register must not close the rest of the country.
    """

    new: list[Row] = field(default_factory=list)
    differing: list[Row] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    closed: int = 0
    refused: list[Refusal] = field(default_factory=list)
    absent: list[Row] = field(default_factory=list)


def table_of(layout: Layout) -> Table:
    return CODE_TABLE if layout.kind == CODES else ORGANISATIONS


def compare(layout: Layout, sheet: Sheet) -> Difference:
    """Reads the rows on record once and tells what the sheet would change. Writes nothing."""
    table = table_of(layout)
    found = Difference(refused=list(sheet.ragged))
    wanted = _wanted(layout, table, sheet, found.refused)
    on_record = _on_record(table, wanted)
    for key, values in wanted.items():
        _settle(layout, table, on_record.get(key), values, found)
    found.absent = [
        row
        for key, row in on_record.items()
        if key not in wanted and row.source == layout.source and not getattr(row, table.over)
    ]
    found.refused.sort(key=lambda refusal: refusal.line)
    return found


def link_parents() -> None:
    """Joins parts to the wholes their registers name, in whichever order the two were loaded."""
    named = Organisation.objects.annotate(at=Concat("code_system", Value(":"), "code"))
    whole = Subquery(named.filter(at=OuterRef("parent_address")).values("id")[:1])
    waiting = Organisation.objects.exclude(parent_address="").annotate(whole=whole)
    waiting.filter(whole__isnull=False).exclude(parent_id=F("whole")).update(parent_id=whole)


def _wanted(layout: Layout, table: Table, sheet: Sheet, refused: list[Refusal]) -> dict[Key, Values]:
    wanted: dict[Key, Values] = {}
    lines: dict[Key, int] = {}
    for line, cells in _rows(layout, sheet):
        values, faults = _read(layout, table, cells)
        key = table.key_of(values)
        if faults:
            refused.append(Refusal(line, " ".join(faults)))
        elif key in wanted:
            refused.append(Refusal(line, f"{_spelt(key)} is on line {lines[key]} already."))
        else:
            wanted[key], lines[key] = values, line
    return wanted


def _rows(layout: Layout, sheet: Sheet) -> Iterator[tuple[int, dict[str, str]]]:
    stem = sheet.name.rsplit(".", 1)[0].replace("_", "-").lower()
    for line, cells in sheet.rows:
        for part in cells[layout.each].split(";") if layout.each else ("",):
            yield line, {**cells, **({layout.each: part} if layout.each else {}), FILE: stem}


def _read(layout: Layout, table: Table, cells: dict[str, str]) -> tuple[Values, list[str]]:
    """The row's values, and a sentence for everything that is wrong with it, naming the columns."""
    faults: dict[str, list[str]] = {}
    values, facts = _taken(layout.fields, cells, faults), _taken(layout.facts, cells, faults)
    said = [f"{', '.join(columns)}: {reason}" for reason, columns in faults.items()]
    if table is ORGANISATIONS:
        values["register"] = facts
    return values, said + list(_too_long(table, values))


def _taken(readings: dict[str, Cell], cells: dict[str, str], faults: dict[str, list[str]]) -> Values:
    found: Values = {}
    for name, cell in readings.items():
        if all(column in cells for column in cell.columns):
            value = found[name] = cell.read(*(cells[column] for column in cell.columns))
            if isinstance(value, Fault):
                column = cell.columns[0] or "the name of the file"
                faults.setdefault(value.reason, []).append(column)
    return found


def _too_long(table: Table, values: Values) -> Iterator[str]:
    for name, value in values.items():
        column = table.model._meta.get_field(name)
        most = column.max_length if isinstance(column, CharField) else None
        if most and isinstance(value, str) and len(value) > most:
            yield f"{name}: This is {len(value)} characters long: use at most {most}."


def _on_record(table: Table, wanted: dict[Key, Values]) -> dict[Key, Row]:
    first = table.key[0]
    kinds = {values["kind"] for values in wanted.values() if "kind" in values}
    rows: QuerySet[Any] = table.model._default_manager.filter(**{f"{first}__in": {key[0] for key in wanted}})
    if kinds:
        codes = {key[1] for key in wanted}
        rows = rows.filter(Q(kind__in=kinds) | Q(code__in=codes))
    return {tuple(getattr(row, column) for column in table.key): row for row in rows}


def _settle(layout: Layout, table: Table, row: Row | None, values: Values, found: Difference) -> None:
    if row is None:
        row = table.model(**{"source": layout.source, **values, **_stated(values)})
        found.new.append(row)
        is_over = getattr(row, table.over)
        found.closed += is_over
        found.added += not is_over
        return
    was_over = getattr(row, table.over)
    if _differs(layout, row, values):
        found.differing.append(row)
        ends = getattr(row, table.over) and not was_over
        found.closed += ends
        found.changed += not ends


def _stated(values: Values) -> Values:
    """Of the register facts, those the row states."""
    facts = values.get("register")
    return {"register": {name: fact for name, fact in facts.items() if fact not in ("", [])}} if facts else {}


def _differs(layout: Layout, row: Row, values: Values) -> bool:
    """Brings the row to the values. A fact that the sheet leaves empty is forgotten; one it does not have stays."""
    wanted = {name: value for name, value in values.items() if name not in layout.once}
    if "register" in wanted:
        kept = {name: fact for name, fact in row.register.items() if name not in values["register"]}
        wanted["register"] = kept | _stated(values).get("register", {})
    differing = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in differing:
        setattr(row, name, wanted[name])
    return bool(differing)


def _spelt(key: Key) -> str:
    return " ".join(str(part) for part in key[1:] if part) or str(key[0])
