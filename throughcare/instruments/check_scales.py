"""Checks of scales: what a method needs, and that the range is the one its items give."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from throughcare.datafiles.faults import Fault
from throughcare.datafiles.problems import nearest
from throughcare.instruments.algorithms import ASKS
from throughcare.instruments.definition import Instrument
from throughcare.instruments.methods import ALGORITHM, CHOSEN_BY_THE_PERSON
from throughcare.instruments.numbers import listed
from throughcare.instruments.parts import Scale

Values = Mapping[str, Any]

LOOKUP, GAS = "lookup", "gas"
WITHOUT_A_RANGE = (ALGORITHM, GAS)
# How far each of these stretches the mean of its items.
STRETCH: Mapping[str, Callable[[Scale], float]] = {
    "sum": lambda scale: len(scale.items),
    "mean": lambda _: 1,
    "mean10": lambda _: 10,
    "goals": lambda _: 1,
}


def _main(instrument: Instrument, _: Values) -> Iterator[Fault]:
    numeric = [scale.id for scale in instrument.scales if scale.method != ALGORITHM]
    if instrument.main_scale not in numeric:
        says = f"The main scale '{instrument.main_scale}' gives no number here."
        yield Fault(("main",), says, nearest(instrument.main_scale, numeric))


def _needs(instrument: Instrument, _: Values) -> Iterator[Fault]:
    """What a method needs to be told."""
    for scale in instrument.scales:
        where = ("scale", scale.id)
        if (scale.method == LOOKUP) == bool(scale.items):
            yield Fault(
                (*where, "items"), f"Scale '{scale.id}' must name items, or the scale it looks up.", "Do one of both."
            )
        if (scale.method == ALGORITHM) != bool(scale.algorithm):
            yield Fault(
                (*where, "algorithm"),
                f"Scale '{scale.id}' needs an algorithm exactly if that is its method.",
                "Give it or leave it out.",
            )
        elif scale.algorithm and set(scale.items) != ASKS[scale.algorithm]:
            says = f"The algorithm '{scale.algorithm}' asks for other items than '{scale.id}' names."
            yield Fault((*where, "items"), says, f"Name {listed(tuple(sorted(ASKS[scale.algorithm])))}.")
        if (scale.method == GAS) != bool(scale.weights) or len(scale.weights) not in {0, len(scale.items)}:
            yield Fault((*where, "weights"), f"Scale '{scale.id}' needs a weight for each goal.", "Name as many.")
        if scale.method == LOOKUP:
            yield from _looked_up(instrument, scale)


def _looked_up(instrument: Instrument, scale: Scale) -> Iterator[Fault]:
    before = {each.id: each for each in instrument.scales[: instrument.scales.index(scale)]}
    if scale.of not in before:
        says = f"No scale '{scale.of}' stands before '{scale.id}'."
        yield Fault(("scale", scale.id, "of"), says, nearest(scale.of, before))
        return
    source = before[scale.of]
    if len(scale.table) != source.high - source.low + 1 or list(scale.table) != sorted(scale.table):
        says = f"The table of '{scale.id}' must rise, with an entry for each score of '{scale.of}'."
        yield Fault(("scale", scale.id, "table"), says, f"Give {source.high - source.low + 1:g} entries.")


def _range(instrument: Instrument, _: Values) -> Iterator[Fault]:
    for scale in instrument.scales:
        if scale.method in WITHOUT_A_RANGE:
            continue
        low, high = _reckoned(instrument, scale)
        if (scale.low, scale.high) != (low, high):
            says = f"Scale '{scale.id}' runs from {low:g} to {high:g}, not from {scale.low:g} to {scale.high:g}."
            yield Fault(("scale", scale.id, "range"), says, "Correct the range, or the items.")


def _reckoned(instrument: Instrument, scale: Scale) -> tuple[float, float]:
    """The least and the most that the items of a scale can give."""
    if scale.method == LOOKUP:
        return (scale.table[0], scale.table[-1]) if scale.table else (0, 0)
    stretch, own = STRETCH[scale.method](scale), [instrument.item[number] for number in scale.items]
    if not own:
        return 0, 0
    return sum(item.min for item in own) * stretch / len(own), sum(item.max for item in own) * stretch / len(own)


def _blanks(instrument: Instrument, _: Values) -> Iterator[Fault]:
    """How many items must be answered, and what is done about the others."""
    for scale in instrument.scales:
        if not scale.items:
            continue
        where, all_of = ("scale", scale.id, "needed"), len(scale.items)
        if not 1 <= scale.needed <= all_of:
            yield Fault(where, f"Scale '{scale.id}' has {all_of} items.", "Ask for at least 1 and at most all.")
        if scale.method == ALGORITHM and scale.needed != all_of:
            yield Fault(where, f"'{scale.id}' can be told from complete answers only.", "Leave 'needed' out.")
        if scale.method == "sum" and (scale.needed < all_of) != (scale.blanks is not None):
            says = f"Scale '{scale.id}' does not say what its blanks count, or has none."
            yield Fault(("scale", scale.id, "blanks"), says, 'Give "mean" or "left-out" where blanks are let through.')
        if scale.method in CHOSEN_BY_THE_PERSON and any(instrument.item[number].required for number in scale.items):
            yield Fault(where, f"The goals of '{scale.id}' are the person's to choose.", "Make the items optional.")


SCALE_CHECKS: tuple[Callable[[Instrument, Values], Iterator[Fault]], ...] = (_main, _needs, _range, _blanks)
