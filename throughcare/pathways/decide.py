"""May this step be taken? A decision is a value that carries its reasons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from throughcare.pathways import everywhere
from throughcare.pathways.events import RECORDED_IN_ERROR, SAID_OF_THE_WAIT, Event, standing
from throughcare.pathways.moments import Moment, spell_day
from throughcare.pathways.pathway import Pathway, Step
from throughcare.pathways.quoting import as_typed
from throughcare.pathways.state import State, after

# What each holding fact cannot be without; the words are the field's label on the page.
NEEDED_FACTS = {
    everywhere.LEAD_NAMED: {"organisation": "the organisation", "staff": "the member of staff"},
    everywhere.LEAD_LEFT: {"organisation": "the organisation", "staff": "the member of staff"},
    everywhere.HANDOVER_OFFERED: {"party": "which part", "organisation": "the organisation offered to"},
    everywhere.HELD_JOINTLY: {"organisation": "the organisation"},
    everywhere.JOINT_HOLDING_ENDED: {"organisation": "the organisation"},
    everywhere.DELAY_RECORDED: {"reason": "the reason", "from": "the first day lost"},
    everywhere.DELAY_ENDED: {"delay": "which delay", "until": "the last day lost"},
    everywhere.DELAY_ANSWERED: {"delay": "which delay", "answer": "agreed or disputed"},
    everywhere.ESCALATION_RAISED: {"rung": "which rung", "day": "the day on which it came due"},
    everywhere.ESCALATION_ANSWERED: {"raised": "what it answers", "answer": "the answer"},
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not, in one plain sentence. `kind` lets a page or a test tell reasons apart.

    `field` is the question of the proposed fact that it is about, where it is about one.
    """

    kind: str
    says: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed, with the state it leads to; or refused, with the reasons."""

    allowed: bool
    reasons: tuple[Reason, ...] = ()
    state: State | None = None


# Further reasons against an event, given the standing events before it: clocks bar steps this way.
Bars = Callable[[Sequence[Event], Event], tuple[Reason, ...]]


def no_bars(_before: Sequence[Event], _event: Event) -> tuple[Reason, ...]:
    return ()


def decide(
    pathway: Pathway,
    history: Sequence[Event],
    proposed: Event,
    *,
    as_of: Moment,
    bound: Mapping[str, str],
    bars: Bars = no_bars,
) -> Decision:
    """Judge one proposed event against all recorded ones, wherever in time it belongs.

    A late or correcting fact is allowed only if everything recorded after it would still have been possible. What
    happened before a new fact was judged when it came, and is not judged again: nothing of it is another for this one.
    """
    at_once = _unreadable(pathway, history, proposed) or _impossible_time(proposed, as_of)
    if at_once:
        return Decision(allowed=False, reasons=at_once)
    state, facts = State(bound=dict(bound)), standing([*history, proposed])
    judged = _judged_anew(facts, proposed)
    for place, event in enumerate(facts):
        reasons = (objections(pathway, state, event) or bars(facts[:place], event)) if event.number in judged else ()
        if reasons:
            return Decision(allowed=False, reasons=_told(pathway, proposed, event, reasons))
        state = after(pathway, state, event)
    return Decision(allowed=True, state=state)


def _judged_anew(facts: Sequence[Event], proposed: Event) -> frozenset[int]:
    """The numbers of the facts that could be impossible with the proposed one: itself, and what comes after it.

    Of a correction that is every fact, as what it corrects is gone from its place. What only tells of the wait and is
    on record was said, whatever turns out later.
    """
    numbers = [event.number for event in facts]
    begins = numbers.index(proposed.number) if proposed.corrects is None else 0
    said = {event.number for event in facts if event.step in SAID_OF_THE_WAIT} - {proposed.number}
    return frozenset(numbers[begins:]) - said


def objections(pathway: Pathway, state: State, event: Event) -> tuple[Reason, ...]:
    """Why this event cannot happen in this state; empty when it can."""
    step = pathway.step[event.step]
    return (
        _wrong_party(pathway, step, event)
        or _wrong_stage(pathway, state, step)
        or _missing_steps(pathway, state, step)
        or _missing_facts(step, event)
        or _wrong_answer(pathway, state, event)
    )


def _unreadable(pathway: Pathway, history: Sequence[Event], proposed: Event) -> tuple[Reason, ...]:
    if proposed.step not in pathway.step:
        return (Reason("unknown-step", f"There is no step {as_typed(proposed.step)} in {pathway.title}."),)
    if proposed.party is not None and proposed.party not in pathway.party:
        return (Reason("unknown-party", f"There is no party {as_typed(proposed.party)} in {pathway.title}."),)
    if proposed.step == RECORDED_IN_ERROR and proposed.corrects is None:
        return (Reason("corrects-nothing", "Say which fact was recorded in error."),)
    if proposed.corrects is None:
        return ()
    if not any(event.number == proposed.corrects for event in history):
        return (Reason("corrects-nothing", f"There is no fact number {proposed.corrects} to correct."),)
    if not any(event.number == proposed.corrects for event in standing(history)):
        says = f"Fact number {proposed.corrects} has been corrected already; correct the newer one."
        return (Reason("corrected-already", says),)
    return ()


def _impossible_time(proposed: Event, as_of: Moment) -> tuple[Reason, ...]:
    if proposed.when.is_after(as_of):
        says = f"{spell_day(proposed.when.on)} is in the future: record what has happened."
        return (Reason("future", says),)
    return ()


def _wrong_party(pathway: Pathway, step: Step, event: Event) -> tuple[Reason, ...]:
    if event.party is None or not step.by or event.party in step.by:
        return ()
    may = " or ".join(pathway.party[party].title for party in step.by)
    whose = pathway.party[event.party].title
    return (Reason("wrong-party", f"'{step.title}' is for {may} to record, not for {whose}."),)


def _wrong_stage(pathway: Pathway, state: State, step: Step) -> tuple[Reason, ...]:
    if state.stage is None:
        says = f"'{step.title}' cannot be the first thing to happen: the referral comes first."
        return () if step.begins else (Reason("not-begun", says),)
    if state.stage in step.sources:
        return ()
    stage = pathway.stage[state.stage]
    if state.closed:
        return (Reason("closed", f"This has ended ({stage.title}). Refer again to start anew."),)
    may = ", ".join(f"'{pathway.stage[source].title}'" for source in step.sources) or "the very beginning"
    return (Reason("wrong-stage", f"'{step.title}' is not possible in '{stage.title}'; it belongs to {may}."),)


def _missing_steps(pathway: Pathway, state: State, step: Step) -> tuple[Reason, ...]:
    missing = tuple(need for need in step.needs if need not in state.taken)
    if step.once and step.id in state.taken:
        return (Reason("already", f"'{step.title}' is recorded already; correct it if it is wrong."),)
    return tuple(
        Reason(
            "missing-step",
            f"'{step.title}' needs '{pathway.step[need].title}' first, and it is not recorded.",
        )
        for need in missing
    )


def _missing_facts(step: Step, event: Event) -> tuple[Reason, ...]:
    needed = NEEDED_FACTS.get(step.id, {})
    return tuple(
        Reason("missing-fact", f"'{step.title}' needs {label}.")
        for fact, label in needed.items()
        if event.facts.get(fact) in (None, "")
    )


def _wrong_answer(pathway: Pathway, state: State, event: Event) -> tuple[Reason, ...]:
    """An answer to a hand-over needs an offer, and comes from the organisation it was made to."""
    if event.step == everywhere.HANDOVER_OFFERED and str(event.facts["party"]) not in pathway.party:
        says = f"There is no party {as_typed(str(event.facts['party']))} in {pathway.title}."
        return (Reason("unknown-party", says),)
    if event.step not in (everywhere.HANDOVER_ACCEPTED, everywhere.HANDOVER_DECLINED):
        return ()
    if state.offer is None:
        return (Reason("no-offer", "No hand-over is waiting for an answer."),)
    if event.organisation not in (None, state.offer.organisation):
        return (Reason("not-yours", "Only the organisation that was offered the hand-over can answer it."),)
    return ()


def _told(pathway: Pathway, proposed: Event, event: Event, reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Reasons against the proposed event itself, or against one already recorded that it would make impossible."""
    if event.number == proposed.number:
        return reasons
    then = f"Then '{pathway.step[event.step].title}' of {spell_day(event.when.on)}, already recorded, could not stand: "
    return tuple(Reason(reason.kind, then + reason.says) for reason in reasons)
