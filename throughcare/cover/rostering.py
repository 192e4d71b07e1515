"""Verbs that put mentors on the rota, once or every week, and the nightly laying out of what is weekly.

What stands against a turn is judged under the lock of the mentor's episode; two wings at once the database refuses.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet

from throughcare.audit import actions as audit
from throughcare.cover.keeping import locked_mentor, refuse_unless_coordinator
from throughcare.cover.models import ActiveMentor, Duty, Rest, WeeklyDuty
from throughcare.cover.wanting import numbers_of
from throughcare.cover.words import DAYS_AHEAD, IN_ERROR, NOT_NEEDED, WEEKS_AHEAD
from throughcare.episodes.recording import lock
from throughcare.organisations.acting import verb
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.models import StaffRole, Unit
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways import spell_day
from throughcare.people.lives import london_day
from throughcare.rota.rules import Against, against
from throughcare.rota.turns import DAY, Turn, between, laid, spelled

A_WEEK = timedelta(days=7)
# Turns further away than this change nothing of what a rule says of one: nights in a row and days of rest are fewer.
NEAR = timedelta(days=9)
TAKEN_MEANWHILE = "Somebody put this mentor on the rota a moment ago. Look at the times again."


@dataclass(frozen=True, slots=True)
class Planned:
    """A turn as it is planned: on a wing, from a day on, at hours of London clocks, once or every week."""

    unit: Unit
    on: date
    starts: time
    ends: time
    weekly: bool = False

    @property
    def hours(self) -> tuple[int, int]:
        return between(self.starts, self.ends)

    @property
    def days(self) -> list[date]:
        return [self.on + number * A_WEEK for number in range(WEEKS_AHEAD if self.weekly else 1)]


@verb
def put_on_rota(*, mentor: int, planned: Planned, by: StaffRole, at: datetime) -> list[Duty]:
    """Put a mentor on the rota, who is named by the number of their episode. What is weekly is laid out weeks ahead.

    Raises Refused: mentor, unit, on, starts, or "" with every rule that stands against it.
    """
    lock(mentor)
    held = expect_active(mentor)
    refuse_unless_coordinator(held.scheme_id, by=by, at=at)
    refuse_if(_impossible(held, planned, at=at))
    turns = [turn for on in planned.days if (turn := laid(on, planned.hours)).minutes > 0]
    refuse_if(not_possible(held, turns))
    weekly = _weekly(held, planned, by=by, at=at) if planned.weekly else None
    made = book(held, planned.unit, turns, weekly=weekly, by=by, at=at)
    _note("put-on-rota", held, {"duties": [one.pk for one in made]}, by=by, at=at)
    return made


@verb
def end_weekly(*, weekly: WeeklyDuty, by: StaffRole, at: datetime) -> WeeklyDuty:
    """A weekly turn goes on no longer: those that have not begun are off the rota."""
    lock(weekly.episode_id)
    held = WeeklyDuty.objects.get(pk=weekly.pk)
    refuse_unless_coordinator(held.scheme_id, by=by, at=at)
    refuse_if({"": "This weekly turn has ended."} if held.until_on else {})
    held.until_on, held.ended_by = max(held.from_on, london_day(at)), by
    held.save(update_fields=["until_on", "ended_by"])
    ahead = Duty.objects.filter(weekly=held, ended_at=None, starts_at__gt=at)
    ahead.update(ended_at=at, ended_by=by, ended=NOT_NEEDED)
    _note("ended-weekly-turn", held, {"weekly": held.pk}, by=by, at=at)
    return held


@verb
def lay_ahead(*, weekly: WeeklyDuty, at: datetime) -> list[Duty]:
    """Lay out what a weekly turn lacks of the coming weeks. A day that a rule stands against is left: it is a gap.

    By the product itself, every night. A turn that was taken off is not put back.
    """
    lock(weekly.episode_id)
    live, held = WeeklyDuty.objects.filter(pk=weekly.pk, until_on=None).first(), locked_mentor(weekly.episode_id)
    made: list[Duty] = []
    if live is None or held is None:
        return made
    known = set(Duty.objects.filter(weekly=live).values_list("on", flat=True))
    for on in _days_ahead(live, london_day(at)):
        turn = laid(on, (live.first, live.last))
        if on not in known and turn.minutes > 0 and turn.starts_at > at and not not_possible(held, [turn]):
            made += book(held, live.unit, [turn], weekly=live, by=clock_keeper(at=at), at=at)
    return made


def _days_ahead(weekly: WeeklyDuty, today: date) -> Iterable[date]:
    first = max(weekly.from_on, today)
    first += ((weekly.weekday - first.weekday()) % 7) * DAY
    return (
        first + number * A_WEEK
        for number in range(WEEKS_AHEAD)
        if first + number * A_WEEK < today + WEEKS_AHEAD * A_WEEK
    )


def expect_active(mentor: int, *, field: str = "mentor") -> ActiveMentor:
    """The active mentor of an episode whose lock the caller holds. Raises Refused: the field."""
    held = locked_mentor(mentor)
    if held is None:
        raise Refused({field: "This is no active mentor: nobody else is put on the rota."})
    return held


def not_possible(mentor: ActiveMentor, turns: Sequence[Turn], *, but: Iterable[int] = ()) -> dict[str, str]:
    """Why an active mentor cannot have these turns, by field. `but` are duties that they would not have then."""
    near = list(_near(mentor, turns).exclude(pk__in=list(but)).select_related("unit"))
    others = {Turn(one.starts_at, one.ends_at): one for one in near if one.ended_at is None}
    served = [Turn(one.starts_at, one.ended_at) for one in near if one.ended_at is not None]
    if elsewhere := next((one for turn, one in others.items() if any(turn.meets(mine) for mine in turns)), None):
        there = spelled(Turn(elsewhere.starts_at, elsewhere.ends_at))
        return {
            "": f"{mentor.person} is on the rota of {elsewhere.unit} then: {there}. Nobody is in two places at once."
        }
    if mentor.good_until and (late := next((one for one in turns if _begins(one) > mentor.good_until), None)):
        says = f"Clearance or training of {mentor.person} ends on {spell_day(mentor.good_until)}, before "
        return {"on": f"{says}{spell_day(_begins(late))}."}
    told = _told(mentor, turns, [*others, *served])
    return {"": " ".join(one.says for one in told)} if told else {}


def _near(mentor: ActiveMentor, turns: Sequence[Turn]) -> QuerySet[Duty]:
    """The turns of theirs that stand, and those of which they served a part before they were taken off."""
    stands_or_served = Q(ended_at=None) | Q(ended_at__gt=F("starts_at"))
    theirs = Duty.objects.filter(stands_or_served, person=mentor.person_id).exclude(ended=IN_ERROR)
    return theirs.filter(ends_at__gt=turns[0].starts_at - NEAR, starts_at__lt=turns[-1].ends_at + NEAR)


def _told(mentor: ActiveMentor, turns: Sequence[Turn], others: Sequence[Turn]) -> tuple[Against, ...]:
    limits, _ = numbers_of(mentor.scheme_id)
    rest = Rest.objects.filter(episode=mentor.episode_id).values_list("until_on", flat=True).first()
    return against(turns, others, limits=limits, rests_until=rest)


def book(
    mentor: ActiveMentor,
    unit: Unit,
    turns: Iterable[Turn],
    *,
    weekly: WeeklyDuty | None = None,
    instead_of: Duty | None = None,
    by: StaffRole,
    at: datetime,
) -> list[Duty]:
    """The rows of turns that may be. Raises Refused where the database knows of another at the same time."""
    whose: dict[str, Any] = {**whose_is(mentor), "weekly": weekly, "instead_of": instead_of, "by": by, "at": at}
    rows = [
        Duty(**whose, unit=unit, on=_begins(turn), starts_at=turn.starts_at, ends_at=turn.ends_at) for turn in turns
    ]
    try:
        with transaction.atomic():
            return Duty.objects.bulk_create(rows)
    except IntegrityError:
        raise Refused({"": TAKEN_MEANWHILE}) from None


def whose_is(mentor: ActiveMentor) -> dict[str, int]:
    return {
        "episode_id": mentor.episode_id,
        "person_id": mentor.person_id,
        "scheme_id": mentor.scheme_id,
        "place_id": mentor.place_id,
    }


def _weekly(mentor: ActiveMentor, planned: Planned, *, by: StaffRole, at: datetime) -> WeeklyDuty:
    first, last = planned.hours
    return WeeklyDuty.objects.create(
        **whose_is(mentor), unit=planned.unit, weekday=planned.on.weekday(), first=first, last=last,
        from_on=planned.on, by=by, at=at,
    )  # fmt: skip


def _impossible(mentor: ActiveMentor, planned: Planned, *, at: datetime) -> dict[str, str]:
    """Why there can be no such turn of anybody, by field."""
    reasons: dict[str, str] = {}
    if planned.unit.organisation_id != mentor.place_id or planned.unit.closed:
        reasons["unit"] = f"Choose a wing of {mentor.place} that is open."
    if planned.on > london_day(at) + DAYS_AHEAD * DAY:
        return reasons | {"on": f"Choose a day within {DAYS_AHEAD} days: what is weekly goes on by itself."}
    turn = laid(planned.on, planned.hours)
    if turn.ends_at <= at:
        reasons["on"] = "This time has passed."
    if turn.minutes <= 0:
        reasons["starts"] = "The clocks go forward over this time: it is no time at all."
    return reasons


def _begins(turn: Turn) -> date:
    return london_day(turn.starts_at)


def _note(
    did: str, row: ActiveMentor | WeeklyDuty | Duty, detail: dict[str, Any], *, by: StaffRole, at: datetime
) -> None:
    audit.record(by=by, at=at, did=did, person_id=row.person_id, episode_id=row.episode_id, detail=detail)
