"""Checks of items: their numbers, their answers, and what may be skipped."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from throughcare.datafiles.faults import Fault
from throughcare.instruments.build import named
from throughcare.instruments.definition import Instrument

Values = Mapping[str, Any]
LEAST_ANSWERS = 2


def _numbers_once(_: Instrument, raw: Values) -> Iterator[Fault]:
    seen: Counter[str] = Counter()
    for n, block in enumerate(raw["items"]):
        held, also = named(block["numbers"]), named(block["also"])
        if also and len(also) != len(held):
            yield Fault(("items", n, "also"), "There are not as many other numbers as items.", "Name one for each.")
        for name in (*held, *also):
            seen[name] += 1
            if seen[name] == LEAST_ANSWERS:
                yield Fault(("items", n, "numbers"), f"There are two items {name}.", "Number each item once.")
    if not seen:
        yield Fault((), "There is no item.", "Add a table [[items]].")


def _answers(_: Instrument, raw: Values) -> Iterator[Fault]:
    for n, block in enumerate(raw["items"]):
        values, where = list(block["values"]), ("items", n, "values")
        if any(value != int(value) for value in values) or values != sorted(set(values)):
            yield Fault(where, "Answers are whole numbers that rise.", "Write them as [0, 1, 2, 3].")
        if len(values) < LEAST_ANSWERS:
            yield Fault(where, "An item has at least two answers.", "Write them as [0, 1, 2, 3].")
        if block["unknown"] in values:
            says = f"{block['unknown']} is both an answer and not known."
            yield Fault(("items", n, "unknown"), says, "Give not known a number of its own.")
        if block["choices"] and len(block["choices"]) != len(values):
            yield Fault(("items", n, "choices"), "There are not as many choices as values.", "Name every answer.")


def _skips(instrument: Instrument, _: Values) -> Iterator[Fault]:
    for n, skip in enumerate(instrument.skips):
        if set(skip.when) & set(skip.items):
            yield Fault(("skip", n, "items"), "An item would skip itself.", "Name only the items that follow.")
        for number in skip.when:
            if skip.equals not in instrument.item[number].values:
                says = f"Item {number} is never answered with {skip.equals}."
                yield Fault(("skip", n, "equals"), says, "Give one of its values.")


ITEM_CHECKS: tuple[Callable[[Instrument, Values], Iterator[Fault]], ...] = (_numbers_once, _answers, _skips)
