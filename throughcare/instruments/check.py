"""An instrument checked as a whole: what no single line shows, each fault with its line and what to do."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from throughcare.datafiles.faults import Fault, placed
from throughcare.datafiles.problems import Problem, in_order, nearest
from throughcare.instruments.check_items import ITEM_CHECKS
from throughcare.instruments.check_licence import LICENCE_CHECKS
from throughcare.instruments.check_readings import READING_CHECKS
from throughcare.instruments.check_scales import SCALE_CHECKS
from throughcare.instruments.definition import Instrument
from throughcare.instruments.numbers import Unclear, numbers
from throughcare.instruments.read import Reading

Values = Mapping[str, Any]

# Which keys of which tables are lists of items.
LISTS: Mapping[str, tuple[str, ...]] = {
    "items": ("numbers", "also", "reverse"),
    "scale": ("items", "weights"),
    "alert": ("items",),
    "skip": ("when", "items"),
}
# Those that must name items which are there.
REFERENCES = {kind: keys for kind, keys in LISTS.items() if kind != "items"} | {"items": ("reverse",)}
# What is known by name within a file, and must be so once.
NAMED = ("source", "scale", "alert")
# What these say nobody has looked up: a fact of theirs becomes confirmed with another source.
UNCONFIRMABLE = ("recalled", "local")

CHECKS: tuple[Callable[[Instrument, Values], Iterator[Fault]], ...] = (
    *ITEM_CHECKS,
    *SCALE_CHECKS,
    *READING_CHECKS,
    *LICENCE_CHECKS,
)


def check(reading: Reading, *, as_of: date | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a file, in the order of its lines; with `as_of`, also a review that is overdue."""
    instrument, raw = reading.instrument, reading.raw
    if instrument is None:
        return reading.problems
    faults = [*_unclear(raw), *_twice(raw), *_sources(raw)]
    faults += [] if faults else _no_such_item(raw, instrument)
    if not reading.problems and not faults:
        # What a check reckons with must be there first.
        faults = [fault for one in CHECKS for fault in one(instrument, raw)]
    if as_of is not None and instrument.review_by < as_of:
        faults.append(Fault(("review_by",), "Its review is overdue.", "Review it, then give the next day."))
    return in_order(reading.problems, placed(faults, raw, reading.lines, path=reading.path))


def _unclear(raw: Values) -> Iterator[Fault]:
    for kind, n, key, text in _lists(raw, LISTS):
        try:
            numbers(text)
        except Unclear as part:
            says = f"'{str(part)[:40]}' names no item."
            yield Fault((kind, n, key), says, 'Write items as "1-9", "3, 7, 15" or "P1-P9, C1-C9".')


def _twice(raw: Values) -> Iterator[Fault]:
    for kind in NAMED:
        seen: set[str] = set()
        for n, row in enumerate(raw[kind]):
            if row["id"] and row["id"] in seen:
                yield Fault((kind, n, "id"), f"There are two of '{row['id']}'.", "Give one of them another id.")
            seen.add(row["id"])


def _no_such_item(raw: Values, instrument: Instrument) -> Iterator[Fault]:
    for kind, n, key, text in _lists(raw, REFERENCES):
        for number in numbers(text):
            if number not in instrument.item:
                yield Fault((kind, n, key), f"There is no item {number}.", nearest(number, instrument.item))


def _lists(raw: Values, keys: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, int, str, str]]:
    for kind, names in keys.items():
        for n, row in enumerate(raw[kind]):
            for name in names:
                yield kind, n, name, row[name]


def _sources(raw: Values) -> Iterator[Fault]:
    """Facts that come from nowhere, or were confirmed by nobody's word."""
    known = {row["id"] for row in raw["source"] if row["id"]}
    alone: list[tuple[tuple[str | int, ...], Any]] = [((name,), raw[name]) for name in ("licence", "keys", "wording")]
    rows = [((kind, n), row) for kind, held in raw.items() if isinstance(held, tuple) for n, row in enumerate(held)]
    for where, row in [*alone, *rows]:
        if not isinstance(row, Mapping) or not row.get("source"):
            continue
        if row["source"] not in known:
            says = f"There is no source '{row['source']}'."
            yield Fault((*where, "source"), says, nearest(row["source"], known))
        elif row["source"] in UNCONFIRMABLE and row["confirmed"]:
            says = f"What is '{row['source']}' cannot be confirmed."
            yield Fault((*where, "confirmed"), says, "Name the source in which somebody found it.")
