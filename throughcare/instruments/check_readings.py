"""Checks of what is read from a score or an answer: bands, cut-offs, thresholds, norms, alerts."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from throughcare.datafiles.faults import Fault
from throughcare.datafiles.problems import nearest
from throughcare.instruments.build import named
from throughcare.instruments.definition import Instrument
from throughcare.instruments.methods import ALGORITHM
from throughcare.instruments.parts import OPS, Item, Scale

Values = Mapping[str, Any]

OF_SCALES = ("bands", "cutoff", "change", "norm")


def _numeric(instrument: Instrument) -> dict[str, Scale]:
    return {scale.id: scale for scale in instrument.scales if scale.method != ALGORITHM}


def _rows(instrument: Instrument, raw: Values, kind: str) -> Iterator[tuple[int, Values, Scale]]:
    """The rows of a table that are of a scale which gives a number, with that scale."""
    known = _numeric(instrument)
    for n, row in enumerate(raw[kind]):
        if row["scale"] in known:
            yield n, row, known[row["scale"]]


def _of_a_scale(instrument: Instrument, raw: Values) -> Iterator[Fault]:
    known = _numeric(instrument)
    for kind in OF_SCALES:
        for n, row in enumerate(raw[kind]):
            if row["scale"] not in known:
                says = f"No scale '{row['scale']}' gives a number."
                yield Fault((kind, n, "scale"), says, nearest(row["scale"], known))


def _bands(instrument: Instrument, raw: Values) -> Iterator[Fault]:
    seen: set[str] = set()
    for n, row, scale in _rows(instrument, raw, "bands"):
        los, labels = list(row["at"]), row["labels"]
        if los[0] != scale.low or los != sorted(set(los)) or los[-1] > scale.high:
            says = f"The bands of '{scale.id}' must rise from {scale.low:g}, none beginning beyond {scale.high:g}."
            yield Fault(("bands", n, "at"), says, "Say where each band begins.")
        if len(set(labels)) != len(los) or len(labels) != len(los):
            says = f"'{scale.id}' needs a name of its own for each of its {len(los)} bands."
            yield Fault(("bands", n, "labels"), says, "Name each once.")
        if scale.id in seen:
            yield Fault(("bands", n, "scale"), f"'{scale.id}' has bands already.", "Keep one table of bands.")
        seen.add(scale.id)


def _cutoffs(instrument: Instrument, raw: Values) -> Iterator[Fault]:
    seen: set[tuple[str, str, str]] = set()
    for n, row, scale in _rows(instrument, raw, "cutoff"):
        for value in (row["value"], *row["may_be"]):
            if not scale.low <= value <= scale.high:
                says = f"No score of '{scale.id}' is {value:g}."
                yield Fault(("cutoff", n, "value"), says, f"It runs from {scale.low:g} to {scale.high:g}.")
        if row["may_be"] and row["value"] not in row["may_be"]:
            yield Fault(("cutoff", n, "may_be"), f"{row['value']:g} is not among what it may be.", "Add it.")
        same = (scale.id, row["meaning"], row["sex"] or "")
        if same in seen:
            says = f"'{scale.id}' has two cut-offs for “{row['meaning']}”."
            yield Fault(("cutoff", n, "meaning"), says, "Give each its own meaning.")
        seen.add(same)


def _changes(instrument: Instrument, raw: Values) -> Iterator[Fault]:
    for n, row, scale in _rows(instrument, raw, "change"):
        if not scale.direction:
            says = f"'{scale.id}' is not better either way, so it cannot improve."
            yield Fault(("change", n, "scale"), says, "Say which way is better.")
        if not 0 < row["threshold"] <= scale.high - scale.low or row["op"] not in {">=", ">"}:
            says = f"A change of {row['op']} {row['threshold']:g} is none that '{scale.id}' can make."
            yield Fault(("change", n, "threshold"), says, "Give what the difference must reach.")


def _alerts(instrument: Instrument, raw: Values) -> Iterator[Fault]:
    known = _numeric(instrument)
    for n, row in enumerate(raw["alert"]):
        items = named(row["items"])
        if bool(items) == bool(row["scale"]):
            yield Fault(("alert", n), f"Alert '{row['id']}' must be of items or of a scale.", "Name one of them.")
        elif row["off"] and not items:
            yield Fault(
                ("alert", n, "off"), f"Alert '{row['id']}' is off, and of no item.", "Only items may wait for a form."
            )
        elif row["scale"] and row["scale"] not in known:
            says = f"No scale '{row['scale']}' gives a number."
            yield Fault(("alert", n, "scale"), says, nearest(row["scale"], known))
        for number in items:
            if not _tells_apart(instrument.item[number], row["op"], row["value"]):
                says = f"Alert '{row['id']}' is raised by every answer of item {number}, or by none."
                yield Fault(("alert", n, "value"), says, "Correct the value.")


def _tells_apart(item: Item, op: str, value: float) -> bool:
    raised = [OPS[op](answer, value) for answer in item.values]
    return any(raised) and not all(raised)


READING_CHECKS: tuple[Callable[[Instrument, Values], Iterator[Fault]], ...] = (
    _of_a_scale,
    _bands,
    _cutoffs,
    _changes,
    _alerts,
)
