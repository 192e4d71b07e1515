"""Alerts of single answers, whether or not a score can be made of them, and of a score that was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from throughcare.instruments.definition import Instrument
from throughcare.instruments.parts import OPS, About, AlertRule, Kind

BLANK = "-blank"


@dataclass(frozen=True, slots=True)
class Alert:
    """What an answer (or, where `item` names a scale, a score) asks for. `value` is as answered; None is blank."""

    item: str
    value: float | None
    rule: str
    says: str
    kind: Kind
    about: About
    confirmed: bool


def alerts(instrument: Instrument, answers: Mapping[str, int | None]) -> tuple[Alert, ...]:
    """The alerts of answers as `reading.answers` gives them: item by item, before and whether or not they are scored.

    An item with a rule that was left blank, or answered as not known, is for review: nobody knows it is all right.
    """
    found = []
    for rule in instrument.raising:
        if not rule.item:
            continue
        value = answers.get(rule.item)
        if value is None or value == instrument.item[rule.item].unknown:
            says = f"Item {rule.item} was left blank: ask about it."
            found.append(Alert(rule.item, value, rule.id + BLANK, says, Kind.REVIEW, rule.about, rule.confirmed))
        elif OPS[rule.op](value, rule.value):
            found.append(_alert(rule, rule.item, value))
    return tuple(found)


def of_scores(instrument: Instrument, scores: Mapping[str, float]) -> tuple[Alert, ...]:
    """The alerts of scores that were made.

    A sum in which blanks were made up for lies between two whole numbers: as in its band, it is read as the lower.
    """
    return tuple(
        _alert(rule, rule.scale, scores[rule.scale])
        for rule in instrument.raising
        if rule.scale in scores and OPS[rule.op](_whole(instrument, rule.scale, scores[rule.scale]), rule.value)
    )


def _whole(instrument: Instrument, scale: str, value: float) -> float:
    return floor(value) if instrument.scale[scale].method == "sum" else value


def _alert(rule: AlertRule, about: str, value: float) -> Alert:
    return Alert(about, value, rule.id, rule.says, rule.kind, rule.about, rule.confirmed)
