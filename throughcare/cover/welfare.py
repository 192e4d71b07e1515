"""Who needs looking after first, and why: the mentors of a prison as whoever asks may see them, in one question."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.cover.models import ActiveMentor, DayCarried, Mentoring, Rest
from throughcare.cover.wanting import numbers_of_each
from throughcare.cover.words import NUMBERS
from throughcare.episodes.due import name_where_seen
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.rota.carrying import OVER, STILL_NEAR, Carried, Mentor, Reason, over, pressing, reasons
from throughcare.rota.turns import DAY, london_day

MINE: dict[str, Any] = {"staff": WHOEVER, "as_of": WHENEVER}
HELPED = "SELECT episode, day, groups, minutes FROM cover_groups_helped(%s, %s)"
Days = Mapping[date, Carried]


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """A mentor with what they had in the last days, why to look after them, and the points of a fortnight."""

    number: int
    person: int
    name: str
    stage: str
    active: bool
    carried: Mapping[int, Carried]
    points: int
    reasons: tuple[Reason, ...]
    supervision_due: date | None
    rests_until: date | None


def _mentors() -> QuerySet[Mentoring]:
    found = seen_by(Mentoring, **MINE).filter(
        Q(left_on=None) | Q(left_on__gt=Given("left_since")), place=Given("place")
    )
    days = seen_by(DayCarried, **MINE).filter(episode=OuterRef("episode"), on__gt=Given("since"))
    said = JSONObject(on="on", **{name: name for name in NUMBERS})
    rest = seen_by(Rest, **MINE).filter(episode=OuterRef("episode"))
    active = seen_by(ActiveMentor, **MINE).filter(episode=OuterRef("episode"))
    return found.annotate(
        name=name_where_seen(),
        days=ArraySubquery(days.values(told=said)),
        rests_until=Subquery(rest.values("until_on")[:1]),
        active=Exists(active),
    ).order_by("pk")


MENTORS: Question[Mentoring] = Question(_mentors)


def looked_after(staff: StaffRole, place_id: int, *, at: datetime) -> list[LookedAfter]:
    """Those who learn, are active, are suspended or stopped a short while ago; first whom to look after first.

    Three queries.
    """
    today = london_day(at)
    since, left_since = today - OVER[-1] * DAY, today - STILL_NEAR
    rows = MENTORS.ask(**asked_by(staff, as_of=at), place=place_id, since=since, left_since=left_since)
    weights, helped = numbers_of_each({row.scheme_id for row in rows}), _helped(place_id, since)
    found = [
        (_looked_after(row, helped[row.episode_id], at, weights[row.scheme_id]), weights[row.scheme_id]) for row in rows
    ]
    found.sort(key=lambda one: (pressing(one[0].reasons, one[0].carried[OVER[0]], one[1]), one[0].name))
    return [one for one, _ in found]


def _helped(place_id: int, since: date) -> Mapping[int, Days]:
    """Episode of a mentor -> the groups they helped to lead after a day, of those whom whoever acts may see."""
    found = defaultdict[int, dict[date, Carried]](dict)
    with connection.cursor() as cursor:
        cursor.execute(HELPED, [place_id, since])
        for episode, on, groups, minutes in cursor.fetchall():
            found[episode][on] = Carried(groups=groups, group_minutes=minutes)
    return found


def _together(said: Iterable[Mapping[str, Any]], helped: Days) -> Days:
    """What is kept of each day, and the groups helped on it."""
    kept = {date.fromisoformat(one["on"]): Carried(**{name: one[name] for name in NUMBERS}) for one in said}
    nothing = Carried()
    return {on: kept.get(on, nothing).and_(helped.get(on, nothing)) for on in kept.keys() | helped.keys()}


def _looked_after(row: Mentoring, helped: Days, at: datetime, weights: Mapping[str, int]) -> LookedAfter:
    said, today = vars(row), london_day(at)
    days = _together(said["days"], helped)
    mentor = Mentor(
        days=days,
        debrief_due=row.debrief_due_at,
        supervision_due=row.supervision_due_on,
        rests_until=said["rests_until"],
        left_on=row.left_on,
        offered_on_leaving=row.offered,
    )
    carried = {number: over(days, number, until=today) for number in OVER}
    return LookedAfter(
        number=row.pk,
        person=row.person_id,
        name=said["name"] or "",
        stage=row.stage,
        active=said["active"],
        carried=carried,
        points=carried[OVER[0]].points(weights),
        reasons=reasons(mentor, as_of=at, weights=weights),
        supervision_due=row.supervision_due_on,
        rests_until=said["rests_until"],
    )


def late(found: Collection[LookedAfter]) -> int:
    """Mentors of whom something is late."""
    return sum(any(reason.urgent for reason in one.reasons) for one in found)
