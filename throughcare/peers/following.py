"""What follows from a fact of a mentor's episode, or of somebody they support, in the transaction of the fact.

A mentor who stops, for whatever reason and whoever records it, supports nobody from that moment: each of their matches
ends, and whoever they supported waits for another. A fact that must not be recorded is refused here, with its reason.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from throughcare.access.models import Grant
from throughcare.blueprints.course import Course
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import FOLLOWED, Followed, Saying, append, lock, stands
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import while_nobody_acts
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.pathways import Event as Fact
from throughcare.pathways import from_instant
from throughcare.peers.keeping import is_of_mentors, is_of_support, keep_mentee, keep_mentor, said_in, values_of
from throughcare.peers.models import Match, Mentor, MentorAccount, Profile, Scheme
from throughcare.peers.words import (
    A_CONTACT_LASTS,
    A_MENTOR_RECORDS,
    A_MENTOR_SUPPORTS,
    ENDED,
    LEFT,
    LONGEST,
    OVER,
    PEER_MENTOR,
    SUSPENDED,
)
from throughcare.sharing import Ground

S = StepMeaning
NOT_THEIR_OWN = "This account belongs to the person themselves. Somebody else must record it."
NOT_A_MENTORS = "A mentor's account logs contacts and passes worries on. Staff record everything else."
MATCHED_ELSEWHERE = "A match is made where mentors who fit are suggested, so that no limit and no wall is passed by."


def follow(facts: Sequence[Followed], at: datetime) -> None:
    """Refuses what must not be, keeps the rows and ends matches. The caller holds the episodes' row locks."""
    for episode, before, now in facts:
        if is_of_mentors(now.blueprint) and (scheme := Scheme.objects.filter(mentors=episode.service_id).first()):
            _mentor(episode, new_facts(before, now), now, scheme, at)
        elif is_of_support(now.blueprint) and (scheme := Scheme.objects.filter(support=episode.service_id).first()):
            _mentee(episode, new_facts(before, now), now, scheme, at)


def new_facts(before: Course | None, now: Course) -> list[Fact]:
    known = {fact.number for fact in before.facts} if before else set()
    return [fact for fact in now.facts if fact.number not in known]


def _mentor(episode: Episode, new: list[Fact], now: Course, scheme: Scheme, at: datetime) -> None:
    _refuse_recorders(episode, new, now)
    _refuse_idle_guides(episode, new, now, scheme, at)
    held = keep_mentor(episode, now, scheme)
    _keep_own_limit(held, new, now, at)
    if not held.active:
        end_all(held, SUSPENDED if held.suspended else LEFT, at=at)


def _mentee(episode: Episode, new: list[Fact], now: Course, scheme: Scheme, at: datetime) -> None:
    _refuse_recorders(episode, new, now)
    _refuse_impossible_lengths(episode, new, now)
    held = keep_mentee(episode, now, scheme)
    live = Match.objects.filter(mentee=held, ended_at=None)
    if _meaning(now, new, S.MATCHED) and not live.exists():
        raise Refused({"": MATCHED_ELSEWHERE})
    if held.waits or not held.open:
        live.update(ended_at=at, ended=_why_unmatched(episode, new, now) if held.open else OVER)


def _refuse_impossible_lengths(episode: Episode, new: list[Fact], now: Course) -> None:
    """Of a contact that no verb of this room has judged: read from a file, or corrected."""
    for fact in _meaning(now, new, S.CONTACT_HELD):
        if not 1 <= float(said_in(episode, [fact], "minutes").get("minutes", 1)) <= LONGEST:
            raise Refused({"minutes": A_CONTACT_LASTS})


def _meaning(now: Course, new: list[Fact], *words: StepMeaning) -> list[Fact]:
    """Of the new facts those that bear one of these words."""
    steps = set(now.blueprint.meaning(*words))
    return [fact for fact in new if fact.step in steps]


def _why_unmatched(episode: Episode, new: list[Fact], now: Course) -> str:
    said = said_in(episode, _meaning(now, new, S.UNMATCHED), "why").get("why", "other")
    return str(said) if said in ENDED else "other"


def _refuse_recorders(episode: Episode, new: list[Fact], now: Course) -> None:
    """Nobody records in an episode of their own, with whatever account; a mentor's account records little."""
    recorders = StaffRole.objects.filter(pk__in={int(fact.staff) for fact in new if fact.staff})
    for role in recorders:
        theirs = MentorAccount.objects.filter(person=episode.person_id, account__staff=role.staff_id)
        own = Grant.objects.filter(person=episode.person_id, ground=Ground.OWN, staff__staff=role.staff_id)
        if theirs.exists() or own.exists():
            raise Refused({"": NOT_THEIR_OWN})
        if role.role == PEER_MENTOR and len(_meaning(now, new, *A_MENTOR_RECORDS)) < len(new):
            raise Refused({"": NOT_A_MENTORS})


