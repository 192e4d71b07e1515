"""Checks of the stages: each can be reached and left, and somebody holds the person in it."""

from collections.abc import Callable, Iterator

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.ways import after_step, beginnings, certain_parties, own_stages, own_steps, reached, ways
from throughcare.clocks import Standard
from throughcare.datafiles.faults import Fault
from throughcare.datafiles.problems import nearest
from throughcare.pathways import Pathway


def _has_a_beginning(blueprint: Blueprint) -> Iterator[Fault]:
    if not beginnings(blueprint.pathway):
        yield Fault(("step",), "No step begins an episode.", "Give a step 'begins = true' and a 'to'.")


def _can_be_reached(blueprint: Blueprint) -> Iterator[Fault]:
    pathway = blueprint.pathway
    found = reached(beginnings(pathway), ways(pathway))
    for stage in own_stages(pathway):
        if stage.id not in found and beginnings(pathway):
            says = f"Nobody can reach the stage '{stage.id}'."
            yield Fault(("stage", stage.id), says, "Let a step lead to it, or take it out.")


def _can_be_left(blueprint: Blueprint) -> Iterator[Fault]:
    pathway = blueprint.pathway
    along = ways(pathway)
    for stage in own_stages(pathway):
        ends = [other for other in reached([stage.id], along) if other in pathway.stage and pathway.stage[other].final]
        if not ends:
            says = f"The stage '{stage.id}' is a dead end: no step leads from it to a final stage."
            yield Fault(("stage", stage.id), says, "Add a step that leads on, or 'final = true'.")


def _stays_ended(blueprint: Blueprint) -> Iterator[Fault]:
    pathway = blueprint.pathway
    for step in own_steps(pathway):
        for source in step.sources:
            moves = step.to is not None and source not in step.within
            if source in pathway.stage and pathway.stage[source].final and moves:
                says = f"The step '{step.id}' leads out of '{source}', which is final."
                yield Fault(
                    ("step", step.id, "from"), says, "Take that stage out: a new episode begins with a referral."
                )


def _is_held(blueprint: Blueprint) -> Iterator[Fault]:
    """Nobody falls between two stages: whoever is accountable is known by the time the stage begins."""
    pathway = blueprint.pathway
    known = certain_parties(pathway)
    for stage in own_stages(pathway):
        if stage.final:
            continue
        if not stage.accountable:
            says = f"Nobody is accountable in the stage '{stage.id}'."
            yield Fault(("stage", stage.id), says, "Give it 'accountable' with one party or more.")
        elif not known[stage.id] & set(stage.accountable):
            says = f"There is a way into '{stage.id}' on which nobody has said which organisation is accountable."
            do = "Let the steps that lead there be taken by an accountable party, or bind it with 'binds'."
            yield Fault(("stage", stage.id, "accountable"), says, do)


def _may_hold(blueprint: Blueprint) -> Iterator[Fault]:
    party = blueprint.pathway.party
    for stage in own_stages(blueprint.pathway):
        for key, holders in (("accountable", stage.accountable), ("joint", stage.joint)):
            for holder in holders:
                if holder in party and not party[holder].accountable:
                    says = f"'{holder}' is accountable in '{stage.id}', but may not hold anybody."
                    yield Fault(("stage", stage.id, key), says, "Give that party 'accountable = true'.")


def _joint_for_a_time(blueprint: Blueprint) -> Iterator[Fault]:
    for stage in own_stages(blueprint.pathway):
        if bool(stage.joint) != bool(stage.joint_days):
            says = f"In '{stage.id}' it is not said both who holds jointly and for how many days."
            do = "Give 'joint' and 'joint_days', or put who holds throughout into 'accountable'."
            yield Fault(("stage", stage.id), says, do)
        elif twice := [party for party in stage.joint if party in stage.accountable]:
            says = f"'{twice[0]}' is accountable in '{stage.id}' and joint there as well."
            yield Fault(("stage", stage.id, "joint"), says, "Name it in one of them.")


def _waiting_is_timed(blueprint: Blueprint) -> Iterator[Fault]:
    timed = frozenset[str]().union(*(_runs_in(blueprint.pathway, standard) for standard in blueprint.standards))
    for stage in own_stages(blueprint.pathway):
        if stage.waiting_on and stage.id not in timed:
            says = f"People wait in the stage '{stage.id}', and no clock runs."
            yield Fault(("stage", stage.id), says, "Add a standard that starts before it and stops after it.")


def _runs_in(pathway: Pathway, standard: Standard) -> frozenset[str]:
    """The stages in which a standard's clock may be running."""
    over = {*standard.stops, *standard.ends, *standard.resets}
    first = [stage for start in standard.starts for stage in after_step(pathway, start)]
    return reached(first, ways(pathway, without=over))


def _ends_with_a_code(blueprint: Blueprint) -> Iterator[Fault]:
    for stage in own_stages(blueprint.pathway):
        if stage.final and not stage.outcomes:
            says = f"The final stage '{stage.id}' has no outcomes."
            yield Fault(("stage", stage.id), says, "Give it 'outcomes': the codes an episode may end with.")
    used = {outcome for stage in own_stages(blueprint.pathway) for outcome in stage.outcomes}
    for outcome in blueprint.outcome_titles:
        if outcome not in used:
            yield Fault(("outcomes", outcome), f"No stage has the outcome '{outcome}'.", nearest(outcome, used))


STAGE_CHECKS: tuple[Callable[[Blueprint], Iterator[Fault]], ...] = (
    _has_a_beginning,
    _can_be_reached,
    _can_be_left,
    _stays_ended,
    _is_held,
    _may_hold,
    _joint_for_a_time,
    _waiting_is_timed,
    _ends_with_a_code,
)
