"""Verbs of an offer: a bed is offered, decided on in order by those whose decision it is, withdrawn, or lapses.

What a blueprint calls a fact is recorded as one, by the verbs of `episodes` in the same transaction: that a bed was
asked for, accepted, dated or declined. Where the blueprint refuses the fact, the decision is refused with its words.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from throughcare.access.words import line, refuse_unknown
from throughcare.audit import actions as audit
from throughcare.beds.asking import parked, plays, waiting
from throughcare.beds.keeping import locked_beds, refresh_beds, refresh_wait, refuse_unless_free
from throughcare.beds.models import Bed, Offer, OfferDecision, Wait
from throughcare.beds.wards import refuse_if_closing
from throughcare.episodes.actions import take_step
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import lock, stands
from throughcare.meanings import STEPS, StepMeaning
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways import from_instant, spell_day
from throughcare.people.lives import london_day
from throughcare.placing.deciding import (
    ACCEPTED,
    BED_NAMED,
    DECISIONS,
    HOSPITAL,
    ORDER,
    WITHDRAWN_FOR,
    Decision,
    No,
    next_decision,
)

# Hours for which a bed is kept while others decide: a local default, unconfirmed.
KEPT_FOR = timedelta(hours=48)


@verb
def offer(*, episode: Episode, bed: Bed, by: StaffRole, at: datetime) -> Offer:
    """Propose a bed for somebody who waits: kept for them for 48 hours. Raises Refused: bed, or "" with the reason.

    Where the hospital was not asked yet, it is asked: that is a fact of the episode.
    """
    wait = waiting(episode, by)
    held = locked_beds([bed.pk])[bed.pk]
    refuse_if_closing(held.ward_id)
    lapse(held, at=at)
    refuse_unless_free(held, at=at)
    if wait.accepted:
        raise Refused({"": "A bed was accepted for this person already."})
    _ask_the_hospital(wait, held, by=by, at=at)
    about = {"person_id": wait.person_id, "episode": wait.episode, "by": by, "at": at}
    made = Offer.objects.create(**about, bed=held, until=at + KEPT_FOR)
    _append(made, ORDER[0], None, "", "", by=by, at=at)
    refresh_beds([held.pk])
    _note("offered-bed", made, by=by, at=at)
    return made


@verb
def agree(*, offer: Offer, who: str, expected_on: date | None = None, by: StaffRole, at: datetime) -> Offer:
    """Take the next decision on an offer with a yes. A bed manager says with `expected_on` when the bed is theirs.

    Raises Refused: who, expected_on, or "" with whose decision it is.
    """
    held, decision = _next(offer, by=by, at=at)
    said = line(who, field="who", most=120)
    if decision == BED_NAMED:
        _name_the_day(held, expected_on, by=by, at=at)
    if decision == ACCEPTED:
        held.accepted_at = at
        _release_others(held, at=at)
        held.save(update_fields=["accepted_at"])
    _append(held, decision, None, "", said, by=by, at=at)
    _settled(held, at=at)
    _note("agreed-to-offer", held, by=by, at=at)
    return held


@verb
def decline(*, offer: Offer, reason: str, says: str, who: str, by: StaffRole, at: datetime, instead: str = "") -> Offer:
    """Take the next decision with a no, which ends the offer and frees the bed.

    A no of the hospital is a fact of the episode, and says what care is proposed `instead`.
    Raises Refused: reason, says, who, instead.
    """
    held, decision = _next(offer, by=by, at=at)
    noes = DECISIONS[decision].noes
    refuse_unknown("reason", reason, noes)
    _append(held, decision, reason, line(says, field="says"), line(who, field="who", most=120), by=by, at=at)
    _end(held, "declined", noes[reason], says=says, instead=instead, by=by, at=at)
    if no := noes[reason].parks:
        wait = Wait.objects.get(episode=held.episode_id)
        parked(wait, noes[reason].park_as, london_day(at) + timedelta(days=no), says, by=by, at=at)
    return held


@verb
def withdraw(*, offer: Offer, reason: str, says: str, by: StaffRole, at: datetime, instead: str = "") -> Offer:
    """Take an offer back, also an accepted one: for its hospital, and for whoever proposed it.

    Raises Refused: reason, says, and instead where that is a no of the hospital to somebody whose bed was named.
    """
    held = _live(offer)
    theirs = held.bed.ward.unit.organisation_id == by.organisation_id and by.role == "SH"
    if not theirs and held.by.organisation_id != by.organisation_id:
        raise Refused({"": f"Only {held.bed.ward.unit.organisation} and {held.by.organisation} take this offer back."})
    refuse_unknown("reason", reason, WITHDRAWN_FOR)
    why = WITHDRAWN_FOR[reason]
    held.because = f"{why.title}. {line(says, field='says', most=300)}".strip()
    no = why if theirs and _was_named(held) else None
    _end(held, "withdrawn", no, says=says, instead=instead, by=by, at=at)
    return held


def lapse(bed: Bed, *, at: datetime) -> None:
    """Ends what was offered of a bed that the caller has locked, where nobody decided in time."""
    if Offer.objects.filter(bed=bed, ended_at=None, accepted_at=None, until__lte=at).update(
        ended_at=at, ended="lapsed"
    ):
        refresh_beds([bed.pk])
        bed.refresh_from_db(fields=["taken", "accepted", "offered_until", "withheld", "withheld_until"])


@verb
def lapse_all(*, at: datetime) -> int:
    """The same of every bed; how many offers were not decided in time."""
    late = Offer.objects.filter(ended_at=None, accepted_at=None, until__lte=at)
    beds = locked_beds(late.values_list("bed", flat=True))
    for bed in beds.values():
        lapse(bed, at=at)
    return len(beds)


def decisions_of(offer: Offer) -> int:
    return OfferDecision.objects.filter(offer=offer).count()


def whose(decision: str, offer: Offer, by: StaffRole) -> str:
    """Why a decision is not for whoever acts; empty where it is."""
    row = DECISIONS[decision]
    if may_be_theirs(decision, offer, by) and plays(offer.episode, by, *row.parties):
        return ""
    return f"“{row.title}” is for others to say: {_first_lower(row)}."


def may_be_theirs(decision: str, offer: Offer, by: StaffRole) -> bool:
    """Whether a decision is for such a role, and at the ward where it is the ward's; asks nothing of the database."""
    row = DECISIONS.get(decision)
    return row is not None and by.role in row.roles and (_at_the_ward(offer, by) or not row.at_the_ward)


