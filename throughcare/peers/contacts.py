"""Verbs of contacts: logged by the mentor on their screen, or by a coordinator from a slip of paper.

What is kept is that the two met: the day, the minutes, the kind. Nothing of what was said has a place here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from throughcare.access.words import refuse_unknown
from throughcare.audit import actions as audit
from throughcare.audit.submissions import did, once
from throughcare.episodes import actions
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.recording import lock
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways import LONDON, Moment, from_instant, spell_day
from throughcare.peers.keeping import values_of
from throughcare.peers.models import Contact, Match, MentorAccount, Slip
from throughcare.peers.schemes import coordinates, refuse_unless_theirs
from throughcare.peers.suggesting import lives_at
from throughcare.peers.words import A_CONTACT_LASTS, CONTACTS, LONGEST, PEER_MENTOR, SCREEN, SLIP
from throughcare.people.lives import london_day
from throughcare.people.references import as_printed, new_reference

MOST_SLIPS = 20
NOT_YOURS = "This is not somebody whom you support now."


@dataclass(frozen=True, slots=True)
class Met:
    """That two met: the day, how many minutes, and a word of `CONTACTS`."""

    on: date
    minutes: int
    kind: str


@dataclass(frozen=True, slots=True)
class Entered:
    """A contact from a slip. `already` says, where the slip had been entered, that it was not counted again."""

    contact: Contact
    already: str = ""


@verb
def log_contact(*, match: Match, met: Met, by: StaffRole, at: datetime, submission: UUID | None = None) -> Contact:
    """Log that a mentor and whoever they support have met, by the mentor or for them by a coordinator.

    Raises Refused: on, minutes, kind, or "".
    """
    earlier = once(submission, did="logged-contact", by=by, at=at, person_id=match.person_id)
    if earlier is not None:
        return Contact.objects.filter(match=match, by=by).latest("pk")
    held = _refuse_unless_allowed(match, by=by, at=at)
    made = _logged(held, met, way=SCREEN, by=by, at=at)
    did(submission, person_id=held.person_id, episode_id=held.mentee.episode_id)
    return made


def may_support(match: Match, *, by: StaffRole, at: datetime) -> bool:
    """Whether an account is of the mentor of a live match, who is active and lives in this prison now."""
    mentor = match.mentor
    mine = MentorAccount.objects.filter(mentor=mentor, account=by.pk, ended_at=None)
    here = all(lives_at(one, mentor.scheme.place_id, at=at) for one in (mentor.person_id, match.person_id))
    return by.role == PEER_MENTOR and match.ended_at is None and mentor.active and here and mine.exists()


def _refuse_unless_allowed(match: Match, *, by: StaffRole, at: datetime) -> Match:
    held = _read(match)
    if not (coordinates(held.mentor.scheme, by) or may_support(held, by=by, at=at)):
        raise Refused({"": NOT_YOURS})
    return held


def _read(match: Match) -> Match:
    return Match.objects.select_related("mentor__scheme__support", "mentee").get(pk=match.pk)


def _locked(match: Match) -> Match:
    """The slips of a match are entered one after another: the slip itself is a fact, and nobody may lock it."""
    Match.objects.select_for_update(of=("self",)).get(pk=match.pk)
    return _read(match)


def _logged(match: Match, met: Met, *, way: str, by: StaffRole, at: datetime, slip: Slip | None = None) -> Contact:
    _refuse_impossible(match, met, at=at)
    episode = lock(match.mentee.episode_id)
    step = blueprint_of(episode).that_means(StepMeaning.CONTACT_HELD) or ""
    facts: Mapping[str, Any] = {"minutes": str(met.minutes), "kind": met.kind}
    now = actions.take_step(episode=episode, step=step, facts=facts, happened=_when(match, met.on), by=by, at=at)
    made = Contact.objects.create(
        match=match, mentee=match.mentee, person_id=match.person_id, on=met.on, minutes=met.minutes, kind=met.kind,
        way=way, slip=slip, event=now.event_count, by=by, at=at,
    )  # fmt: skip
    detail = {"contact": made.pk, "way": way}
    audit.record(by=by, at=at, did="logged-contact", person_id=made.person_id, episode_id=episode.pk, detail=detail)
    return made


def _when(match: Match, on: date) -> Moment:
    """On the last day of a match, just before it ended: known to the day alone it would be of whatever came after."""
    if match.ended_at is None or on != london_day(match.ended_at):
        return Moment(on=on)
    return from_instant(max(match.at, match.ended_at - timedelta(seconds=1)))


def _refuse_impossible(match: Match, met: Met, *, at: datetime) -> None:
    refuse_unknown("kind", met.kind, CONTACTS)
    wrong = {} if 1 <= met.minutes <= LONGEST else {"minutes": A_CONTACT_LASTS}
    today, days = london_day(at), values_of(match.mentor.scheme).days
    began, ended = london_day(match.at), london_day(match.ended_at) if match.ended_at else None
    if met.on > today:
        wrong["on"] = f"{spell_day(met.on)} has not come yet."
    elif met.on < began:
        wrong["on"] = f"They were matched on {spell_day(began)}: they cannot have met before."
    elif ended and met.on > ended:
        wrong["on"] = f"This match ended on {spell_day(ended)}."
    elif met.on < today - timedelta(days=days):
        wrong["on"] = f"A contact is logged within {days} days (local). Tell the coordinator."
    refuse_if(wrong)


@verb
def print_slips(*, match: Match, count: int, by: StaffRole, at: datetime) -> list[Slip]:
    """Draw codes for slips of paper, each for one contact of a match. Raises Refused: count, or ""."""
    held = _read(match)
    refuse_unless_theirs(held.mentor.scheme, by)
    if not 1 <= count <= MOST_SLIPS:
        raise Refused({"count": f"Print from 1 to {MOST_SLIPS} slips at a time."})
    refuse_if({"": "This match has ended: no slips are printed for it."} if held.ended_at else {})
    about = {"match": held, "mentee": held.mentee, "person_id": held.person_id, "by": by, "at": at}
    made = [Slip.objects.create(code=_free_code(), **about) for _ in range(count)]
    audit.record(
        by=by, at=at, did="printed-slips", person_id=held.person_id, episode_id=held.mentee.episode_id,
        detail={"match": held.pk, "slips": count},
    )  # fmt: skip
    return made


def _free_code() -> str:
    while Slip.objects.filter(code=(code := new_reference("")[1:])).exists():
        pass
    return code


@verb
def enter_slip(*, code: str, met: Met, by: StaffRole, at: datetime) -> Entered:
    """Log what a slip says. One that was entered already is not counted again. Raises Refused: code, on, ...

    Two who enter one slip at the same moment wait for each other.
    """
    slip = Slip.objects.filter(code=as_printed(code)).select_related("match").first()
    held = _locked(slip.match) if slip else None
    if slip is None or held is None or not coordinates(held.mentor.scheme, by):
        raise Refused({"code": "No slip of this scheme has this code. Look at it once more."})
    before = Contact.objects.filter(slip=slip).select_related("by__staff").first()
    if before is not None:
        return Entered(before, _folded(before))
    return Entered(_logged(held, met, way=SLIP, by=by, at=at, slip=slip))


def _folded(before: Contact) -> str:
    entered = before.at.astimezone(LONDON)
    return (
        f"{before.by.staff} entered this slip on {spell_day(entered.date())} at {entered:%H:%M} "
        f"({before.minutes} minutes on {spell_day(before.on)}). It is counted once."
    )
