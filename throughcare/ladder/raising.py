"""Telling those who must know that somebody waits, and answering: the verbs of the ladder."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from throughcare.blueprints.course import Course
from throughcare.clocks import Rung
from throughcare.episodes import actions
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import Saying, append, lock, stands
from throughcare.ladder.keeping import settle
from throughcare.organisations.acting import CLOCK_KEEPER, serving, verb
from throughcare.organisations.in_turn import in_turn
from throughcare.organisations.keeper import refuse_staff
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways import everywhere, from_instant, holders

# As many as one question brings: the next ones are asked for when these have been told.
AT_ONCE = 1000


def run(*, by: StaffRole, at: datetime) -> int:
    """Raise every rung that is due, in every episode; how many were raised. As often as one likes: each once.

    An episode in which something stands against it keeps none of the others from being told. Raises ExceptionGroup
    at the end, with which they are.
    """
    return sum(in_turn(lambda key: raise_rungs(episode=key, by=by, at=at), _due(at=at)))


def _due(*, at: datetime) -> Iterator[int]:
    """The episodes in which somebody must be told by now, in the order of their keys. Nobody waits who has died."""
    last, today = 0, from_instant(at).on
    while True:
        with serving(CLOCK_KEEPER):
            waiting = Episode.objects.filter(next_rung_on__lte=today, person__died_on=None, pk__gt=last)
            found = list(waiting.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
        if not found:
            return
        yield from found
        last = found[-1]


@verb
def raise_rungs(*, episode: int, by: StaffRole, at: datetime) -> int:
    """Record who is told by each rung of this episode that is due and not told yet; how many. Nobody does it by hand.

    A rung of which no party is there to be told goes to whoever holds the person: they must find who it is.
    """
    refuse_staff(by)
    locked = lock(episode)
    course = stands(locked, at=at).course
    due = course.to_raise
    for rung in due:
        step, when = everywhere.ESCALATION_RAISED, from_instant(at)
        opener = course.blueprint.pathway.opened_by
        append(locked, Saying(step, when, _said(course, rung), party=opener), by=by, at=at)
    if not due:
        settle(locked, course, at=at)
    return len(due)


def _said(course: Course, rung: Rung) -> Mapping[str, Any]:
    bound, parties = course.state.bound, rung.escalation.to
    there = [party for party in parties if party in bound]
    told = [bound[party] for party in there] or list(holders(course.blueprint.pathway, course.state))
    facts = {
        "rung": rung.escalation.id,
        "day": rung.due_on.isoformat(),
        "parties": there,
        "organisations": [int(organisation) for organisation in dict.fromkeys(told)],
        "missing": [party for party in parties if party not in bound],
    }
    return {name: said for name, said in facts.items() if said}


def answer(
    *,
    episode: Episode,
    number: int,
    says: str,
    will: str,
    by_when: date | None,
    by: StaffRole,
    at: datetime,
    submission: UUID | None = None,
) -> Episode:
    """Answer, for an organisation that was told, what fact `number` raised. Raises Refused: says, will, by_when."""
    if by_when is not None and by_when < from_instant(at).on:
        raise Refused({"by_when": "By when: this day has gone by. Give the day by which it will be done."})
    refuse_if({"will": "Say what will be done by that day."} if by_when and not will.strip() else {})
    facts = {"raised": number, "answer": says, "will": will, "by-when": by_when.isoformat() if by_when else ""}
    return actions.take_step(
        episode=episode,
        step=everywhere.ESCALATION_ANSWERED,
        facts=facts,
        happened=from_instant(at),
        by=by,
        at=at,
        submission=submission,
    )