def _first_lower(row: Decision) -> str:
    return row.whose[0].lower() + row.whose[1:]


def _at_the_ward(offer: Offer, by: StaffRole) -> bool:
    return offer.bed.ward.unit.organisation_id == by.organisation_id


def _live(offer: Offer) -> Offer:
    """The offer, under the locks of its episode and its bed. Raises Refused where it is over."""
    lock(offer.episode_id)
    locked_beds([offer.bed_id])
    found = Offer.objects.select_related(
        "episode__service", "episode__person", "bed__ward__unit__organisation", "by__organisation"
    )
    held = found.get(pk=offer.pk)
    if held.ended_at is not None:
        raise Refused({"": f"This offer is over: {held.get_ended_display().lower()}."})
    return held


def _next(offer: Offer, *, by: StaffRole, at: datetime) -> tuple[Offer, str]:
    """The live offer and the decision that is next, where it is for whoever acts. Raises Refused."""
    held = _live(offer)
    if held.accepted_at is None and held.until <= at:
        says = f"This offer lapsed on {spell_day(london_day(held.until))}: nobody decided in time. Offer the bed again."
        raise Refused({"": says})
    decision = next_decision(decisions_of(held))
    if not decision:
        raise Refused(
            {"": "All is decided. The move is on record once the hospital records that the person was received."}
        )
    refuse_if({"": said} if (said := whose(decision, held, by)) else {})
    return held, decision


def _append(
    offer: Offer, decision: str, reason: str | None, says: str, who: str, *, by: StaffRole, at: datetime
) -> None:
    OfferDecision.objects.create(
        offer=offer, person_id=offer.person_id, number=decisions_of(offer) + 1, decision=decision, yes=reason is None,
        reason=reason or "", says=says, who=who, by=by, at=at,
    )  # fmt: skip


