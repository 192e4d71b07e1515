"""Rules asked of a fact: the reasons against it by those in force, and what those in shadow would have said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from throughcare.law.answered import known
from throughcare.law.kinds import KINDS
from throughcare.law.rule import Rule
from throughcare.pathways import Event, Reason

DATED, TOLD = "not-dated-before", "told"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A fact that stands, and a rule not in force on its day that would have refused it."""

    event: Event
    rule: Rule


def against(rules: Sequence[Rule], before: Sequence[Event], event: Event) -> tuple[Reason, ...]:
    """What the rules in force on the day of a fact have against it, given the standing facts before it."""
    refusing = (rule for rule in rules if rule.in_force_on(event.when.on) and _objects(rule, before, event))
    return tuple(Reason("law", rule.says) for rule in refusing)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that a rule in force demands, and the step whose fact left it blank."""

    rule: Rule
    step: str
    question: str


def unanswered(rules: Sequence[Rule], before: Sequence[Event], event: Event) -> Iterator[Unanswered]:
    """What was left blank though a rule in force cannot judge the fact without it. Asked where something is recorded.

    A history that is only replayed may hold bare dates: nothing is demanded of it.
    """
    for rule in rules:
        blanks = KINDS[rule.kind].blanks if rule.demands else None
        if blanks and event.step in rule.steps and rule.in_force_on(event.when.on) and _applies(rule, before, event):
            yield from (Unanswered(rule, step, question) for step, question in blanks(before, event, rule))


def misdated(rules: Sequence[Rule], others: Sequence[Event], event: Event) -> tuple[Reason, ...]:
    """The same by the rules about dates alone, given all other standing facts.

    A warrant dated before its reports stands before them in the order of time, where it would only be said to come too
    early.
    """
    return against([rule for rule in rules if rule.kind == DATED], others, event)


def doubts(rules: Sequence[Rule], facts: Sequence[Event]) -> Iterator[Doubt]:
    """What the rules in shadow would have refused among the standing facts, in their order."""
    for place, event in enumerate(facts):
        for rule in rules:
            in_shadow = rule.applies_on(event.when.on) and rule.in_shadow_on(event.when.on)
            if in_shadow and _objects(rule, facts[:place], event):
                yield Doubt(event, rule)


def told(rules: Sequence[Rule], before: Sequence[Event], event: Event) -> tuple[Rule, ...]:
    """The rules that bar nothing and that whoever records this fact should know of: told ones, and those in shadow."""
    on = event.when.on
    silent = (rule for rule in rules if event.step in rule.steps and (rule.kind == TOLD or rule.in_shadow_on(on)))
    return tuple(rule for rule in silent if rule.applies_on(on) and _applies(rule, before, event))


def _objects(rule: Rule, before: Sequence[Event], event: Event) -> bool:
    return event.step in rule.steps and _applies(rule, before, event) and KINDS[rule.kind].objects(before, event, rule)


def _applies(rule: Rule, before: Sequence[Event], event: Event) -> bool:
    return rule.because is None or known(before, event, rule.because) in rule.which_is
