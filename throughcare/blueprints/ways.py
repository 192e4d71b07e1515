"""The ways through a pathway: which stage leads to which, and what is certain by the time somebody gets there."""

from collections.abc import Iterable, Mapping, Set

from throughcare.pathways import Pathway, Stage, Step
from throughcare.pathways.everywhere import RESERVED_STAGES, RESERVED_STEPS

Ways = Mapping[str, Set[str]]


def own_stages(pathway: Pathway) -> tuple[Stage, ...]:
    """The stages that the blueprint itself declares."""
    return tuple(stage for stage in pathway.stages if stage.id not in RESERVED_STAGES)


def own_steps(pathway: Pathway) -> tuple[Step, ...]:
    """The steps that the blueprint itself declares."""
    return tuple(step for step in pathway.steps if step.id not in RESERVED_STEPS)


def moving_from(step: Step) -> tuple[str, ...]:
    """The stages that a step leads out of."""
    if step.to is None and not step.returns:
        return ()
    return tuple(stage for stage in step.sources if stage not in step.within)


def ways(pathway: Pathway, *, without: Iterable[str] = ()) -> Ways:
    """From each stage, the stages that one step leads to; `without` are steps that do not count."""
    shut = set(without)
    found: dict[str, set[str]] = {stage.id: set() for stage in pathway.stages}
    for step in own_steps(pathway):
        for source in moving_from(step) if step.id not in shut else ():
            if step.to is not None:
                found.setdefault(source, set()).add(step.to)
    for step in own_steps(pathway):
        for source in moving_from(step) if step.returns and step.id not in shut else ():
            found.setdefault(source, set()).update(stage for stage, leads_to in found.items() if source in leads_to)
    return found


def reached(from_: Iterable[str], along: Ways) -> frozenset[str]:
    """Every stage that can be reached, the first ones included."""
    seen: set[str] = set()
    waiting = list(from_)
    while waiting:
        stage = waiting.pop()
        if stage not in seen:
            seen.add(stage)
            waiting.extend(along.get(stage, ()))
    return frozenset(seen)


def beginnings(pathway: Pathway) -> tuple[str, ...]:
    """The stages in which an episode may begin, once it is received."""
    return tuple(step.to for step in own_steps(pathway) if step.begins and step.to)


def after_step(pathway: Pathway, step_id: str) -> tuple[str, ...]:
    """The stages somebody may be in once this step has been taken."""
    step = pathway.step.get(step_id)
    if step is None:
        return ()
    led_to = (step.to,) if step.to else ()
    return (*led_to, *step.within) if step.to else step.sources


def certain_parties(pathway: Pathway) -> Mapping[str, Set[str]]:
    """By stage, the parties whose organisation is known by then whichever way was taken."""
    everyone = frozenset(pathway.party)
    known: dict[str, Set[str]] = {stage.id: everyone for stage in pathway.stages}
    changed = True
    while changed:
        changed = False
        for stage in pathway.stages:
            ways_in = [
                _made_known(step) | (known.get(source, frozenset()) if source else frozenset())
                for step in own_steps(pathway)
                if step.to == stage.id
                for source in (*moving_from(step), *([None] if step.begins else []))
            ]
            now = frozenset.intersection(*map(frozenset, ways_in)) if ways_in else everyone
            if now != known[stage.id]:
                known[stage.id], changed = now, True
    return known


def _made_known(step: Step) -> frozenset[str]:
    """Whoever takes a step is known by it, where only one party may; so is whoever it names."""
    taker = step.by if len(step.by) == 1 else ()
    return frozenset((*taker, *((step.binds,) if step.binds else ())))
