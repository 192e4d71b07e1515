"""Verbs of two: a match, its end, and a no by either side.

A match is made under the row lock of the mentor: of many coordinators at once none passes the limit, and a numbered
place holds one person whatever happens. Locks are taken in one order: the mentor, then the mentee's episode.
"""

from datetime import datetime

from throughcare.access.words import line, refuse_unknown
from throughcare.audit import actions as audit
from throughcare.episodes import actions
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.recording import lock
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.pathways import from_instant
from throughcare.peers.following import end_match
from throughcare.peers.models import Match, Mentee, Mentor, Veto
from throughcare.peers.schemes import refuse_unless_theirs
from throughcare.peers.suggesting import judged_alone, lives_at
from throughcare.peers.words import ENDED, OVER, SIDES

# What somebody may choose as the reason: that support ended is said by ending the support.
NO_AIM = "Write down what they agreed to work towards, in their own words."
CHOSEN = {word: title for word, title in ENDED.items() if word != OVER}


@verb
def match(*, mentor: Mentor, mentee: Mentee, aim: str, by: StaffRole, at: datetime) -> Match:
    """Match somebody who waits with a mentor who fits, and record it in the episode of whoever is supported.

    Raises Refused: mentor, with every reason that forbids it; aim; or "".
    """
    held = locked(mentor)
    refuse_unless_theirs(held.scheme, by)
    agreed = line(aim, field="aim", most=400, missing=NO_AIM)
    episode = lock(mentee.episode_id)
    waiting = Mentee.objects.select_for_update().get(pk=mentee.pk)
    _refuse_unless_waiting(waiting, held, at=at)
    _refuse_unless_fit(waiting, held, at=at)
    about = {"mentee": waiting, "person_id": waiting.person_id, "by": by, "at": at}
    made = Match.objects.create(mentor=held, place=free_place(held), aim=agreed, **about)
    facts = {"mentor": held.episode.reference, "aim": agreed}
    actions.take_step(
        episode=episode, step=blueprint_of(episode).that_means(StepMeaning.MATCHED) or "", facts=facts,
        happened=from_instant(at), by=by, at=at,
    )  # fmt: skip
    _note("matched-mentor", made, by=by, at=at)
    return made


def locked(mentor: Mentor) -> Mentor:
    """The mentor as they stand now, to oneself until the transaction ends."""
    rows = Mentor.objects.select_for_update(of=("self",)).select_related("scheme__support", "episode")
    return rows.get(pk=mentor.pk)


def free_place(mentor: Mentor) -> int:
    """The lowest number that nobody has. The caller holds the mentor's lock and has judged the load."""
    taken = set(Match.objects.filter(mentor=mentor, ended_at=None).values_list("place", flat=True))
    return next(number for number in range(1, len(taken) + 2) if number not in taken)


def _refuse_unless_waiting(mentee: Mentee, mentor: Mentor, *, at: datetime) -> None:
    if mentee.scheme_id != mentor.scheme_id:
        raise Refused({"mentor": "This mentor belongs to another scheme."})
    if not mentee.open:
        raise Refused({"": "Support has ended here: nobody is matched any more."})
    if Match.objects.filter(mentee=mentee, ended_at=None).exists():
        raise Refused({"": "This person has a mentor already. End that match first."})
    if not mentee.waits:
        raise Refused({"": f"This person does not wait for a mentor: {mentee.stage.lower()}."})
    if not lives_at(mentee.person_id, mentor.scheme.place_id, at=at):
        raise Refused({"": "This person does not live in this prison now."})


def _refuse_unless_fit(mentee: Mentee, mentor: Mentor, *, at: datetime) -> None:
    found = judged_alone(mentee, mentor, at=at)
    if not found.possible:
        because = " ".join(one.says for one in found.forbids)
        raise Refused({"mentor": f"Not possible with {mentor.person}. {because}"})


@verb
def unmatch(*, match: Match, why: str, by: StaffRole, at: datetime) -> Match:
    """End a match: whoever was supported waits for another mentor. Raises Refused: why, or ""."""
    refuse_unknown("why", why, CHOSEN)
    held = locked(match.mentor)
    refuse_unless_theirs(held.scheme, by)
    live = Match.objects.select_related("mentee").get(pk=match.pk)
    if live.ended_at is not None:
        raise Refused({"": f"This match has ended already: {ENDED[live.ended].lower()}."})
    ended = end_match(live, why, by=by, at=at)
    _note("unmatched-mentor", ended, by=by, at=at)
    return ended


@verb
def veto(*, mentor: Mentor, mentee: Mentee, side: str, by: StaffRole, at: datetime) -> Veto:
    """Record that one of two says no to the other. A match of the two ends with it. Raises Refused: side, or ""."""
    refuse_unknown("side", side, SIDES)
    held = locked(mentor)
    refuse_unless_theirs(held.scheme, by)
    if mentee.scheme_id != held.scheme_id:
        raise Refused({"": "These two are not of one scheme."})
    about = {"mentor": held, "mentee": mentee, "side": side}
    said = Veto.objects.filter(**about).first()
    if said is not None:
        return said
    made = Veto.objects.create(**about, person_id=mentee.person_id, by=by, at=at)
    live = Match.objects.filter(mentor=held, mentee=mentee, ended_at=None).select_related("mentee").first()
    if live is not None:
        end_match(live, f"{'mentor' if side == 'mentor' else 'person'}-asked", by=by, at=at)
    audit.record(
        by=by, at=at, did="said-no-to-match", person_id=mentee.person_id, episode_id=mentee.episode_id,
        detail={"veto": made.pk},
    )  # fmt: skip
    return made


def _note(did: str, made: Match, *, by: StaffRole, at: datetime) -> None:
    whose, episode = made.person_id, made.mentee.episode_id
    detail = {"match": made.pk, "mentor": made.mentor_id}
    audit.record(by=by, at=at, did=did, person_id=whose, episode_id=episode, detail=detail)
