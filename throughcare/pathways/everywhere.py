"""What every pathway has without saying so: the referral before it is received, hand-overs, delays, the ladder,
corrections.

A blueprint declares what is particular to its service; these stages and steps are added to each when it is read, so
that "who holds this person" has one meaning in all services.
"""

from dataclasses import replace

from throughcare.pathways.events import ESCALATION_ANSWERED as ESCALATION_ANSWERED
from throughcare.pathways.events import ESCALATION_RAISED as ESCALATION_RAISED
from throughcare.pathways.events import RECORDED_IN_ERROR
from throughcare.pathways.pathway import Pathway, Stage, Step

DRAFT = "draft"
SENT = "sent"
NOT_SENT_ON = "withdrawn-before-receipt"
VOID = "recorded-in-error"

REFERRAL_DRAFTED = "referral-drafted"
REFERRAL_SENT = "referral-sent"
REFERRAL_WITHDRAWN = "referral-withdrawn"
LEAD_NAMED = "lead-named"
LEAD_LEFT = "lead-left"
HANDOVER_OFFERED = "handover-offered"
HANDOVER_ACCEPTED = "handover-accepted"
HANDOVER_DECLINED = "handover-declined"
HELD_JOINTLY = "held-jointly"
JOINT_HOLDING_ENDED = "joint-holding-ended"
DELAY_RECORDED = "delay-recorded"
DELAY_ENDED = "delay-ended"
DELAY_ANSWERED = "delay-answered"

# id -> title; any party involved may record these while the episode is open, and none of them moves the stage.
FACTS_OF_HOLDING = {
    LEAD_NAMED: "Name the lead",
    HANDOVER_OFFERED: "Offer to hand over",
    HANDOVER_ACCEPTED: "Accept the hand-over",
    HANDOVER_DECLINED: "Decline the hand-over",
    HELD_JOINTLY: "Hold jointly with another organisation",
    JOINT_HOLDING_ENDED: "End joint holding",
    DELAY_RECORDED: "Record a delay",
    DELAY_ENDED: "Record the end of a delay",
    DELAY_ANSWERED: "Agree or dispute a delay",
}
# What time brings and nobody fills in a form for: recorded by the product itself.
FACTS_OF_TIME = {
    LEAD_LEFT: "The lead has left",
    ESCALATION_RAISED: "Told that the wait has come so far",
}
# What an organisation that was told may record, in answer.
FACTS_OF_THE_LADDER = {
    ESCALATION_ANSWERED: "Answer to what was raised",
}
FACTS_OF_ANY_STAGE = {**FACTS_OF_HOLDING, **FACTS_OF_TIME, **FACTS_OF_THE_LADDER}
RESERVED_STEPS = frozenset(
    {*FACTS_OF_ANY_STAGE, REFERRAL_DRAFTED, REFERRAL_SENT, REFERRAL_WITHDRAWN, RECORDED_IN_ERROR}
)
RESERVED_STAGES = frozenset({DRAFT, SENT, NOT_SENT_ON, VOID})


def opening_stages(opened_by: str, received_by: str | None) -> tuple[Stage, ...]:
    """The stages before a referral is received: the referrer holds the person until the receiver says so."""
    return (
        Stage(id=DRAFT, title="Referral being written", accountable=(opened_by,), waiting_on=opened_by),
        Stage(id=SENT, title="Referral sent, not yet received", accountable=(opened_by,), waiting_on=received_by),
        Stage(id=NOT_SENT_ON, title="Referral withdrawn before receipt", final=True, outcomes=("withdrawn",)),
        Stage(id=VOID, title="Recorded in error: nothing of it stands", final=True, outcomes=(RECORDED_IN_ERROR,)),
    )


def opening_steps(opened_by: str) -> tuple[Step, ...]:
    by = (opened_by,)
    return (
        Step(id=REFERRAL_DRAFTED, title="Write a referral", by=by, to=DRAFT, begins=True),
        Step(id=REFERRAL_SENT, title="Send the referral", by=by, sources=(DRAFT,), to=SENT),
        Step(
            id=REFERRAL_WITHDRAWN,
            title="Withdraw the referral",
            by=by,
            sources=(DRAFT, SENT),
            to=NOT_SENT_ON,
            outcome="withdrawn",
        ),
    )


def with_what_every_pathway_has(pathway: Pathway) -> Pathway:
    """The pathway with the opening, the facts of holding and the correction added."""
    open_stages = (DRAFT, SENT, *(stage.id for stage in pathway.stages if not stage.final))
    everything = (*pathway.stage, *sorted(RESERVED_STAGES))
    begun = tuple(_may_follow_a_referral(step) for step in pathway.steps)
    holding = tuple(Step(id=id_, title=title, sources=open_stages) for id_, title in FACTS_OF_ANY_STAGE.items())
    # It moves nobody while any fact stands; when none is left, the episode never was.
    undoing = Step(id=RECORDED_IN_ERROR, title="Recorded in error", sources=everything, to=VOID, begins=True)
    return replace(
        pathway,
        stages=(*opening_stages(pathway.opened_by, _receiver(pathway)), *pathway.stages),
        steps=(*opening_steps(pathway.opened_by), *begun, *holding, undoing),
    )


def _receiver(pathway: Pathway) -> str | None:
    """The party that a referral is sent to: the first that may begin the episode and did not write it."""
    begin = (party for step in pathway.steps if step.begins for party in step.by)
    return next((party for party in begin if party != pathway.opened_by), None)


def _may_follow_a_referral(step: Step) -> Step:
    return replace(step, sources=(DRAFT, SENT, *step.sources)) if step.begins else step
