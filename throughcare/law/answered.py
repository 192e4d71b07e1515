"""What a history answers: the answer known last, and the newest answer of each of several steps."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from throughcare.pathways import Event

TITLES = frozenset({"dr", "doctor", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame"})


def word(value: Any) -> str:
    """An answer as the word a rule names: a yes or no that was read already is "yes" or "no" again."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).strip()


def own(event: Event, question: str) -> str | None:
    """What this fact itself answers; None where it answers nothing."""
    given = event.facts.get(question)
    return None if given is None or word(given) == "" else word(given)


def known(before: Sequence[Event], event: Event, question: str) -> str | None:
    """The answer known last by the time of `event`, its own included."""
    return answered_last([*before, event], question)


def answered_last(facts: Sequence[Event], question: str) -> str | None:
    """The same of facts alone."""
    return next((answer for one in reversed(facts) if (answer := own(one, question)) is not None), None)


def newest(before: Sequence[Event], step: str) -> Event | None:
    """The last fact of a step: a report that was made again counts in place of the one before it."""
    return next((one for one in reversed(before) if one.step == step), None)


def newest_answers(before: Sequence[Event], steps: Sequence[str], question: str) -> list[str | None]:
    """For each step, what its newest fact answers; None where there is no such fact or it answers nothing."""
    last = [newest(before, step) for step in steps]
    return [own(one, question) if one else None for one in last]


def day_of(answer: str | None) -> date | None:
    """The day that an answer names; None where it names none."""
    try:
        return date.fromisoformat(answer) if answer else None
    except ValueError:
        return None


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, whatever their case, accents, stops, titles and order.

    "Dr. Ann O'Hara" is "O'HARA, Ann". Initials are not guessed: "A. O'Hara" may be somebody else.
    """
    return _parts(one) == _parts(other) != []


def _parts(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    parts = re.findall(r"[^\W_]+", re.sub("['`\u2019]", "", letters))
    return sorted(part for part in parts if part not in TITLES)
