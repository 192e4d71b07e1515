"""Answers as typed, made into values that can be kept as JSON; what cannot be is a sentence by field."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from throughcare.blueprints.blueprint import Field
from throughcare.pathways import as_typed

LONGEST_TEXT = 200
LONGEST_LONG_TEXT = 10_000
MOST_DIGITS = 12
YES = frozenset({"yes", "y", "true", "1", "on"})
NO = frozenset({"no", "n", "false", "0", "off"})
# New lines and tabs are how people write; other control characters are never typed on purpose.
ALLOWED_CONTROLS = frozenset("\n\r\t")
# Characters that turn the direction of text could make a page say something other than what was recorded.
DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# What is left of a letter that was sent in another encoding.
LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Values by field, JSON-ready, and a sentence for each field that has none although it should."""

    values: Mapping[str, Any]
    faults: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why an answer cannot be taken."""

    says: str


Reader = Callable[[Field, str], Any]


def clean(fields: Sequence[Field], given: Mapping[str, Any], *, demand: bool) -> Cleaned:
    """Read what was given for these fields. Absent required answers are faults only on `demand`.

    What was given for no field is not kept.
    """
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for field in fields:
        answer = given.get(field.id)
        if _is_absent(answer):
            if field.required and demand:
                faults[field.id] = f"Answer '{field.label}'."
            continue
        several = SEVERAL.get(field.kind)
        read = several(field, answer) if several else READERS[field.kind](field, _text(answer))
        if isinstance(read, Unfit):
            faults[field.id] = read.says
        else:
            values[field.id] = read
    return Cleaned(values, faults)


def _is_absent(answer: Any) -> bool:
    return answer is None or answer in ([], ()) or (isinstance(answer, str) and not answer.strip())


def _text(answer: Any) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return unicodedata.normalize("NFC", str(answer)).strip()


def _read_text(field: Field, answer: str, longest: int = LONGEST_TEXT) -> str | Unfit:
    if any(_is_control(character) for character in answer):
        return Unfit(f"'{field.label}' has characters that cannot be shown: type it again.")
    if len(answer) > longest:
        return Unfit(f"'{field.label}' is {len(answer):,} characters long; the most is {longest:,}.")
    return answer


def _is_control(character: str) -> bool:
    if character in DIRECTION_CONTROLS or character == LOST:
        return True
    return unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"} and character not in ALLOWED_CONTROLS


def _read_long_text(field: Field, answer: str) -> str | Unfit:
    return _read_text(field, answer, LONGEST_LONG_TEXT)


def _read_date(field: Field, answer: str) -> str | Unfit:
    try:
        return date.fromisoformat(answer).isoformat()
    except ValueError:
        return Unfit(f"'{field.label}' is not a real date: write it as 2026-03-02.")


def _read_time(field: Field, answer: str) -> str | Unfit:
    try:
        return time.fromisoformat(answer).strftime("%H:%M")
    except ValueError:
        return Unfit(f"'{field.label}' is not a time of day: write it as 14:30.")


def _read_number(field: Field, answer: str) -> int | float | Unfit:
    if len(answer) > MOST_DIGITS or not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", answer):
        return Unfit(f"'{field.label}' is not a number: write it in digits.")
    return float(answer) if "." in answer else int(answer)


def _read_yes_no(field: Field, answer: str) -> bool | Unfit:
    if answer.lower() in YES | NO:
        return answer.lower() in YES
    return Unfit(f"Answer '{field.label}' with yes or no.")


def _read_choice(field: Field, answer: str) -> str | Unfit:
    """Codes are forgiven capitals, spaces and underscores: NO_BED is no-bed. With no list of choices any code goes."""
    code = re.sub(r"[\s_]+", "-", answer).lower()
    if not field.choices:
        return _read_text(field, code)
    if code in dict(field.choices):
        return code
    offered = ", ".join(title for _, title in field.choices)
    return Unfit(f"{as_typed(answer)} is not a choice for '{field.label}'. Choose one of: {offered}.")


def _read_all(field: Field, answer: Any) -> list[str] | Unfit:
    parts = answer if isinstance(answer, (list, tuple)) else str(answer).split(",")
    read = [_read_choice(field, _text(part)) for part in parts]
    unfit = next((one for one in read if isinstance(one, Unfit)), None)
    return unfit or [str(one) for one in read]


def _read_references(field: Field, answer: Any) -> Any:
    """One, or several in a list."""
    if not isinstance(answer, list | tuple):
        return _read_reference(field, _text(answer))
    read = [_read_reference(field, _text(one)) for one in answer]
    return next((one for one in read if isinstance(one, Unfit)), read)


def _read_reference(field: Field, answer: str) -> int | str | Unfit:
    """An organisation or member of staff, by primary key; a replay without a database may name them in words."""
    return int(answer) if re.fullmatch(r"[0-9]{1,18}", answer) else _read_text(field, answer)


READERS: Mapping[str, Reader] = {
    "text": _read_text,
    "long-text": _read_long_text,
    "date": _read_date,
    "time": _read_time,
    "number": _read_number,
    "yes-no": _read_yes_no,
    "choice": _read_choice,
    "criterion": _read_choice,
    "staff": _read_reference,
}
# Kinds of question that may have several answers.
SEVERAL: Mapping[str, Callable[[Field, Any], Any]] = {"choices": _read_all, "organisation": _read_references}
