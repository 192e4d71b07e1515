"""Which alerts answers ask for: rules over values, asked whenever answers are saved and before anything is scored.

What is raised depends on nothing else than the answers, the instrument with the local thresholds of its service, and
whether somebody is still answering. The product rates nobody's risk: a rule says that somebody must look.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from throughcare.instruments import Alert as Asked
from throughcare.instruments import Instrument, alerts
from throughcare.instruments.alerting import BLANK, of_scores
from throughcare.instruments.changing import Change, between
from throughcare.instruments.parts import OPS, About, AlertRule
from throughcare.responses.words import ABANDONED, DETERIORATED, REVIEW

Given = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Raise:
    """One rule that matches: `item` names a scale, where a score was matched."""

    rule: str
    kind: str
    about: About
    item: str
    value: float | None
    says: str
    confirmed: bool


def as_set(instrument: Instrument, thresholds: Mapping[str, float]) -> Instrument:
    """The instrument with the values at which rules raise in one service. Rules that nobody set stay as they are."""
    rules = tuple(
        _set(instrument, rule, thresholds[rule.id]) if rule.id in thresholds else rule for rule in instrument.alerts
    )
    changes = instrument.changes
    if DETERIORATED in thresholds:
        main = instrument.main_scale
        own = next((one for one in changes if one.scale == main), None)
        changes = (replace(own, threshold=thresholds[DETERIORATED]), *changes) if own else changes
    return replace(instrument, alerts=rules, changes=changes)


def _set(instrument: Instrument, rule: AlertRule, value: float) -> AlertRule:
    """A rule at another value. One that the file leaves off is on where some answer reaches the value."""
    off = rule.off and not any(OPS[rule.op](answer, value) for answer in instrument.item[rule.item].values)
    return replace(rule, value=value, off=off)


def of_answers(instrument: Instrument, given: Given, *, finished: bool, stopped_at: str = "") -> tuple[Raise, ...]:
    """The rules that answers match, scored or not. While somebody is still answering, nothing is called blank.

    `stopped_at` is the item at which they stopped early.
    """
    asked = [one for one in alerts(instrument, given) if finished or not one.rule.endswith(BLANK)]
    found = [_raise(one) for one in asked]
    if finished and stopped_at and (passed := _passed(instrument, stopped_at)):
        says = f"Stopped at item {stopped_at}, after item {passed.item}: ask why, and how they are."
        found.append(Raise(ABANDONED, REVIEW, passed.about, stopped_at, None, says, confirmed=True))
    return tuple(found)


def of_scored(instrument: Instrument, scores: Mapping[str, float]) -> tuple[Raise, ...]:
    """The rules that scores match."""
    return tuple(_raise(one) for one in of_scores(instrument, scores))


def deteriorated(instrument: Instrument, first: float, now: float) -> tuple[Raise, ...]:
    """A reliable change for the worse on the main scale since the first score."""
    found = between(instrument, first, now)
    if found.reliable != "worse":
        return ()
    return (
        Raise(DETERIORATED, REVIEW, About.DETERIORATION, found.scale, now, _worse(found), confirmed=found.confirmed),
    )


def rules_of(instrument: Instrument) -> Iterator[tuple[str, str, float]]:
    """Every rule whose value a service may set: its id, what it is asked of, and the value of the file."""
    for rule in instrument.alerts:
        yield rule.id, f"item {rule.item} {rule.op}" if rule.item else f"scale {rule.scale} {rule.op}", rule.value
    own = next((one for one in instrument.changes if one.scale == instrument.main_scale), None)
    if own is not None:
        yield DETERIORATED, f"worse on {own.scale} by {own.op}", own.threshold


def doubted(instrument: Instrument) -> frozenset[str]:
    """The rules of `rules_of` that were recalled, and not looked up in a source."""
    own = [one for one in instrument.changes if one.scale == instrument.main_scale][:1]
    recalled = [rule.id for rule in instrument.alerts if not rule.confirmed]
    return frozenset(recalled + [DETERIORATED for one in own if not one.confirmed])


def _passed(instrument: Instrument, stopped_at: str) -> AlertRule | None:
    """The rule of the first watched item that had been passed when they stopped, if there was one."""
    watched = {rule.item: rule for rule in instrument.raising if rule.item}
    numbers = list(instrument.item)
    passed = numbers[: numbers.index(stopped_at)] if stopped_at in numbers else []
    return next((watched[number] for number in passed if number in watched), None)


def _raise(asked: Asked) -> Raise:
    return Raise(asked.rule, str(asked.kind), asked.about, asked.item, asked.value, asked.says, asked.confirmed)


def _worse(found: Change) -> str:
    by = f"{found.op} {found.threshold:g}, {found.basis}"
    return f"Worse by {abs(found.difference or 0):g} points than the first time ({by}): look again."
