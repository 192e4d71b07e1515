"""Verbs of a turn that is on the rota: somebody cannot come, gives it to another mentor, or swaps with one.

The row of a turn changes once, when it ends; who takes it over has a row of their own.
"""

from collections.abc import Sequence
from datetime import datetime

from throughcare.access.words import refuse_unknown
from throughcare.audit import actions as audit
from throughcare.cover.keeping import refuse_unless_there
from throughcare.cover.models import ActiveMentor, Duty
from throughcare.cover.rostering import book, expect_active, not_possible
from throughcare.cover.words import GIVEN, SWAPPED, TAKEN_OFF_FOR
from throughcare.episodes.recording import lock
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.rota.turns import Turn


@verb
def take_off(*, duty: Duty, why: str, by: StaffRole, at: datetime) -> Duty:
    """Take a turn off the rota: the mentor cannot come, or nobody is needed. What is left of it is a gap at once.

    Raises Refused: why, or "" where it is over or off already.
    """
    refuse_unknown("why", why, TAKEN_OFF_FOR)
    (held,) = _locked([duty])
    refuse_unless_there(held, by=by, at=at)
    end_turn(held, why, by=by, at=at)
    return held


@verb
def give(*, duty: Duty, to: int, by: StaffRole, at: datetime) -> Duty:
    """Give a turn to another mentor, by the number of their episode. Begun already, they take over what is left of it.

    Raises Refused: to, or "" with what stands against it.
    """
    (held,) = _locked([duty], to)
    refuse_unless_there(held, by=by, at=at)
    _refuse_unless_stands(held, at)
    taker = expect_active(to, field="to")
    if taker.place_id != held.place_id or taker.person_id == held.person_id:
        raise Refused({"to": "Choose another active mentor of this prison."})
    left = _left(held, at)
    _refuse(taker, left, but=[])
    end_turn(held, GIVEN, by=by, at=at)
    (made,) = book(taker, held.unit, [left], instead_of=held, by=by, at=at)
    _note("took-over-turn", made, by=by, at=at)
    return made


@verb
def swap(*, duty: Duty, other: Duty, by: StaffRole, at: datetime) -> tuple[Duty, Duty]:
    """Two mentors take each other's turn. Raises Refused: other, or "" with what stands against either."""
    mine, theirs = _locked([duty, other])
    for one in (mine, theirs):
        refuse_unless_there(one, by=by, at=at)
        _refuse_unless_stands(one, at)
    if mine.person_id == theirs.person_id or mine.place_id != theirs.place_id:
        raise Refused({"other": "Choose a turn of another mentor of this prison."})
    if min(mine.starts_at, theirs.starts_at) <= at:
        raise Refused({"": "One of the two has begun: give what is left of it to somebody instead."})
    gives, takes = expect_active(mine.episode_id), expect_active(theirs.episode_id, field="other")
    _refuse(gives, Turn(theirs.starts_at, theirs.ends_at), but=[mine.pk])
    _refuse(takes, Turn(mine.starts_at, mine.ends_at), but=[theirs.pk])
    for one in (mine, theirs):
        end_turn(one, SWAPPED, by=by, at=at)
    made = [
        book(whose, was.unit, [Turn(was.starts_at, was.ends_at)], instead_of=was, by=by, at=at)[0]
        for whose, was in ((takes, mine), (gives, theirs))
    ]
    for one in made:
        _note("took-over-turn", one, by=by, at=at)
    return made[0], made[1]


def _locked(duties: Sequence[Duty], *mentors: int) -> list[Duty]:
    """The rows as they are, under the locks of all the mentors they are of, taken in one order."""
    for key in sorted({*(one.episode_id for one in duties), *mentors}):
        lock(key)
    found = Duty.objects.select_related("unit", "person").in_bulk([one.pk for one in duties])
    return [found[one.pk] for one in duties]


def _refuse_unless_stands(duty: Duty, at: datetime) -> None:
    if duty.ended_at is not None:
        raise Refused({"": f"This turn is off the rota already: {duty.get_ended_display().lower()}."})
    if duty.ends_at <= at:
        raise Refused({"": "This turn is over."})


def _refuse(mentor: ActiveMentor, turn: Turn, *, but: list[int]) -> None:
    """Raises Refused in the name of the mentor whom a rule protects."""
    if reasons := not_possible(mentor, [turn], but=but):
        raise Refused({"": f"{mentor.person}: {' '.join(reasons.values())}"})


def _left(duty: Duty, at: datetime) -> Turn:
    return Turn(max(duty.starts_at, at.replace(second=0, microsecond=0)), duty.ends_at)


def end_turn(duty: Duty, why: str, *, by: StaffRole, at: datetime) -> None:
    """Ends a turn that stands. The caller holds the lock of the mentor's episode. Raises Refused where it does not."""
    _refuse_unless_stands(duty, at)
    duty.ended_at, duty.ended_by, duty.ended = at, by, why
    duty.save(update_fields=["ended_at", "ended_by", "ended"])
    _note(f"{why}-turn", duty, by=by, at=at)


def _note(did: str, duty: Duty, *, by: StaffRole, at: datetime) -> None:
    detail = {"duty": duty.pk}
    audit.record(by=by, at=at, did=did, person_id=duty.person_id, episode_id=duty.episode_id, detail=detail)
