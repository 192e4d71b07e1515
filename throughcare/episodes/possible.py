"""What can happen next in an episode, as one organisation sees it: mine to record, others', or not yet and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from throughcare.blueprints.course import Course, NextStep, next_steps
from throughcare.pathways import everywhere


@dataclass(frozen=True, slots=True)
class Possible:
    """One step: whose it is, as parties of the blueprint, and in plain sentences why not yet."""

    step: str
    title: str
    by: tuple[str, ...]
    mine: bool
    moves: bool
    reasons: tuple[str, ...] = ()


def possible(course: Course, organisation: str) -> tuple[Possible, ...]:
    """The steps that belong to the present stage. Mine come first, then others', then those not yet possible."""
    played = parties_of(course, organisation)
    found = [_possible(course, following, played) for following in next_steps(course)]
    return tuple(sorted(found, key=lambda step: (bool(step.reasons), not step.mine, not step.moves)))


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


def _possible(course: Course, following: NextStep, played: frozenset[str]) -> Possible:
    step = course.blueprint.pathway.step[following.step]
    return Possible(
        step=step.id,
        title=step.title,
        by=step.by,
        mine=not played.isdisjoint(step.by),
        moves=(step.to is not None or step.returns) and course.state.stage not in step.within,
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
