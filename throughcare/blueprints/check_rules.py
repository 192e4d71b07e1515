"""Checks of the rules of law: each has what its kind needs, asks what is asked, and tells nobody too much."""

from collections.abc import Callable, Iterator, Mapping

from throughcare.blueprints.blueprint import Blueprint, Field
from throughcare.blueprints.check_forms import IN_FULL
from throughcare.datafiles.faults import Fault
from throughcare.datafiles.problems import nearest
from throughcare.law import KINDS, Rule, lacks
from throughcare.sharing import STAGES

Found = Iterator[Fault]

YES_OR_NO: Mapping[str, tuple[str, ...]] = {"yes-no": ("yes", "no")}


def _fault(rule: Rule, key: str, says: str, do: str) -> Fault:
    return Fault(("rule", rule.id, key), f"The rule '{rule.id}' {says}.", do)


def _is_whole(blueprint: Blueprint) -> Found:
    for rule in blueprint.rules:
        for key, says in lacks(rule):
            yield _fault(rule, key, says, "Give it, or choose another kind.")
        if not rule.source:
            yield _fault(rule, "id", "has no source", "Give it 'source' with the id of a [[source]].")
        if rule.effective_from and rule.effective_to and rule.effective_to < rule.effective_from:
            yield _fault(rule, "effective_to", "ends before it begins", "Correct one of the two days.")
        if rule.id in blueprint.standard:
            yield _fault(rule, "id", "bears the id of a standard", "Give it another: both are commenced by their id.")


def _asks_what_is_asked(blueprint: Blueprint) -> Found:
    """Every question a rule names is one that the steps it looks at do ask."""
    anywhere = {field.id for form in blueprint.forms for field in form.fields}
    for rule in blueprint.rules:
        if rule.because and rule.because not in anywhere:
            says = f"asks for '{rule.because}', which no form asks"
            yield _fault(rule, "because", says, nearest(rule.because, anywhere))
        asked = {field.id for field in _asked(blueprint, rule)}
        for one in rule.answer:
            if one not in asked:
                yield _fault(rule, "answer", f"asks for '{one}', which those steps do not", nearest(one, asked))


def _names_answers_that_can_be(blueprint: Blueprint) -> Found:
    """A misspelt answer would make a rule that never refuses, or always does."""
    fields = [field for form in blueprint.forms for field in form.fields]
    for rule in blueprint.rules:
        because = [field for field in fields if field.id == rule.because]
        looked_at = [field for field in _asked(blueprint, rule) if field.id in rule.answer]
        for key, words, asked in (("which_is", rule.which_is, because), ("must_be", rule.must_be, looked_at)):
            offered = {code for field in asked for code in (dict(field.choices) or YES_OR_NO.get(field.kind, ()))}
            for word in words if offered else ():
                if word not in offered:
                    yield _fault(rule, key, f"names '{word}', which is no answer there", nearest(word, offered))


def _form_demands(blueprint: Blueprint) -> Found:
    for rule in blueprint.rules:
        for field in _asked(blueprint, rule) if rule.kind == "form-asks" and not rule.shadow else ():
            if field.id in rule.answer and not field.required:
                says = f"needs '{field.label}' to be demanded"
                yield _fault(rule, "answer", says, "Give the field 'required = true'.")


def _tells_only_who_may_know(blueprint: Blueprint) -> Found:
    """A refusal tells what was answered, so whoever may take a step that is judged must be able to read it."""
    shared = {(one.party, one.category): one.level for one in blueprint.shares}
    steps = blueprint.pathway.step
    for rule in blueprint.rules:
        private = {field.category for field in _read_from_others(blueprint, rule)} - {STAGES, ""}
        takers = {party for step in rule.steps if step in steps for party in steps[step].by}
        for party in sorted(takers):
            for category in sorted(one for one in private if shared.get((party, one)) not in IN_FULL):
                says = f"would tell '{party}' of '{category}', which it may not read"
                yield _fault(rule, "steps", says, "Share that category with it, or judge a step of others.")


def _read_from_others(blueprint: Blueprint, rule: Rule) -> list[Field]:
    """The fields of earlier facts that a rule of its kind looks at."""
    fields = [field for form in blueprint.forms for field in form.fields if field.id == rule.because]
    kind = KINDS.get(rule.kind)
    if kind is None or (kind.asks_itself and not rule.of):
        return fields
    return fields + [field for field in _asked(blueprint, rule) if field.id in rule.answer]


def _asked(blueprint: Blueprint, rule: Rule) -> list[Field]:
    """The questions of the steps a rule looks at: its own, those before, or any where it takes what is known last."""
    kind = KINDS.get(rule.kind)
    steps = [*(rule.steps if kind and kind.asks_itself else ()), *rule.of]
    forms = [blueprint.form.get(blueprint.form_of.get(step, "")) for step in steps]
    return [field for form in (forms if steps else blueprint.forms) if form for field in form.fields]


RULE_CHECKS: tuple[Callable[[Blueprint], Found], ...] = (
    _is_whole,
    _asks_what_is_asked,
    _names_answers_that_can_be,
    _form_demands,
    _tells_only_who_may_know,
)
