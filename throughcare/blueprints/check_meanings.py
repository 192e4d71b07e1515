"""Checks of what steps, standards and outcomes mean: one word is borne by whom it may be, and asks what it must."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from throughcare.datafiles.faults import Fault
from throughcare.datafiles.problems import nearest
from throughcare.meanings import OUTCOMES, STEPS, WORDS, Word

Rows = Sequence[Mapping[str, Any]]


def against_meanings(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with the words that a file gives; one that gives none is read as before there were any."""
    for kind, words in WORDS.items():
        yield from _borne_twice(kind, words, raw[kind])
    for n, row in enumerate(raw["step"]):
        for word in row["means"]:
            if word in STEPS:
                yield from _asks_too_little(n, row, word, raw["form"])
    yield from _outcomes(dict(raw["outcomes_mean"]), {code for row in raw["stage"] for code in row["outcomes"]})


def _outcomes(said: Mapping[str, str], codes: Set[str]) -> Iterator[Fault]:
    for code, word in said.items():
        if code not in codes:
            yield Fault(("outcomes_mean", code), f"No stage has the outcome '{code}'.", nearest(code, codes))
        elif word not in OUTCOMES:
            says = f"'{code}' means '{word}', which is not a known meaning of an outcome."
            yield Fault(("outcomes_mean", code), says, nearest(word, [str(one) for one in OUTCOMES]))


def _borne_twice(kind: str, words: Mapping[Any, Word], rows: Rows) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for n, row in enumerate(rows):
        for word in row["means"]:
            if word in words and not words[word].several and word in first:
                says = f"'{row['id']}' means '{word}', and so does '{first[word]}': only one {kind} may."
                yield Fault((kind, n, "means"), says, "Leave the word with one of them.")
            first.setdefault(word, row["id"])


def _asks_too_little(n: int, row: Mapping[str, Any], word: Any, forms: Rows) -> Iterator[Fault]:
    """What the product reads of such a step, or records with it, must be asked there."""
    asked = {field["id"]: field for form in forms if form["id"] == row["form"] for field in form["field"]}
    for question, answers in STEPS[word].asks.items():
        offered = {code for code, _ in asked[question]["choices"]} if question in asked else set()
        missing = sorted(set(answers) - offered)
        if question not in asked:
            says = f"'{row['id']}' means '{word}' but does not ask '{question}'."
            yield Fault(("step", n, "means"), says, f"Give its form a field '{question}', or take the word away.")
        elif missing:
            says = f"'{row['id']}' means '{word}', but its question '{question}' offers no '{missing[0]}'."
            yield Fault(("step", n, "means"), says, "Offer that answer, or take the word away.")
