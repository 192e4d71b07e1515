"""What was said becomes the input of a model, or a sentence about each field that is at fault."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from math import isfinite
from typing import Any, TypeVar

from throughcare.predictors.question import Answer, Asked, Kind, Question, questions_of
from throughcare.predictors.rules import RULES, Rule, broken

T = TypeVar("T")

MOST_BYTES, LONGEST, MOST_UNKNOWN = 100_000, 80, 20
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Faulty(Exception):
    """What was said cannot be worked with: `faults` is field -> a sentence; "" is what was said as a whole."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(f"{name}: {says}" if name else says for name, says in faults.items()))
        self.faults = dict(faults)


class _Wrong(Exception):
    """One answer is not what its question asks for."""


def said_in(content: bytes) -> Mapping[str, object]:
    """The object that a file of JSON holds. Raises Faulty."""
    if len(content) > MOST_BYTES:
        raise Faulty({"": f"This file is too large: keep it under {MOST_BYTES:,} bytes."})
    try:
        said = json.loads(content, object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise Faulty({"": "This file is not UTF-8 text."}) from None
    except json.JSONDecodeError as error:
        raise Faulty({"": f"Line {error.lineno}: this is not JSON ({error.msg})."}) from None
    except RecursionError:
        raise Faulty({"": "This JSON is nested too deeply."}) from None
    except ValueError:
        raise Faulty({"": "This file holds a number that is too long."}) from None
    if not isinstance(said, dict):
        raise Faulty({"": "This file must hold one JSON object, in braces."})
    return said


def read(asks: type[T], said: Mapping[str, object], *, rules: Sequence[Rule] = ()) -> T:
    """The input that was said; `rules` are those of this model alone. Raises Faulty with every field at fault."""
    asked = {one.name: one for one in questions_of(asks)}
    sound: dict[str, Answer] = {}
    faults: dict[str, str] = dict(_unknown(asked, said))
    for name, one in asked.items():
        try:
            sound[name] = _answer(one, said.get(name))
        except _Wrong as wrong:
            faults[name] = str(wrong)
    faults |= broken((*RULES, *rules), sound)
    if faults:
        raise Faulty(faults)
    return asks(**sound)


def _unknown(asked: Mapping[str, Asked], said: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name in [name for name in said if name not in asked][:MOST_UNKNOWN]:
        yield _printable(name), f"This model asks nothing of that name.{_near(name, list(asked))}"


def _answer(one: Asked, said: object) -> Answer:
    if said is None:
        if one.may_be_unknown:
            return None
        raise _Wrong(f"This is missing: it must be {one.question.wanted}.")
    if isinstance(said, str) and len(said) > LONGEST:
        raise _Wrong(f"This text is too long: at most {LONGEST} characters.")
    return READERS[one.question.kind](one.question, said)


def _day(question: Question, said: object) -> date:
    if not isinstance(said, str) or not DAY.fullmatch(said):
        raise _Wrong(f"{_shown(said)} is not {question.wanted}.")
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise _Wrong(f"There is no day {said}.") from None


def _number(question: Question, said: object) -> int:
    # True is a number to Python, and nobody's age.
    if not isinstance(said, int) or isinstance(said, bool):
        raise _Wrong(f"{_shown(said)} is not {question.wanted}.")
    if not question.least <= said <= question.most:
        raise _Wrong(f"This must be from {question.least} to {question.most}.")
    return said


def _yes_no(question: Question, said: object) -> bool:
    if not isinstance(said, bool):
        raise _Wrong(f"{_shown(said)} is not {question.wanted}.")
    return said


def _level(question: Question, said: object) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or said not in question.choices:
        raise _Wrong(f"{_shown(said)} is not {question.wanted}.")
    return said


def _choice(question: Question, said: object) -> str:
    known: dict[str, str] = {_slug(title): name for name, title in question.choices.items()}
    known |= {**question.other_names, **{name: name for name in question.choices}}
    if isinstance(said, str) and said.isprintable() and _slug(said) in known:
        return known[_slug(said)]
    near = _near(said.lower(), list(question.choices)) if isinstance(said, str) else ""
    raise _Wrong(f"{_shown(said)} is not {question.wanted}.{near}")


def _slug(words: str) -> str:
    """Words as an id: `Fraud and forgery` and `fraud-and-forgery` are one."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


READERS: Mapping[Kind, Callable[[Question, object], Answer]] = {
    Kind.DAY: _day,
    Kind.NUMBER: _number,
    Kind.YES_NO: _yes_no,
    Kind.LEVEL: _level,
    Kind.CHOICE: _choice,
}


def _near(name: str, known: list[str]) -> str:
    if not name:
        return ""
    near = get_close_matches(name[:LONGEST], known, n=3) or [one for one in known if name in one][:3]
    return f" Near names: {', '.join(near)}." if near else ""


def _shown(said: object) -> str:
    if isinstance(said, bool):
        return str(said).lower()
    if isinstance(said, int):
        return str(said) if abs(said) < 10**LONGEST else "A number this long"
    if isinstance(said, str | float):
        return (
            f"“{_printable(said)}”" if isinstance(said, str) else str(said) if isfinite(said) else "A number this long"
        )
    return "A list" if isinstance(said, list) else "An object"


def _printable(text: str) -> str:
    """What can be shown of a text; half a character cannot."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:LONGEST])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Faulty({_printable(name): "This is said twice."})
        found[name] = value
    return found


def _no_number(name: str) -> None:
    raise Faulty({"": f"{name} is not a number."})
