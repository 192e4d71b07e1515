"""The verbs of an episode. Each is one transaction; each refuses with reasons or is wholly recorded.

`by` is the role somebody acts in, `at` the instant of recording, `happened` when the fact happened. `submission` is the
key of the form: the same form sent twice is recorded once.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from throughcare.audit.submissions import once
from throughcare.blueprints.forms import clean
from throughcare.blueprints.holding import questions
from throughcare.episodes.history import Standing, answers, blueprint_of
from throughcare.episodes.models import Episode, Event
from throughcare.episodes.recording import Saying, append, lock, refuse_impossible, stands
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Refused, refuse_if, sound
from throughcare.pathways import RECORDED_IN_ERROR, Moment, everywhere, spell_day

Facts = Mapping[str, Any]
LONGEST_REASON = 200


@verb
def take_step(
    *,
    episode: Episode,
    step: str,
    facts: Facts,
    happened: Moment,
    by: StaffRole,
    at: datetime,
    seen: int | None = None,
    submission: UUID | None = None,
    read: Standing | None = None,
) -> Episode:
    """Record a step. `seen` is how many facts the form knew of: with more by now, somebody must look first.

    `read` is how the episode stood when whoever acts read it, at the same instant.
    """
    locked, repeated = _begin(episode, submission, did=step, by=by, at=at)
    if repeated:
        return locked
    _refuse_if_moved_on(locked, seen)
    cleaned = clean(questions(blueprint_of(locked), step), facts, demand=not _referred_already(locked, step))
    saying, standing = Saying(step, happened, cleaned.values), stands(locked, at=at, read=read)
    _refuse_faults(locked, saying, dict(cleaned.faults), by=by, at=at, standing=standing)
    append(locked, saying, by=by, at=at, standing=standing)
    return locked


def _refuse_faults(
    episode: Episode, saying: Saying, faults: dict[str, str], *, by: StaffRole, at: datetime, standing: Standing
) -> None:
    """A step that cannot be taken at all is refused for that, and not for what its form lacks."""
    if faults:
        refuse_impossible(episode, saying, by=by, at=at, standing=standing)
        raise Refused(faults)


@verb
def correct(
    *,
    episode: Episode,
    number: int,
    facts: Facts,
    happened: Moment,
    why: str,
    by: StaffRole,
    at: datetime,
    submission: UUID | None = None,
) -> Episode:
    """Replace fact `number` by one with other answers or another time. Both stay on record.

    Answers not given stay: whoever corrects may not see them all. One given as None is taken back.
    """
    locked, repeated = _begin(episode, submission, did="correct", by=by, at=at)
    if repeated:
        return locked
    original = _own_fact(locked, number, by=by)
    why = _reason(why, missing="Say why it is corrected.")
    said = {**_answered_anew(locked, original, facts), "why-corrected": why}
    saying = Saying(original.step, happened, said, party=original.party or None, corrects=number)
    append(locked, saying, by=by, at=at)
    return locked


def _answered_anew(episode: Episode, original: Event, facts: Facts) -> dict[str, Any]:
    before = answers(original)
    now_said = {name: answer for name, answer in {**before, **facts}.items() if answer is not None}
    cleaned = clean(questions(blueprint_of(episode), original.step), now_said, demand=bool(before))
    refuse_if(dict(cleaned.faults))
    return dict(cleaned.values)


@verb
def strike_out(
    *, episode: Episode, number: int, why: str, by: StaffRole, at: datetime, submission: UUID | None = None
) -> Episode:
    """Take back a fact recorded in error. It stays on record, struck through, and no longer counts."""
    locked, repeated = _begin(episode, submission, did="strike-out", by=by, at=at)
    if repeated:
        return locked
    original = _own_fact(locked, number, by=by)
    why = _reason(why, missing="Say why it was recorded in error.")
    happened = Moment(on=original.happened_on)
    append(locked, Saying(RECORDED_IN_ERROR, happened, {"why": why}, corrects=number), by=by, at=at)
    return locked


def name_lead(*, episode: Episode, lead: StaffRole, by: StaffRole, at: datetime, happened: Moment) -> Episode:
    """Name the member of staff who leads for their organisation."""
    facts = {"organisation": lead.organisation_id, "staff": lead.pk}
    return take_step(episode=episode, step=everywhere.LEAD_NAMED, facts=facts, happened=happened, by=by, at=at)


def hand_over(
    *, episode: Episode, party: str, to: int, why: str, by: StaffRole, at: datetime, happened: Moment
) -> Episode:
    """Offer a party's part to another organisation, which holds the person only once it has accepted."""
    facts = {"party": party, "organisation": to, "why": why}
    return take_step(episode=episode, step=everywhere.HANDOVER_OFFERED, facts=facts, happened=happened, by=by, at=at)


def hold_jointly(*, episode: Episode, organisation: int, by: StaffRole, at: datetime, happened: Moment) -> Episode:
    """Let another organisation hold the person beside those accountable."""
    facts = {"organisation": organisation}
    return take_step(episode=episode, step=everywhere.HELD_JOINTLY, facts=facts, happened=happened, by=by, at=at)


def end(*, episode: Episode, outcome: str, facts: Facts, by: StaffRole, at: datetime, happened: Moment) -> Episode:
    """End the episode with an outcome, by the step of its blueprint that leads there from the present stage."""
    pathway = blueprint_of(episode).pathway
    for step in pathway.steps:
        final = pathway.stage[step.to] if step.to else None
        if final is None or not final.final or episode.stage not in step.sources:
            continue
        if step.outcome == outcome or (step.outcome is None and outcome in final.outcomes):
            said = {**facts, "outcome": outcome} if step.outcome is None else facts
            return take_step(episode=episode, step=step.id, facts=said, happened=happened, by=by, at=at)
    raise Refused({"outcome": f"It cannot end with '{outcome}' from '{pathway.stage[episode.stage].title}'."})


def _reason(why: str, *, missing: str) -> str:
    said = sound({"why": read_line(why, most=LONGEST_REASON)})["why"]
    refuse_if({} if said else {"why": missing})
    return said


def _begin(episode: Episode, submission: UUID | None, *, did: str, by: StaffRole, at: datetime) -> tuple[Episode, bool]:
    """The episode under its row lock, and whether this form has done its work already."""
    earlier = once(submission, did=did, by=by, at=at, person_id=episode.person_id, episode_id=episode.pk)
    return lock(episode.pk), earlier is not None


def _refuse_if_moved_on(episode: Episode, seen: int | None) -> None:
    if seen is None or seen == episode.event_count:
        return
    newest = episode.events.select_related("organisation").get(number=episode.event_count)
    pathway = blueprint_of(episode).pathway
    says = (
        f"Since you opened this page {newest.organisation} recorded '{pathway.step[newest.step].title}' "
        f"({spell_day(newest.happened_on)}). Look at it, then send again if yours still holds."
    )
    raise Refused({"": says})


def _referred_already(episode: Episode, step: str) -> bool:
    """Receiving a referral asks nothing again that the referrer has answered."""
    pathway = blueprint_of(episode).pathway
    return episode.stage in everywhere.RESERVED_STAGES and step in pathway.step and pathway.step[step].begins


def _own_fact(episode: Episode, number: int, *, by: StaffRole) -> Event:
    """A fact is corrected by the organisation that recorded it."""
    original = episode.events.filter(number=number).first()
    if original is None:
        raise Refused({"": f"There is no fact number {number} to correct."})
    if original.organisation_id != by.organisation_id:
        raise Refused({"": f"Fact number {number} is {original.organisation}'s; ask them to correct it."})
    return original