IDLE_GUIDE = "This mentor is not active, so nobody can go along with them. Name an active mentor of the scheme."


def _refuse_idle_guides(episode: Episode, new: list[Fact], now: Course, scheme: Scheme, at: datetime) -> None:
    """Whoever is along to learn is along with an active mentor of the same scheme, and not with themselves."""
    others = Mentor.objects.filter(scheme=scheme).exclude(episode=episode)
    for fact in _meaning(now, new, S.SHADOWING_STARTED, S.SHADOWING_LOGGED):
        named = said_in(episode, [fact], "shadows").get("shadows")
        if named is None:
            _refuse_guide_who_stopped(episode, fact, now, others, at)
            continue
        guide = _called(named, others)
        # The first mentors of a scheme have nobody to go along with: staff stand in until one is active.
        if guide is None and others.filter(active=True).exists():
            raise Refused({"shadows": "There is no other mentor with this reference in the scheme."})
        if guide is not None and not guide.active:
            raise Refused({"shadows": IDLE_GUIDE})


def _refuse_guide_who_stopped(
    episode: Episode, fact: Fact, now: Course, others: QuerySet[Mentor], at: datetime
) -> None:
    """A log that names nobody is of whom they go along with: not of a day since which that mentor is active no more."""
    known = [one for one in now.facts if one.number < fact.number]
    before = _meaning(now, known, S.SHADOWING_STARTED, S.SHADOWING_LOGGED)
    named = [said for one in reversed(before) if (said := said_in(episode, [one], "shadows").get("shadows"))]
    guide = _called(named[0], others) if named else None
    if guide is None or guide.active:
        return
    stopped = stands(guide.episode, at=at).course.state.stays[-1].since
    if not stopped.is_after(fact.when):
        raise Refused({"shadows": IDLE_GUIDE})


def _called(named: object, mentors: QuerySet[Mentor]) -> Mentor | None:
    return mentors.filter(episode__reference=str(named).strip().upper()).first()


def _keep_own_limit(mentor: Mentor, new: list[Fact], now: Course, at: datetime) -> None:
    """What was said at the beginning of how many people they support at most becomes their own limit."""
    for fact in _meaning(now, new, S.MENTOR_ACTIVE):
        load = said_in(mentor.episode, [fact], "load").get("load")
        if load is None:
            continue
        if int(load) < 1:
            raise Refused({"load": A_MENTOR_SUPPORTS})
        last = mentor.profiles.order_by("-pk").first()
        kept = {name: getattr(last, name) for name in ("languages", "needs", "hours")} if last else {}
        most = min(int(load), values_of(mentor.scheme).most)
        Profile.objects.create(
            mentor=mentor, person_id=mentor.person_id, most=most, by_id=int(fact.staff or 0), at=at, **kept
        )
        Mentor.objects.filter(pk=mentor.pk).update(most=most)


def end_all(mentor: Mentor, why: str, *, at: datetime) -> None:
    """Ends every match of a mentor who stops. The caller holds the mentor's row lock."""
    live = Match.objects.filter(mentor=mentor, ended_at=None).select_related("mentee").order_by("mentee_id")
    for match in live:
        with while_nobody_acts():
            end_match(match, why, by=clock_keeper(at=at), at=at)


def end_match(match: Match, why: str, *, by: StaffRole, at: datetime) -> Match:
    """Ends a match, with the fact of it in the mentee's episode, who waits from then on.

    Where the product ends it, it does so in the part of the scheme. The caller holds the mentor's row lock.
    """
    episode = lock(match.mentee.episode_id)
    Match.objects.filter(pk=match.pk, ended_at=None).update(ended_at=at, ended=why)
    standing = stands(episode, at=at)
    pathway, stage = standing.course.blueprint.pathway, standing.course.state.stage
    steps = (pathway.step[one] for one in standing.course.blueprint.meaning(S.UNMATCHED))
    if step := next((one for one in steps if stage in one.sources), None):
        party = next((one for one in step.by if one in standing.course.state.bound), None)
        append(episode, Saying(step.id, from_instant(at), {"why": why}, party=party), by=by, at=at, standing=standing)
    match.refresh_from_db()
    return match


FOLLOWED.append(follow)
