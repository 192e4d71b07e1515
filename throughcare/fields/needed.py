"""What the law cannot do without, said on the form before anybody is refused: at the question, and of earlier blanks.

It is judged by the same rules as the refusal, of the answers that whoever reads is shown. Of a question that they are
not shown nothing is said: it may be answered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.course import Course, left_blank
from throughcare.episodes.reading import Account
from throughcare.law import Rule, answered_last, unanswered
from throughcare.pathways import Event, Step

# A fact that is only supposed: it follows all that there are.
SUPPOSED = 1_000_000


# How a question is marked in place of "optional", and what the rule is called: its sentence is that of a refusal.
Needed = tuple[str, str]
NO_LAW: Mapping[str, Needed] = MappingProxyType({})


def needed_by_law(course: Course, step_id: str) -> Mapping[str, Needed]:
    """Question of a step -> what to say of it, where a rule in force demands it there or of a later step."""
    found: dict[str, Needed] = {}
    for rule in course.blueprint.rules:
        for question, mark in _demanded(course, step_id, rule):
            found.setdefault(question, (mark, f"{rule.title}."))
    return found


def _demanded(course: Course, step_id: str, rule: Rule) -> Iterator[tuple[str, str]]:
    """The questions of this step whose blank a rule would object to, with when it would."""
    where = _where(course, step_id, rule)
    if not rule.demands or where is None or step_id not in {*rule.steps, *rule.of}:
        return
    anyhow = replace(rule, because=None, which_is=())
    here = Event(number=SUPPOSED, step=step_id, when=course.as_of)
    judged: list[tuple[Sequence[Event], Event]] = [(course.facts, here)] if step_id in rule.steps else []
    judged += [
        ([*course.facts, here], replace(here, number=SUPPOSED + 1, step=later)) for later in _later(rule, step_id)
    ]
    for before, event in judged:
        for blank in unanswered([anyhow], before, event):
            if blank.step == step_id:
                when = "" if event is here else f" before “{course.blueprint.pathway.step[event.step].title}”"
                yield blank.question, f"needed by law{when}{where}"


def _later(rule: Rule, step_id: str) -> list[str]:
    return [step for step in rule.steps if step != step_id] if step_id in rule.of else []


def _where(course: Course, step_id: str, rule: Rule) -> str | None:
    """Nothing more where the rule applies, for whom where nobody knows yet, and None where it does not."""
    if rule.because is None:
        return ""
    answer = answered_last(course.facts, rule.because)
    if answer is None:
        label, choices = _asked(course.blueprint, rule.because, step_id)
        return f" where “{label}” is: {', or '.join(choices.get(one, one) for one in rule.which_is)}"
    return "" if answer in rule.which_is else None


def _asked(blueprint: Blueprint, question: str, step_id: str) -> tuple[str, Mapping[str, str]]:
    """What a question is called and its choices, as this step asks it or else some other."""
    steps = [step_id, *blueprint.form_of]
    fields = [field for step in steps for field in blueprint.fields_of(step) if field.id == question]
    choices = {"yes": "yes", "no": "no", **dict(fields[0].choices)} if fields else {}
    return (fields[0].label if fields else question), choices


def missing_earlier(told: Account, step: Step) -> tuple[str, ...]:
    """The refusal's own sentences on what was left blank earlier, without which this step will be refused."""
    event = Event(number=SUPPOSED, step=step.id, when=told.course.as_of)
    shown = {
        (one, field.id)
        for one in told.blueprint.form_of
        for field in told.blueprint.fields_of(one)
        if told.shows(field.category)
    }
    found = left_blank(told.blueprint, told.course.facts, event)
    return tuple(
        reason.says for blank, reason in found if blank.step != step.id and (blank.step, blank.question) in shown
    )
