"""The register of a session: saved as a whole, by whoever treats, as often as it is corrected.

Each saving appends rows and, in each episode, the fact that its blueprint has for it: held, missed, or lost to the
regime. What the prison caused is never counted against anybody.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Q, QuerySet

from throughcare.audit import actions as audit
from throughcare.audit.submissions import once
from throughcare.care.booking import spelled
from throughcare.care.keeping import refuse_unless_stands, refuse_unless_theirs
from throughcare.care.lines import THERE, Line, corrected, line_of, said_as, taken_back, unknown
from throughcare.care.models import Alone, Attendance, Membership, Register, Session
from throughcare.care.recording import lock_each, record_each, stand_each
from throughcare.episodes.history import Standing
from throughcare.episodes.models import Episode
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways import RECORDED_IN_ERROR, from_instant
from throughcare.sessions.words import REASONS, TREATMENT

# What of a session such a question needs -> what it is called there.
ASKED = {"pk": "session", "cohort_id": "cohort", "starts_at": "starts_at", "ends_at": "ends_at"}


class MovedOn(Refused):
    """Somebody else saved this register meanwhile. `register` is what they saved."""

    def __init__(self, register: Register) -> None:
        says = (
            f"{register.by.staff} saved this register on {spelled(register.at)}, after you opened it. "
            "Both are shown: what you chose, and what was saved. Send it again if yours is right."
        )
        super().__init__({"": says})
        self.register = register


def roll(session: Session) -> Q:
    """Whom a session is for, as a condition on memberships: those who have a place in the group at that time."""
    still = Q(ended_at=None) | Q(ended_at__gt=session.starts_at)
    return Q(cohort=session.cohort_id, accepted_at__lt=session.ends_at) & still


def newest_lines(session: Session) -> QuerySet[Attendance]:
    """What was said last of each person."""
    lines = Attendance.objects.filter(session=session.pk)
    return lines.order_by("episode", "-pk").distinct("episode")


# Any session, for questions that are written once; `values_of` one is what they are asked with.
WHICHEVER = Session(**{name: cast(Any, Given(given)) for name, given in ASKED.items()})
LOCKED = Question(lambda: Session.objects.select_for_update(of=("self",)).filter(pk=WHICHEVER.pk))
NEWEST = Question(
    lambda: Register.objects.filter(session=WHICHEVER.pk).select_related("by__staff").order_by("-number")[:1]
)
SAID = Question(lambda: newest_lines(WHICHEVER))
ALONE = Question(lambda: Alone.objects.filter(session=WHICHEVER.pk).values_list("episode"))
MEMBERS = Question(lambda: Membership.objects.filter(roll(WHICHEVER)).values_list("episode"))


def values_of(session: Session) -> dict[str, Any]:
    """What a question about `WHICHEVER` session is asked with."""
    return {given: getattr(session, name) for name, given in ASKED.items()}


@verb
def save_register(
    *,
    session: Session,
    lines: Mapping[int, Line],
    seen: int,
    by: StaffRole,
    at: datetime,
    submission: UUID | None = None,
) -> Register:
    """Save a whole register: all of it, or none with a sentence for each person (by episode, as text).
    `seen` is the number of the register that was looked at, 0 for none. Raises MovedOn with another by now.
    """
    earlier = once(submission, did=f"register-{session.pk}", by=by, at=at)
    (held,) = LOCKED.ask(session=session.pk)
    newest = next(iter(NEWEST.ask(session=session.pk)), None)
    if earlier and newest:
        return newest
    _refuse_impossible(held, by=by, at=at)
    if newest is not None and seen != newest.number:
        raise MovedOn(newest)
    before = {row.episode_id: row for row in SAID.ask(session=session.pk)}
    changed = _changed(held, lines, before)
    episodes = lock_each(changed)
    events = _record(held, changed, before, episodes, by=by, at=at)
    return written(held, newest, changed, episodes, events, by=by, at=at)


def written(
    session: Session,
    newest: Register | None,
    changed: Mapping[int, Line],
    episodes: Mapping[int, Episode],
    events: Mapping[int, int],
    *,
    by: StaffRole,
    at: datetime,
) -> Register:
    """Append a register after the newest, with its lines. `events` are the numbers of their facts, by episode."""
    number = newest.number + 1 if newest else 1
    made = Register.objects.create(session=session, number=number, by=by, at=at)
    Attendance.objects.bulk_create(
        _row(session, made, episodes[key], line, events.get(key), by=by, at=at) for key, line in changed.items()
    )
    audit.record(by=by, at=at, did="saved-register", detail={"session": session.pk, "number": number})
    return made


def _refuse_impossible(session: Session, *, by: StaffRole, at: datetime) -> None:
    refuse_unless_theirs(session, by)
    refuse_unless_stands(session)
    if session.starts_at > at:
        raise Refused({"": f"This session begins on {spelled(session.starts_at)}. Its register opens then."})


def expected(session: Session) -> set[int]:
    """The episodes of those who were to come."""
    rows = (ALONE if session.cohort_id is None else MEMBERS).ask(**values_of(session))
    return {episode for (episode,) in rows}


def _refuse_strangers(session: Session, lines: Mapping[int, Line], before: Mapping[int, Attendance]) -> None:
    """A register is of everybody who was to come, and of nobody else."""
    those = expected(session)
    if missing := (those | before.keys()) - lines.keys():
        raise Refused({str(key): "Say whether this person was there." for key in missing})
    if lines.keys() - those - before.keys():
        raise Refused({"": "Somebody in this register has no place in the session. Open the page again."})
    refuse_if({} if lines else {"": "Nobody has a place in this session yet."})


def _changed(session: Session, lines: Mapping[int, Line], before: Mapping[int, Attendance]) -> dict[int, Line]:
    """The lines that say something new, of a register that can be. Raises Refused by person."""
    _refuse_strangers(session, lines, before)
    refuse_if(unknown(lines))
    return {key: line for key, line in lines.items() if key not in before or line_of(before[key]) != line}


def _record(
    session: Session,
    changed: Mapping[int, Line],
    before: Mapping[int, Attendance],
    episodes: Mapping[int, Episode],
    *,
    by: StaffRole,
    at: datetime,
) -> dict[int, int]:
    """Record in each episode what its line means. The numbers of the facts, by episode."""
    standings = stand_each(episodes, at=at)
    stood = _standing_numbers(standings, {key: before[key] for key in changed.keys() & before.keys()})
    # Where only how far they took part is another, that is no fact of the episode.
    same = {key for key in stood if _says_the_same(session.kind, line_of(before[key]), changed[key])}
    when = from_instant(session.starts_at)
    lines = {key: said_as(session, line, standings[key], when) for key, line in changed.items() if key not in same}
    said = {key: saying for key, saying in lines.items() if saying}
    moved = {key for key in stood if line_of(before[key]).means(session.kind) is not changed[key].means(session.kind)}
    if struck := moved - same:
        record_each({key: taken_back(stood[key], when) for key in struck}, episodes, standings, by=by, at=at)
        standings |= stand_each({key: episodes[key] for key in struck}, at=at)
    anew = {key: corrected(said[key], stood[key]) for key in stood.keys() & said.keys() - struck}
    made = record_each({**said, **anew}, episodes, standings, by=by, at=at)
    return {key: stood[key] for key in same} | {key: event.number for key, event in made.items()}


def _standing_numbers(standings: Mapping[int, Standing], before: Mapping[int, Attendance]) -> dict[int, int]:
    """The numbers of the facts that stand of what was said before, where there is one."""
    numbers = {key: _standing_number(standings[key], row.event) for key, row in before.items() if row.event}
    return {key: number for key, number in numbers.items() if number}


def _says_the_same(kind: str, line: Line, other: Line) -> bool:
    """Whether two lines are the same fact: of a group that is no treatment, that somebody was there."""
    return line.what == other.what if kind == TREATMENT else line.means(kind) is other.means(kind)


def _standing_number(standing: Standing, number: int) -> int:
    """The number of a fact as it stands, through corrections made elsewhere; 0 where it was struck out."""
    corrected = {fact.corrects: fact for fact in standing.history if fact.corrects}
    while number in corrected:
        fact = corrected[number]
        number = 0 if fact.step == RECORDED_IN_ERROR else fact.number
    return number


def _row(
    session: Session,
    register: Register,
    episode: Episode,
    line: Line,
    event: int | None,
    *,
    by: StaffRole,
    at: datetime,
) -> Attendance:
    there = line.what in THERE
    return Attendance(
        session=session,
        register=register,
        episode=episode,
        person_id=episode.person_id,
        category=session.category,
        status=line.status,
        engaged=line.engaged,
        reason="" if there else line.what,
        lost_to_regime=not there and REASONS[line.what].lost_to_regime,
        event=event,
        by=by,
        at=at,
    )
