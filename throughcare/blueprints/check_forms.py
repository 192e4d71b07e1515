"""Checks of the forms and of what is shared: each answer is asked by a step and somebody may read it."""

from collections import Counter
from collections.abc import Callable, Iterator

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.ways import own_stages, own_steps
from throughcare.datafiles.faults import Fault
from throughcare.sharing import IDENTITY, STAGES

Found = Iterator[Fault]

CHOOSING = frozenset({"choice", "choices"})
# When it happened, and what tells one sending of a page from another.
ASKED_OF_EVERY_STEP = frozenset({"happened", "submission", "seen"})
IN_FULL = frozenset({"read", "write"})


def _is_asked(blueprint: Blueprint) -> Found:
    for form in blueprint.forms:
        if form.id not in blueprint.form_of.values():
            yield Fault(("form", form.id), f"No step asks the form '{form.id}'.", "Let a step ask it, or take it out.")
        if not form.fields:
            yield Fault(("form", form.id), f"The form '{form.id}' asks nothing.", "Give it a field.")


def _offers_choices(blueprint: Blueprint) -> Found:
    for form in blueprint.forms:
        for field in form.fields:
            where = ("form", form.id, "field", field.id, "choices")
            if field.kind in CHOOSING and not field.choices:
                yield Fault(where, f"'{field.label}' offers no choices.", "Give it 'choices'.")
            elif field.kind == "criterion" and not field.choices:
                yield Fault(where, f"'{field.label}' asks for a criterion, and there is none.", "Add a [[criterion]].")
            elif field.choices and field.kind not in {*CHOOSING, "criterion"}:
                do = 'Make it a "choice", or take the choices out.'
                yield Fault(where, f"'{field.label}' has choices but is of another kind.", do)


def _names_are_free(blueprint: Blueprint) -> Found:
    for form in blueprint.forms:
        for name in ASKED_OF_EVERY_STEP & {field.id for field in form.fields}:
            says = f"'{name}' is asked of every step already."
            yield Fault(("form", form.id, "field", name, "id"), says, "Give this question another id.")


def _outcomes_are_shown(blueprint: Blueprint) -> Found:
    """How an episode ended is shown wherever its stage is, so it may say nothing more private than that."""
    for form in blueprint.forms:
        for field in form.fields:
            if field.id == "outcome" and field.category != STAGES:
                where = ("form", form.id, "field", field.id, "category")
                says = f"'{field.label}' is shown with the stage but belongs to another category."
                yield Fault(where, says, f"Give it the category '{STAGES}'.")


def _somebody_may_read(blueprint: Blueprint) -> Found:
    readable = {share.category for share in blueprint.shares if share.level in IN_FULL}
    for form in blueprint.forms:
        for field in form.fields:
            if field.category and field.category not in readable:
                where = ("form", form.id, "field", field.id, "category")
                says = f"No party may read the answer to '{field.label}' ({field.category})."
                yield Fault(where, says, "Share that category with a party, or ask under another one.")


def _sees_whom_it_acts_for(blueprint: Blueprint) -> Found:
    """Whoever acts or holds must at least know of whom, and where the person stands."""
    pathway = blueprint.pathway
    acting = {party for step in own_steps(pathway) for party in step.by}
    acting |= {party for stage in own_stages(pathway) for party in stage.accountable}
    for party in pathway.parties:
        seen = {share.category for share in blueprint.shares if share.party == party.id}
        for category in (IDENTITY, STAGES):
            if party.id in acting and category not in seen:
                says = f"'{party.id}' acts in this pathway but sees nothing of '{category}'."
                yield Fault(("party", party.id), says, "Share at least a summary of it with that party.")


def _shares_once(blueprint: Blueprint) -> Found:
    counts = Counter((share.party, share.category) for share in blueprint.shares)
    for (party, category), count in counts.items():
        if count > 1:
            says = f"'{category}' is shared with '{party}' at {count} levels."
            yield Fault(("share",), says, "Keep one of them.")


FORM_CHECKS: tuple[Callable[[Blueprint], Found], ...] = (
    _is_asked,
    _offers_choices,
    _names_are_free,
    _outcomes_are_shown,
    _somebody_may_read,
    _sees_whom_it_acts_for,
    _shares_once,
)
