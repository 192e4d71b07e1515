"""Checks of what ships: wording only under a licence for it, and codes that can be codes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from throughcare.datafiles.faults import Fault
from throughcare.instruments.codes import FAULT
from throughcare.instruments.definition import Instrument

Values = Mapping[str, Any]

INSTRUMENT = "instrument"
KEPT_BACK = ("licence-needed", "ask-first")


def _wording(instrument: Instrument, raw: Values) -> Iterator[Fault]:
    licence, has_text = instrument.licence, any(item.text for item in instrument.items)
    if licence.status in KEPT_BACK and licence.text_may_ship:
        says = f"A licence that is {licence.status} lets no wording ship."
        yield Fault(("licence", "text_may_ship"), says, "Say false, or correct the status.")
    if has_text and not licence.text_may_ship:
        yield Fault(("text",), "The licence lets no wording ship.", "Leave the wording out: a site brings its own.")
    if has_text and not instrument.wording.source:
        yield Fault(("text",), "It does not say where the wording is from.", "Add a table [wording].")
    for number, _ in raw["text"]:
        if number not in instrument.item:
            yield Fault(("text",), f"There is no item {number}.", "Leave its wording out.")
    if has_text and (without := [item.number for item in instrument.items if not item.text]):
        yield Fault(("text",), f"Items {', '.join(without)} have no wording.", "Give the wording of all, or of none.")


def _codes(instrument: Instrument, _: Values) -> Iterator[Fault]:
    seen: set[str] = set()
    named = {INSTRUMENT, *instrument.scale, *instrument.item}
    for n, code in enumerate(instrument.codes):
        if fault := FAULT[code.system](code.code):
            yield Fault(("code", n, "code"), f"{code.code} is no code of {code.system.upper()}. {fault}", "Look it up.")
        if code.of not in named:
            yield Fault(("code", n, "of"), f"There is no '{code.of}' here.", "Name a scale, an item or “instrument”.")
        if code.code in seen:
            yield Fault(("code", n, "code"), f"The code {code.code} stands here twice.", "Keep one.")
        seen.add(code.code)


LICENCE_CHECKS: tuple[Callable[[Instrument, Values], Iterator[Fault]], ...] = (_wording, _codes)
