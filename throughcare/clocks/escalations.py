"""Who must be told when a clock has run so far and nothing has happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from throughcare.clocks.counting import days_before, due
from throughcare.clocks.runs import OPEN_STATES, Run
from throughcare.clocks.standard import Standard
from throughcare.pathways import Event, Moment


@dataclass(frozen=True)
class Escalation:
    """One rung of a ladder: on day `at` of a standard, unless one of `unless` has been recorded, tell `to` that `says`.

    Of a standard that counts to a day, `at` is how many days before it. `daily` rungs are due again on every day after.
    """

    id: str
    standard: str
    at: int
    to: tuple[str, ...]
    says: str
    unless: tuple[str, ...] = ()
    daily: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """An escalation that is due on a day."""

    escalation: Escalation
    due_on: date


def rungs_due(
    ladder: Sequence[Escalation], standard: Standard, run: Run, events: Sequence[Event], *, as_of: Moment
) -> tuple[Rung, ...]:
    """The rungs of this standard that have come due by `as_of` while its clock still runs."""
    if run.state not in OPEN_STATES:
        return ()
    taken = {event.step for event in events}
    found = []
    for escalation in ladder:
        if escalation.standard != standard.id or taken.intersection(escalation.unless):
            continue
        at = _at(standard, run, escalation.at)
        if at is not None and at.on <= as_of.on:
            found.append(Rung(escalation, as_of.on if escalation.daily else at.on))
    return tuple(found)


def _at(standard: Standard, run: Run, days: int) -> Moment | None:
    if standard.counts_to is not None:
        return days_before(run.due.on, days) if run.due else None
    return due(run.started, days, unit=standard.unit, counting=standard.counting) if run.started else None
