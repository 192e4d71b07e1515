"""The questions that the steps every pathway has ask, for one blueprint: who holds, who leads, what was lost."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from throughcare.blueprints.blueprint import Blueprint, Field
from throughcare.pathways import Step, everywhere
from throughcare.sharing import STAGES

Fields = tuple[Field, ...]

ANSWERS = (("agreed", "Agreed"), ("disputed", "Disputed"))


def questions(blueprint: Blueprint, step: str) -> Fields:
    """What taking a step asks, be it the blueprint's own or one that every pathway has."""
    asks = FIELDS.get(step)
    return asks(blueprint) if asks else blueprint.fields_of(step)


def beginnings(blueprint: Blueprint) -> tuple[Step, ...]:
    """The blueprint's own steps that begin an episode. The last one is the fullest: a referral asks what it asks."""
    steps = blueprint.pathway.steps
    return tuple(step for step in steps if step.begins and step.id not in everywhere.RESERVED_STEPS)


def _field(
    id_: str, label: str, kind: str, choices: tuple[tuple[str, str], ...] = (), *, required: bool = True
) -> Field:
    return Field(id=id_, label=label, kind=kind, category=STAGES, required=required, choices=choices)


def _organisation(_: Blueprint) -> Fields:
    return (_field("organisation", "Organisation", "organisation"),)


def _lead(_: Blueprint) -> Fields:
    return (_field("organisation", "Organisation", "organisation"), _field("staff", "Member of staff", "staff"))


def _offer(blueprint: Blueprint) -> Fields:
    parties = tuple((party.id, party.title) for party in blueprint.pathway.parties)
    why = _field("why", "Why, and what they need to know", "long-text", required=False)
    return (
        _field("party", "Which part", "choice", parties),
        _field("organisation", "Offered to", "organisation"),
        why,
    )


def _why(_: Blueprint) -> Fields:
    return (_field("why", "Why", "long-text"),)


def _delay(blueprint: Blueprint) -> Fields:
    reasons = tuple((reason.id, reason.title) for reason in blueprint.delay_reasons)
    parties = tuple((party.id, party.title) for party in blueprint.pathway.parties)
    return (
        _field("reason", "Reason", "choice", reasons),
        _field("from", "First day lost", "date"),
        _field("until", "Last day lost", "date", required=False),
        _field("party", "Put down to", "choice", parties, required=False),
        *_cause(blueprint),
        _field("note", "What happened", "long-text", required=False),
    )


def _cause(blueprint: Blueprint) -> Fields:
    """Asked where the law lets a shortage count when it comes of something exceptional."""
    shortages = [reason.title for reason in blueprint.delay_reasons if reason.cause_can_excuse]
    causes = tuple((reason.id, reason.title) for reason in blueprint.delay_reasons if reason.can_excuse)
    if not shortages:
        return ()
    asked = _field("cause", "What it comes of", "choice", causes, required=False)
    hint = f"Only for “{'” or “'.join(shortages)}”, which excuses no breach unless it comes of one of these."
    return (replace(asked, hint=hint),)


def _delay_end(_: Blueprint) -> Fields:
    return (_field("delay", "Which delay (the number of the fact)", "number"), _field("until", "Last day lost", "date"))


def _delay_answer(_: Blueprint) -> Fields:
    return (
        _field("delay", "Which delay (the number of the fact)", "number"),
        _field("answer", "Answer", "choice", ANSWERS),
        _field("note", "Why", "long-text", required=False),
    )


def _raised(blueprint: Blueprint) -> Fields:
    rungs = tuple((rung.id, rung.says) for rung in blueprint.escalations)
    parties = tuple((party.id, party.title) for party in blueprint.pathway.parties)
    return (
        _field("rung", "What was raised", "choice", rungs),
        _field("day", "The day on which it came due", "date"),
        _field("parties", "Told as", "choices", parties, required=False),
        _field("organisations", "Who was told", "organisation", required=False),
        _field("missing", "Nobody to tell yet as", "choices", parties, required=False),
    )


def _raised_answer(_: Blueprint) -> Fields:
    return (
        _field("raised", "Which telling (the number of the fact)", "number"),
        _field("answer", "Answer", "long-text"),
        _field("will", "What will be done", "text", required=False),
        _field("by-when", "By when", "date", required=False),
    )


FIELDS: Mapping[str, Callable[[Blueprint], Fields]] = {
    everywhere.REFERRAL_DRAFTED: lambda blueprint: blueprint.fields_of(beginnings(blueprint)[-1].id),
    everywhere.LEAD_NAMED: _lead,
    everywhere.LEAD_LEFT: _lead,
    everywhere.HANDOVER_OFFERED: _offer,
    everywhere.HANDOVER_DECLINED: _why,
    everywhere.HELD_JOINTLY: _organisation,
    everywhere.JOINT_HOLDING_ENDED: _organisation,
    everywhere.DELAY_RECORDED: _delay,
    everywhere.DELAY_ENDED: _delay_end,
    everywhere.DELAY_ANSWERED: _delay_answer,
    everywhere.ESCALATION_RAISED: _raised,
    everywhere.ESCALATION_ANSWERED: _raised_answer,
}
