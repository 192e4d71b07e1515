"""Answers as they come in, read against an instrument: all of them right, or every faulty item named."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from throughcare.instruments.definition import Instrument
from throughcare.instruments.parts import Item

# Answered or left blank, for every item of the instrument.
Answers = dict[str, int | None]

MOST_FAULTS = 20
SHORT = 20
# What a float of JSON becomes that is larger than any.
BEYOND = (inf, -inf)


@dataclass(frozen=True, slots=True)
class Faulty:
    """One answer that cannot be taken, and why."""

    item: str
    says: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why answers were refused, item by item; `sound` holds those in which nothing is wrong, the rest as blank."""

    faults: tuple[Faulty, ...]
    sound: Answers

    @property
    def says(self) -> str:
        told = [fault.says for fault in self.faults[:MOST_FAULTS]]
        if len(self.faults) > MOST_FAULTS:
            told.append(f"And {len(self.faults) - MOST_FAULTS} more.")
        return " ".join(told)


def answers(instrument: Instrument, raw: Mapping[str, object]) -> Answers | Refused:
    """Every item's answer, None where it is blank. Refused when any is unknown, out of range or no whole number."""
    found: Answers = dict.fromkeys(instrument.item)
    faults: list[Faulty] = []
    seen: set[str] = set()
    for name, given in raw.items():
        item = instrument.named.get(name)
        if item is None:
            known = f"{instrument.items[0].number} to {instrument.items[-1].number}"
            faults.append(Faulty(short(name), f"Item “{short(name)}” is not one of {instrument.title}, {known}."))
        elif item.number in seen:
            faults.append(Faulty(item.number, f"Item {item.number} is answered twice."))
        elif wrong := _wrong(item, given, instrument):
            faults.append(Faulty(item.number, wrong))
        else:
            found[item.number] = given if isinstance(given, int) else None
        seen.add(item.number if item else "")
    return Refused(tuple(faults), found) if faults else found


def _wrong(item: Item, given: object, instrument: Instrument) -> str:
    if given is None or (type(given) is int and (given in item.values or given == item.unknown)):
        return ""
    if type(given) is not int:
        return f"Item {item.number}: {_told(given)} is not {_whole(given)}."
    return f"Item {item.number}: {_told(given)} is not {spoken(item)}.{_other_numbers(item, given, instrument)}"


def _whole(given: object) -> str:
    """What an answer must be; one with nothing behind its point is only written otherwise."""
    return "written as a whole number" if isinstance(given, float) and given.is_integer() else "a whole number"


def spoken(item: Item) -> str:
    """Which answers there are, in words."""
    whole = item.values == tuple(range(item.min, item.max + 1))
    span = f"{item.min} to {item.max}" if whole else f"one of {', '.join(map(str, item.values))}"
    return span if item.unknown is None else f"{span}, or {item.unknown} for not known"


def _other_numbers(item: Item, given: int, instrument: Instrument) -> str:
    """That the answers may be those of an instrument with the same items in other numbers."""
    others = [one.of for one in instrument.recodings if given + one.add in item.values]
    return f" If these are answers of {others[0]}, convert all of them first." if others else ""


def short(text: str) -> str:
    """A stranger's word, fit to be repeated in a sentence."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in text[: SHORT + 1])
    return plain if len(plain) <= SHORT else f"{plain[:SHORT]}..."


def _told(given: object) -> str:
    """What was given, in the words of whoever wrote the file: those of JSON, or plain ones."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, str):
        return f"“{short(given)}”"
    if isinstance(given, int | float):
        return "a number this long" if given in BEYOND else short(str(given))
    return "a list" if isinstance(given, list) else "an object"