def _ask_the_hospital(wait: Wait, bed: Bed, *, by: StaffRole, at: datetime) -> None:
    """A hospital whose bed is proposed plays its part from then on, or does already."""
    hospital = bed.ward.unit.organisation_id
    standing = stands(lock(wait.episode_id), at=at)
    if standing.course.state.bound.get(HOSPITAL) == str(hospital):
        return
    facts = {"secure-hospital": hospital, **({"level": wait.level} if wait.level else {})}
    _record(wait.episode, StepMeaning.BED_REQUESTED, facts, by=by, at=at)


def _name_the_day(offer: Offer, expected_on: date | None, *, by: StaffRole, at: datetime) -> None:
    if expected_on is None or expected_on < london_day(at):
        raise Refused({"expected_on": "Name the day from which the bed is theirs, today or later."})
    offer.expected_on = expected_on
    offer.save(update_fields=["expected_on"])
    day = expected_on.isoformat()
    facts = {"ward": str(offer.bed.ward), "expected": day}
    now = _record(offer.episode, StepMeaning.BED_ACCEPTED, facts, by=by, at=at)
    if _possible(now, StepMeaning.BED_DATE_OFFERED):
        _record(now, StepMeaning.BED_DATE_OFFERED, {"date": day}, by=by, at=at)


def _record(
    episode: Episode, meaning: StepMeaning, facts: Mapping[str, Any], *, by: StaffRole, at: datetime
) -> Episode:
    """Take the step by which the blueprint means this. Raises Refused where it has none, or refuses it."""
    step = blueprint_of(episode).that_means(meaning)
    if not step:
        raise Refused({"": f"This service has no step for this: {STEPS[meaning].says}"})
    return take_step(episode=episode, step=step, facts=facts, happened=from_instant(at), by=by, at=at)


def _possible(episode: Episode, meaning: StepMeaning) -> bool:
    """Whether the blueprint has a step of this meaning in the stage that the episode is in."""
    blueprint = blueprint_of(episode)
    step = blueprint.pathway.step.get(blueprint.that_means(meaning))
    return step is not None and episode.stage in step.sources


def _was_named(offer: Offer) -> bool:
    return OfferDecision.objects.filter(offer=offer, decision=BED_NAMED, yes=True).exists()


def _release_others(offer: Offer, *, at: datetime) -> None:
    """Once one bed is accepted, the others that were offered to the same person are free for whoever waits."""
    others = Offer.objects.filter(episode=offer.episode_id, ended_at=None).exclude(pk=offer.pk)
    if Offer.objects.filter(episode=offer.episode_id, ended_at=None, accepted_at__isnull=False).exists():
        raise Refused({"": "Another bed was accepted for this person already."})
    beds = locked_beds(others.values_list("bed", flat=True))
    others.update(ended_at=at, ended="released")
    refresh_beds(beds)


def _end(offer: Offer, how: str, no: No | None, *, says: str, instead: str, by: StaffRole, at: datetime) -> None:
    offer.ended_at, offer.ended = at, how
    offer.save(update_fields=["ended_at", "ended", "because"])
    _settled(offer, at=at)
    _note(f"{how}-offer", offer, by=by, at=at)
    if no and no.outcome and _possible(offer.episode, StepMeaning.BED_DECLINED):
        if not instead.strip():
            raise Refused({"instead": "Say what care is proposed instead: this is a no to the person, and on record."})
        facts = {"outcome": no.outcome, "criterion": says.strip() or no.title, "instead": instead}
        _record(offer.episode, StepMeaning.BED_DECLINED, facts, by=by, at=at)


def _settled(offer: Offer, *, at: datetime) -> None:
    refresh_beds([offer.bed_id])
    refresh_wait(offer.episode_id, at=at)


def _note(did: str, offer: Offer, *, by: StaffRole, at: datetime) -> None:
    detail = {"offer": offer.pk, "bed": offer.bed_id}
    audit.record(by=by, at=at, did=did, person_id=offer.person_id, episode_id=offer.episode_id, detail=detail)
