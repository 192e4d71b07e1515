"""What a copy of a record holds of care: waits, places in groups, sessions, every line of a register, appointments.

Of groups it says where and when somebody was, and never who else was there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from throughcare.access.seeing import seen_by
from throughcare.care.models import (
    VETTING,
    Alone,
    Attendance,
    Commitment,
    Helper,
    Membership,
    NonAssociation,
    Session,
    Wait,
)
from throughcare.copies import Found, hands_over
from throughcare.organisations.models import StaffRole
from throughcare.pathways.moments import spell_instant
from throughcare.people.lives import london_day
from throughcare.people.models import Person
from throughcare.sessions.words import REASONS
from throughcare.sharing import STAGES
from throughcare.telling.phrases import short_day

APART = "security-intelligence"


@hands_over(Wait, Membership, Alone, Attendance, Helper, Commitment, NonAssociation)
def handed_over(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    mine = partial(seen_by, staff=staff, as_of=as_of)
    for wait in mine(Wait).filter(person=person).select_related("programme").order_by("pk"):
        yield _wait(wait)
    for place in mine(Membership).filter(person=person).select_related("cohort").order_by("pk"):
        yield _place(place)
    for one in mine(Alone).filter(person=person).select_related("session__room").order_by("pk"):
        yield _alone(one)
    lines = mine(Attendance).filter(person=person).select_related("session__cohort", "register__by__organisation")
    yield from _sessions(lines.order_by("session__starts_at", "session", "pk"))
    for helped in mine(Helper).filter(person=person).select_related("cohort").order_by("pk"):
        until = f"Until {_day(helped.ended_at)}" if helped.ended_at else ""
        yield Found(VETTING, f"You help to lead {helped.cohort}, since {_day(helped.at)}", until)
    for due in mine(Commitment).filter(person=person).order_by("pk"):
        taken_back = "Taken back" if due.taken_back_at else ""
        yield Found(due.category, f"{due.get_kind_display()}, {spell_instant(due.starts_at)}", taken_back)
    for apart in mine(NonAssociation).filter(person=person).order_by("pk"):
        yield Found(APART, f"Kept apart from somebody, said on {_day(apart.at)}", "")


def _wait(wait: Wait) -> Found:
    ended = f"{wait.get_ended_display()}, {_day(wait.ended_at)}" if wait.ended_at else ""
    said = [f"Need: {wait.get_need_display()}", f"Fit: {wait.get_fit_display()}", ended]
    return Found(wait.category, f"On the waiting list of {wait.programme} since {short_day(wait.since)}", _lines(said))


def _place(place: Membership) -> Found:
    said = [
        f"Given out of turn: {place.out_of_turn}" if place.out_of_turn else "",
        f"Yours since {_day(place.accepted_at)}" if place.accepted_at else "",
        f"{place.get_ended_display()}, {_day(place.ended_at)}. {place.because}".rstrip(". ") if place.ended_at else "",
    ]
    typed = bool(place.out_of_turn or place.because)
    return Found(place.category, f"A place in {place.cohort}, offered on {_day(place.at)}", _lines(said), typed)


def _alone(one: Alone) -> Found:
    session = one.session
    said = [
        "In place of a session that the regime took" if one.instead_of_id else "",
        f"Booked although: {session.over}" if session.over else "",
        f"Cancelled: {session.get_cancelled_for_display()}" if session.cancelled_at else "",
    ]
    title = f"A session with you alone, {spell_instant(session.starts_at)}, {session.room}"
    return Found(STAGES, title, _lines(said), bool(session.over))


def _sessions(lines: Iterable[Attendance]) -> Iterator[Found]:
    """Each session with every saving of its register, the last of which counts."""
    said: dict[Session, list[str]] = defaultdict(list)
    for line in lines:
        said[line.session].append(f"{spell_instant(line.at)}, {line.register.by.organisation}: {_says(line)}")
    for session, savings in said.items():
        what = f"{session.cohort or 'single session'}, {spell_instant(session.starts_at)}"
        title = f"Whether you were there: {what}"
        yield Found(session.category, title, _lines(savings))


def _says(line: Attendance) -> str:
    if not line.reason:
        return f"{line.get_status_display()}, {line.get_engaged_display().lower()}"
    lost = " (lost to the regime, not counted against you)" if line.lost_to_regime else ""
    return f"{REASONS[line.reason].title}{lost}"


def _day(at: datetime) -> str:
    return short_day(london_day(at))


def _lines(said: Iterable[str]) -> str:
    return "\n".join(filter(None, said))
