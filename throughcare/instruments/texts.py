"""Wording that a licensed site brings itself, checked against the instrument it is for."""

from collections.abc import Mapping
from dataclasses import dataclass

from throughcare.instruments.definition import Instrument
from throughcare.instruments.reading import Faulty

MOST = 2_000
SHORT = 40


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of each item, and the faults for which it may not be used."""

    texts: Mapping[str, str]
    faults: tuple[Faulty, ...]


def checked(instrument: Instrument, mapping: Mapping[str, object]) -> Wording:
    """Wording by item number, with every faulty item named: unknown, missing, empty, too long, or no plain text."""
    faults = [
        Faulty(str(name)[:SHORT], f"{str(name)[:SHORT]!r} is no item of {instrument.title}.")
        for name in mapping
        if name not in instrument.item
    ]
    wrong = {number: _wrong(mapping.get(number)) for number in instrument.item}
    faults += [Faulty(number, f"Item {number} {why}.") for number, why in wrong.items() if why]
    texts = {number: given.strip() for number in instrument.item if isinstance(given := mapping.get(number), str)}
    return Wording(texts, tuple(faults))


def _wrong(given: object) -> str:
    if given is None:
        return "has no wording"
    if not isinstance(given, str):
        return "is not text"
    if not given.strip():
        return "is empty"
    if len(given) > MOST:
        return f"is longer than {MOST:,} characters"
    return "" if given.strip().isprintable() else "holds characters that cannot be shown"
