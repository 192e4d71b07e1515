"""Checks of the steps: each can be taken by somebody, says what it leads to, and ends with a code that exists."""

import re
from collections.abc import Callable, Iterator

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.ways import Ways, beginnings, own_stages, own_steps, reached, ways
from throughcare.datafiles.faults import Fault
from throughcare.datafiles.problems import nearest
from throughcare.pathways import Pathway, Step

PLACE = re.compile(r"\{([^{}]*)\}")
SPOKEN = frozenset({"due", "started", "limit"})


def _somebody_may(blueprint: Blueprint) -> Iterator[Fault]:
    for step in own_steps(blueprint.pathway):
        if not step.by:
            yield Fault(("step", step.id), f"Nobody may take the step '{step.id}'.", "Give it 'by' with a party.")


def _can_be_taken(blueprint: Blueprint) -> Iterator[Fault]:
    pathway = blueprint.pathway
    found = reached(beginnings(pathway), ways(pathway))
    for step in own_steps(pathway):
        if not step.begins and not found.intersection(step.sources):
            says = f"The step '{step.id}' can never be taken: nobody is ever in a stage it belongs to."
            yield Fault(("step", step.id), says, "Give it a 'from' that people reach, or 'begins = true'.")


def _says_where(blueprint: Blueprint) -> Iterator[Fault]:
    for step in own_steps(blueprint.pathway):
        if step.begins and step.to is None:
            yield Fault(("step", step.id), f"'{step.id}' begins an episode but leads nowhere.", "Give it a 'to'.")
        if step.returns and (step.to is not None or step.begins):
            says = f"'{step.id}' both returns and leads somewhere of its own."
            yield Fault(("step", step.id, "returns"), says, "Keep one of the two.")
        if step.within and step.to is None:
            says = f"'{step.id}' leads nowhere, so 'within' says nothing."
            yield Fault(("step", step.id, "within"), says, "Put these stages into 'from'.")


def _ends_by_itself(blueprint: Blueprint) -> Iterator[Fault]:
    pathway = blueprint.pathway
    for step in own_steps(pathway):
        ends = step.to is not None and step.to in pathway.stage and pathway.stage[step.to].final
        if step.upon and not (ends and step.outcome):
            says = f"'{step.id}' comes by itself upon {step.upon}, but does not end the episode with an outcome."
            yield Fault(("step", step.id, "upon"), says, "Let it lead to a final stage, with 'outcome'.")


def _needs_what_can_be(blueprint: Blueprint) -> Iterator[Fault]:
    """A needed step must be possible before the one that needs it, and no two may need each other."""
    pathway = blueprint.pathway
    along = ways(pathway)
    for step in own_steps(pathway):
        for need in _all_needs(pathway, step):
            if need == step.id:
                says = f"'{step.id}' needs itself, by way of what it needs."
                yield Fault(("step", step.id, "needs"), says, "Break the circle.")
            elif not _may_precede(pathway, need, step, along):
                says = f"'{step.id}' needs '{need}', which cannot come before it."
                yield Fault(("step", step.id, "needs"), says, "Allow that step earlier, or do not need it.")


def _all_needs(pathway: Pathway, step: Step) -> tuple[str, ...]:
    found: list[str] = []
    waiting = list(step.needs)
    while waiting:
        need = waiting.pop()
        if need in pathway.step and need not in found:
            found.append(need)
            waiting.extend(pathway.step[need].needs)
    return tuple(found)


def _may_precede(pathway: Pathway, need: str, step: Step, along: Ways) -> bool:
    earlier = pathway.step[need]
    return bool(reached([*earlier.sources, *([earlier.to] if earlier.to else [])], along).intersection(step.sources))


def _ends_as_its_stage_allows(blueprint: Blueprint) -> Iterator[Fault]:
    stages = blueprint.pathway.stage
    for step in own_steps(blueprint.pathway):
        if not step.outcome:
            continue
        allowed = stages[step.to].outcomes if step.to and step.to in stages else ()
        if step.outcome not in allowed:
            says = f"'{step.id}' ends with '{step.outcome}', which is not an outcome of the stage it leads to."
            yield Fault(("step", step.id, "outcome"), says, nearest(step.outcome, allowed))


def _ends_with_one_code(blueprint: Blueprint) -> Iterator[Fault]:
    """A step into a final stage says how the episode ended, asks it, or follows a step that did."""
    pathway = blueprint.pathway
    for step in own_steps(pathway):
        stage = pathway.stage.get(step.to or "")
        if stage and stage.final and len(stage.outcomes) > 1 and not _codes(blueprint, step):
            says = f"'{step.id}' ends the episode without saying how."
            do = "Give it an 'outcome', or a form with a field 'outcome'."
            yield Fault(("step", step.id), says, do)


def _every_code_is_given(blueprint: Blueprint) -> Iterator[Fault]:
    pathway = blueprint.pathway
    for stage in own_stages(pathway):
        given = {code for step in own_steps(pathway) if step.to == stage.id for code in _codes(blueprint, step)}
        for outcome in stage.outcomes if stage.final else ():
            if len(stage.outcomes) > 1 and outcome not in given:
                says = f"No step ends an episode with '{outcome}'."
                yield Fault(("stage", stage.id, "outcomes"), says, "Let a step give it, or take it out.")


def _asked_codes(blueprint: Blueprint, step: Step) -> tuple[str, ...]:
    if step.id not in blueprint.form_of or blueprint.form_of[step.id] not in blueprint.form:
        return ()
    asked = [field.choices for field in blueprint.fields_of(step.id) if field.id == "outcome"]
    return tuple(code for choices in asked for code, _ in choices)


def _codes(blueprint: Blueprint, step: Step) -> tuple[str, ...]:
    """The outcomes that an episode may have when this step ends it."""
    own = (*_asked_codes(blueprint, step), *((step.outcome,) if step.outcome else ()))
    earlier = [_asked_codes(blueprint, other) for other in own_steps(blueprint.pathway) if other.to in step.sources]
    carried = [code for codes in earlier for code in codes] if all(earlier) else []
    return own or tuple(carried)


def _binds_what_it_asks(blueprint: Blueprint) -> Iterator[Fault]:
    for step in own_steps(blueprint.pathway):
        form = blueprint.form.get(blueprint.form_of.get(step.id, ""))
        asked = {field.id for field in form.fields if field.kind == "organisation"} if form else set()
        if step.binds and step.binds not in asked:
            says = f"'{step.id}' binds '{step.binds}', but asks nobody which organisation that is."
            do = f"Give its form a field '{step.binds}' of kind \"organisation\"."
            yield Fault(("step", step.id, "binds"), says, do)


def _speaks_of_standards(blueprint: Blueprint) -> Iterator[Fault]:
    for step, words in blueprint.plain.items():
        for place in PLACE.findall(words):
            standard, _, what = place.partition(".")
            if standard not in blueprint.standard or what not in SPOKEN:
                says = f"'{{{place}}}' in the words for the person stands for nothing."
                do = nearest(place, [f"{known}.due" for known in blueprint.standard])
                yield Fault(("step", step, "plain"), says, do)


STEP_CHECKS: tuple[Callable[[Blueprint], Iterator[Fault]], ...] = (
    _somebody_may,
    _can_be_taken,
    _says_where,
    _ends_by_itself,
    _needs_what_can_be,
    _ends_as_its_stage_allows,
    _ends_with_one_code,
    _every_code_is_given,
    _binds_what_it_asks,
    _speaks_of_standards,
)
