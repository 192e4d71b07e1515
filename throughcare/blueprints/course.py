"""A blueprint followed by a history: stage, holders, clocks, what may come next, and whether a step may be taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from throughcare.blueprints.blueprint import Blueprint
from throughcare.clocks import (
    OPEN_STATES,
    Answer,
    ClockState,
    Closing,
    Delay,
    Escalation,
    Raising,
    Run,
    Rung,
    Standard,
    against_answer,
    against_delay,
    answers,
    delays,
    next_rung_on,
    raisings,
    rungs_ahead,
    rungs_due,
    runs,
    to_raise,
)
from throughcare.law import Doubt, Rule, Unanswered, against, doubts, misdated, unanswered
from throughcare.meanings import ClockMeaning
from throughcare.pathways import (
    Decision,
    Event,
    Moment,
    Reason,
    State,
    as_it_stands,
    decide,
    objections,
    spell_day,
    standing,
    walk,
)
from throughcare.pathways.tenures import Tenure, tenures

EMPTY: Mapping[str, str] = {}
Dated = TypeVar("Dated", Standard, Rule)


@dataclass(frozen=True)
class Course:
    """What the facts of one episode amount to at `as_of`.

    `facts` are the standing events in order; `runs` hold, by standard id, every running of its clock, newest last.
    `raised` and `answered` are what was said of the wait. What follows from these is computed once, when it is asked.
    """

    blueprint: Blueprint
    facts: tuple[Event, ...]
    state: State
    runs: Mapping[str, tuple[Run, ...]]
    delays: tuple[Delay, ...]
    raised: tuple[Raising, ...]
    answered: tuple[Answer, ...]
    as_of: Moment

    @cached_property
    def clocks(self) -> tuple[Run, ...]:
        """The newest run of each standard, in the blueprint's order."""
        return tuple(of_standard[-1] for of_standard in self.runs.values())

    def due_on(self, means: ClockMeaning) -> date | None:
        """The day that the clock of this meaning is due, whatever the blueprint calls it; None where none runs."""
        runs = self.runs.get(self.blueprint.that_means(means), ())
        last = runs[-1] if runs else None
        return last.due.on if last and last.due and last.state in OPEN_STATES else None

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """What the rules in shadow would have refused of these facts."""
        return tuple(doubts(self.blueprint.rules, self.facts))

    @cached_property
    def rungs(self) -> tuple[Rung, ...]:
        """The rungs of the escalation ladder that have come due."""
        ladder = self.blueprint.escalations
        return tuple(
            rung
            for run in self.clocks
            for rung in rungs_due(ladder, self.blueprint.standard[run.standard], run, self.facts, as_of=self.as_of)
        )

    @property
    def to_raise(self) -> tuple[Rung, ...]:
        """The rungs that are due and that nobody has been told of."""
        return to_raise(self.rungs, self.raised) if not self.state.closed else ()

    @property
    def next_rung_on(self) -> date | None:
        """The day on which somebody must next be told, whatever the day of looking; it may have gone by."""
        return next_rung_on(self._ahead(), self.raised) if not self.state.closed else None

    @cached_property
    def tenures(self) -> tuple[Tenure, ...]:
        """Who held the person from when until when."""
        return tenures(self.blueprint.pathway, self.state)

    @cached_property
    def next_steps(self) -> "tuple[NextStep, ...]":
        """The blueprint's steps that belong to the present stage, possible ones first, with reasons where not yet."""
        pathway, stage = self.blueprint.pathway, self.state.stage
        number = max((event.number for event in self.facts), default=0) + 1
        found = []
        for step in pathway.steps:
            if stage in step.sources if stage else step.begins:
                event = Event(number=number, step=step.id, when=self.as_of)
                reasons = objections(pathway, self.state, event) or barred(self.blueprint, self.facts, event)
                found.append(NextStep(step.id, step.by, tuple(r for r in reasons if r.kind != "missing-fact")))
        return tuple(sorted(found, key=lambda following: bool(following.reasons)))

    def _ahead(self) -> Iterator[tuple[Escalation, date]]:
        for run in self.clocks:
            standard = self.blueprint.standard[run.standard]
            yield from rungs_ahead(self.blueprint.escalations, standard, run, self.facts)


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step of the blueprint that could come next: by whom, and why not yet where there are reasons."""

    step: str
    by: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


def course(blueprint: Blueprint, events: Sequence[Event], *, as_of: Moment, bound: Mapping[str, str] = EMPTY) -> Course:
    """Compute everything about an episode from its events. Events after `as_of` have not happened yet.

    What was corrected since stays corrected: `as_of` is a day in the person's time, not in that of the record.
    """
    facts = tuple(event for event in standing(events) if not event.when.is_after(as_of))
    state = as_it_stands(blueprint.pathway, walk(blueprint.pathway, facts, bound=bound), as_of=as_of)
    closing = Closing(state.stays[-1].since, state.stays[-1].step) if state.closed else None
    return Course(
        blueprint=blueprint,
        facts=facts,
        state=state,
        runs={s.id: runs(s, facts, as_of=as_of, closing=closing) for s in blueprint.standards},
        delays=delays(events, reasons=blueprint.delay_reason, as_of=as_of),
        raised=raisings(facts),
        answered=answers(facts, events),
        as_of=as_of,
    )


def judge(
    blueprint: Blueprint,
    history: Sequence[Event],
    proposed: Event,
    *,
    as_of: Moment,
    bound: Mapping[str, str] = EMPTY,
    demand: bool = False,
) -> Decision:
    """Whether the proposed event may be recorded: by the pathway, by the clocks that bar steps and by the law.

    What the law demands and was left blank stands against it only on `demand`: all answers must be at hand then.
    """
    others = [event for event in standing([*history, proposed]) if event.number != proposed.number]
    if wrongly_dated := misdated(blueprint.rules, others, proposed):
        return Decision(allowed=False, reasons=wrongly_dated)

    def bars(before: Sequence[Event], event: Event) -> tuple[Reason, ...]:
        found = _against_what_is_said(blueprint, before, event) or barred(blueprint, before, event)
        return found or tuple(reason for _, reason in left_blank(blueprint, before, event) if demand)

    return decide(blueprint.pathway, history, proposed, as_of=as_of, bound=bound, bars=bars)


def _against_what_is_said(blueprint: Blueprint, before: Sequence[Event], event: Event) -> tuple[Reason, ...]:
    """Reasons against what an event says of a delay or answers to the ladder."""
    reasons, parties = blueprint.delay_reason, blueprint.pathway.party
    against_it = against_delay(event, before, reasons=reasons, parties=parties)
    return against_it or against_answer(event, before, rungs=blueprint.escalation)


def barred(blueprint: Blueprint, before: Sequence[Event], event: Event) -> tuple[Reason, ...]:
    """Reasons that a clock gives against an event (its limit has passed, or must pass first), or else the law."""
    return _barred_by_clocks(blueprint, before, event) or against(blueprint.rules, before, event)


def left_blank(blueprint: Blueprint, before: Sequence[Event], event: Event) -> tuple[tuple[Unanswered, Reason], ...]:
    """Each question that the law cannot do without and nobody has answered, with the sentence that refuses."""
    return tuple(
        (one, Reason("unanswered", says, one.question if one.step == event.step else ""))
        for one in unanswered(blueprint.rules, before, event)
        for says in [f"'{_label(blueprint, one)}' is not answered{_where(blueprint, one, event)}. {one.rule.says}"]
    )


def _label(blueprint: Blueprint, blank: Unanswered) -> str:
    asked = (field.label for field in blueprint.fields_of(blank.step) if field.id == blank.question)
    return next(asked, blank.question)


def _where(blueprint: Blueprint, blank: Unanswered, event: Event) -> str:
    title = blueprint.pathway.step[blank.step].title
    return "" if blank.step == event.step else f" in '{title}', which can be corrected"


def _barred_by_clocks(blueprint: Blueprint, before: Sequence[Event], event: Event) -> tuple[Reason, ...]:
    return tuple(
        reason
        for standard in blueprint.standards
        if event.step in standard.blocks or event.step in standard.opens
        for reason in _bar(blueprint, standard, runs(standard, before, as_of=event.when)[-1], event)
    )


def _bar(blueprint: Blueprint, standard: Standard, run: Run, event: Event) -> tuple[Reason, ...]:
    title = blueprint.pathway.step[event.step].title
    if event.step in standard.blocks and run.state is ClockState.BREACHED_OPEN and run.due:
        anew = " or ".join(f"'{blueprint.pathway.step[step].title}'" for step in standard.starts)
        ran_out = f"'{standard.title}' ran out after {spell_day(run.due.on)}"
        return (Reason("barred", f"'{title}' is barred: {ran_out}. It needs a new {anew} first."),)
    if event.step in standard.opens and run.state in OPEN_STATES and run.state is not ClockState.BREACHED_OPEN:
        until = spell_day(run.due.on) if run.due else "its end"
        return (Reason("too-early", f"'{title}' is too early: '{standard.title}' runs until {until}."),)
    return ()


def with_local_values(blueprint: Blueprint, values: Mapping[str, str]) -> Blueprint:
    """The blueprint as one service runs it, with the starts it chose among those a standard offers.

    `values` maps a standard's id to the step its clock starts at. Raises ValueError with a sentence when the standard
    is unknown or does not offer that start.
    """
    for standard_id, start in values.items():
        standard = blueprint.standard.get(standard_id)
        if standard is None or start not in standard.may_start_at:
            offered = ", ".join(standard.may_start_at) if standard else "none, as there is no such standard"
            raise ValueError(f"'{standard_id}' cannot start at '{start}'; it may start at: {offered}")
    standards = tuple(
        replace(standard, starts=(values[standard.id],)) if standard.id in values else standard
        for standard in blueprint.standards
    )
    return replace(blueprint, standards=standards)


def with_commencements(blueprint: Blueprint, days: Mapping[str, date | None]) -> Blueprint:
    """The blueprint with the days on which standards and rules in shadow come into force, by their ids.

    None takes a day back that was given. What is not in shadow in the file, or not in it at all, stays as it is:
    another version of the blueprint may say more or less.
    """
    if not days:
        return blueprint
    standards = tuple(_commenced(one, days) for one in blueprint.standards)
    return replace(blueprint, standards=standards, rules=tuple(_commenced(one, days) for one in blueprint.rules))


def _commenced(one: Dated, days: Mapping[str, date | None]) -> Dated:
    return replace(one, effective_from=days[one.id]) if one.shadow and one.id in days else one
