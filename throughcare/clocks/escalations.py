"""Who must be told when a clock has run so far and nothing has happened."""

from collections.abc import Iterator, Sequence
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
    `does` is what to do, for those of `to` who may know that there is something and not where the person stands.
    """

    id: str
    standard: str
    at: int
    to: tuple[str, ...]
    says: str
    unless: tuple[str, ...] = ()
    daily: bool = False
    does: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """An escalation that is due on a day; `since` is the first day on which it was, the same unless it is daily."""

    escalation: Escalation
    due_on: date
    since: date


def rungs_due(
    ladder: Sequence[Escalation], standard: Standard, run: Run, events: Sequence[Event], *, as_of: Moment
) -> tuple[Rung, ...]:
    """The rungs of this standard that have come due by `as_of` while its clock still runs."""
    return tuple(
        Rung(escalation, as_of.on if escalation.daily else since, since)
        for escalation, since in rungs_ahead(ladder, standard, run, events)
        if since <= as_of.on
    )


def rungs_ahead(
    ladder: Sequence[Escalation], standard: Standard, run: Run, events: Sequence[Event]
) -> Iterator[tuple[Escalation, date]]:
    """The rungs of a clock that runs which nothing recorded so far has made needless, each with its first day."""
    if run.state not in OPEN_STATES:
        return
    taken = {event.step for event in events}
    for escalation in ladder:
        if escalation.standard != standard.id or taken.intersection(escalation.unless):
            continue
        at = _at(standard, run, escalation.at)
        if at is not None:
            yield escalation, at.on


def _at(standard: Standard, run: Run, days: int) -> Moment | None:
    if standard.counts_to is not None:
        return days_before(run.due.on, days) if run.due else None
    return due(run.started, days, unit=standard.unit, counting=standard.counting) if run.started else None
