"""What can happen next in an episode, as one organisation sees it: mine to record, others', or not yet and why."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from throughcare.blueprints.course import Course, NextStep
from throughcare.clocks import OPEN_STATES
from throughcare.law import Rule, told
from throughcare.pathways import RECORDED_IN_ERROR, Event, Step, everywhere

# What any stage allows is no news of this one.
ABOUT_ANY_STAGE = frozenset({*everywhere.FACTS_OF_ANY_STAGE, RECORDED_IN_ERROR})


@dataclass(frozen=True, slots=True)
class Possible:
    """One step: whose it is, as parties of the blueprint, and in plain sentences why not yet."""

    step: str
    title: str
    by: tuple[str, ...]
    mine: bool
    moves: bool
    ends: bool = False
    awaited: bool = False
    reasons: tuple[str, ...] = ()


def possible(course: Course, organisation: str) -> tuple[Possible, ...]:
    """The steps of the blueprint that belong to the present stage, in its order."""
    played = parties_of(course, organisation)
    waited = {step for party in played for step in awaited(course, party)}
    following = {one.step: one for one in course.next_steps}
    return tuple(
        _possible(course, following[step.id], played, waited)
        for step in course.blueprint.pathway.steps
        if step.id in following and step.id not in ABOUT_ANY_STAGE
    )


def awaited(course: Course, party: str) -> tuple[str, ...]:
    """The steps that this party must take for the person to get on, in the blueprint's order.

    They are those that stop a clock and lead on; where there are none, those that lead to the nearest stage further on,
    or what those still need; where there are none either, what a clock that runs will bar one day, or whatever stops
    one. What a day brings, such as a release, is waited for from that day on. A stage that people leave for the one
    they came from, such as a dispute, is nothing to get on to.
    """
    open_to = {one.step for one in course.next_steps if party in one.by and _only_lacks(one)} - _still_to_come(course)
    mine = [step for step in course.blueprint.pathway.steps if step.id in open_to]
    running = [course.blueprint.standard[run.standard] for run in course.clocks if run.state in OPEN_STATES]
    stopping = [step for step in mine if any(step.id in standard.stops for standard in running)]
    leading_on = [step.id for step in stopping if _onward(course, step) is not None]
    in_time = [step.id for step in mine if any(step.id in standard.blocks for standard in running)]
    otherwise = in_time or [step.id for step in stopping]
    return tuple(dict.fromkeys(leading_on or _nearest(course, mine) or otherwise))


def law_told(course: Course, step: str) -> tuple[Rule, ...]:
    """What whoever takes this step now should know of the law, beside what may bar it."""
    return told(course.blueprint.rules, course.facts, Event(number=0, step=step, when=course.as_of))


def ends(course: Course, step: Step) -> bool:
    """Whether a step ends the episode."""
    return step.to is not None and course.blueprint.pathway.stage[step.to].final


def _still_to_come(course: Course) -> set[str]:
    """The steps that say that a day has come which is given beforehand, and has not come yet or is not known."""
    day_of = {run.standard: run.due for run in course.clocks if run.state in OPEN_STATES}
    return {
        step
        for standard in course.blueprint.standards
        if standard.counts_to and ((due := day_of.get(standard.id)) is None or due.on > course.as_of.on)
        for step in standard.stops
    }


def _nearest(course: Course, steps: Sequence[Step]) -> list[str]:
    """Of the steps those that lead to the nearest stage further on, each given way to by what it still needs."""
    places = {step.id: _onward(course, step) for step in steps}
    nearest = min((place for place in places.values() if place is not None), default=None)
    leading = [step for step in steps if nearest is not None and places[step.id] == nearest]
    return [need for step in leading for need in _missing(course, step) or (step.id,)]


def _only_lacks(following: NextStep) -> bool:
    """Whether nothing stands in the way but steps that come first."""
    return all(reason.kind == "missing-step" for reason in following.reasons)


def _onward(course: Course, step: Step) -> int | None:
    """How far on a step leads, as the place of its stage in the blueprint; None where it does not lead on."""
    pathway, here = course.blueprint.pathway, course.state.stage
    asides = {stage for one in pathway.steps if one.returns for stage in one.sources}
    if step.to is None or here in step.within or step.to in asides or ends(course, step):
        return None
    return list(pathway.stage).index(step.to)


def _missing(course: Course, step: Step) -> tuple[str, ...]:
    return tuple(need for need in step.needs if need not in course.state.taken)


def parties_of(course: Course, organisation: str) -> frozenset[str]:
    """The parties that an organisation plays now."""
    return frozenset(party for party, bound in course.state.bound.items() if bound == organisation)


def takes_part(course: Course, organisation: str) -> bool:
    """Whether an organisation may record the facts that any party may: who holds, who leads, what was lost."""
    offer = course.state.offer
    offered = offer is not None and offer.organisation == organisation
    return bool(parties_of(course, organisation)) or organisation in course.state.joint or offered


def about_holding(course: Course, organisation: str) -> tuple[Possible, ...]:
    """The facts of holding and of delays that this organisation can record now, in the order of the table."""
    if course.state.closed or course.state.stage is None or not takes_part(course, organisation):
        return ()
    titles = everywhere.FACTS_OF_HOLDING
    return tuple(
        Possible(step=step, title=title, by=(), mine=True, moves=False)
        for step, title in titles.items()
        if step not in ONLY_WHEN or ONLY_WHEN[step](course, organisation)
    )


def _possible(course: Course, following: NextStep, played: frozenset[str], waited: Collection[str]) -> Possible:
    step = course.blueprint.pathway.step[following.step]
    return Possible(
        step=step.id,
        title=step.title,
        by=step.by,
        mine=not played.isdisjoint(step.by),
        moves=(step.to is not None or step.returns) and course.state.stage not in step.within,
        ends=ends(course, step),
        awaited=step.id in waited,
        reasons=tuple(reason.says for reason in following.reasons),
    )


def _offered_to(course: Course, organisation: str) -> bool:
    return course.state.offer is not None and course.state.offer.organisation == organisation


# Facts that only make sense in some states; the others always do.
ONLY_WHEN: Mapping[str, Callable[[Course, str], bool]] = {
    everywhere.HANDOVER_OFFERED: lambda course, _: course.state.offer is None,
    everywhere.HANDOVER_ACCEPTED: _offered_to,
    everywhere.HANDOVER_DECLINED: _offered_to,
    everywhere.JOINT_HOLDING_ENDED: lambda course, _: bool(course.state.joint),
    everywhere.DELAY_ENDED: lambda course, _: any(delay.until is None for delay in course.delays),
    everywhere.DELAY_ANSWERED: lambda course, _: any(delay.answer is None for delay in course.delays),
}
