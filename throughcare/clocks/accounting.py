"""Whether every day by which a clock is late has a reason and a party; a delay explains days and excuses none.

Lost days count wherever in the run they lie: a week without an assessor in the first half makes the end a week late.
A day that falls into several delays is counted once, for the one that began first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from throughcare.clocks.delays import Delay, DelayReason
from throughcare.clocks.runs import OPEN_STATES, Run
from throughcare.pathways import Moment

DISPUTED = "disputed"
ONE_DAY = timedelta(days=1)

Reasons = Mapping[str, DelayReason]


@dataclass(frozen=True, slots=True)
class Accounted:
    """Calendar days by which a clock is `late`, and the lost ones by party: undisputed, and `disputed`.

    `unknown` are days put down only to a reason that must still be replaced: they have no reason.
    """

    late: int
    by_party: Mapping[str, int]
    disputed: Mapping[str, int]
    unknown: int

    @property
    def without(self) -> int:
        """Late days that nothing recorded accounts for."""
        return max(0, self.late - sum(self.by_party.values()) - sum(self.disputed.values()))


@dataclass(frozen=True, slots=True)
class Explained:
    """What is kept to say on any later day how many days have no reason, while nothing more is recorded.

    While a delay goes on that number stays as it is (`days`); otherwise it is how long `until` has gone by.
    """

    until: date | None = None
    days: int | None = None

    def without(self, today: date) -> int:
        if self.days is not None:
            return self.days
        return max(0, (today - self.until).days) if self.until else 0


NEVER_LATE = Explained()


def accounted(run: Run, delays: Sequence[Delay], reasons: Reasons, *, as_of: Moment) -> Accounted | None:
    """How the days of a late clock are accounted for; None of one that is not late by a day."""
    if run.started is None or run.due is None:
        return None
    end = (run.stopped or as_of).on
    late = (end - run.due.on).days
    if late <= 0:
        return None
    whose = _whose_days(_foremost(delays, reasons), run.started.on + ONE_DAY, end)
    said = Counter(_kind(delay, reasons) for delay in whose.values())
    return Accounted(
        late=late,
        by_party={party: days for (kind, party), days in sorted(said.items()) if kind == ""},
        disputed={party: days for (kind, party), days in sorted(said.items()) if kind == DISPUTED},
        unknown=sum(days for (kind, _), days in said.items() if kind == "unknown"),
    )


def explained(run: Run | None, delays: Sequence[Delay], reasons: Reasons) -> Explained:
    """The same of a clock that runs, as it can be kept: nothing in it depends on the day of looking."""
    if run is None or run.state not in OPEN_STATES or run.started is None or run.due is None:
        return NEVER_LATE
    first, giving = run.started.on + ONE_DAY, [delay for delay in delays if reasons[delay.reason].closable]
    going_on = min((max(delay.since, first) for delay in giving if delay.until is None), default=None)
    last = max((delay.until for delay in giving if delay.until), default=first)
    if going_on is not None:
        # From the day on which it began no day is without a reason any more.
        last = going_on - ONE_DAY
    lost = len(_whose_days(giving, first, last))
    if going_on is not None:
        return Explained(days=max(0, (last - run.due.on).days - lost))
    return Explained(until=run.due.on + timedelta(days=lost))


def _foremost(delays: Sequence[Delay], reasons: Reasons) -> list[Delay]:
    """Those that give a reason before those that do not, undisputed before disputed ones, then as they began."""
    return sorted(
        delays,
        key=lambda one: (not reasons[one.reason].closable, one.answer == DISPUTED, one.since, one.number),
    )


def _whose_days(delays: Iterable[Delay], first: date, end: date) -> dict[date, Delay]:
    """Each lost day of a run with the first of the delays that it falls into."""
    found: dict[date, Delay] = {}
    for delay in delays:
        for day in _days(max(delay.since, first), min(delay.until or end, end)):
            found.setdefault(day, delay)
    return found


def _days(since: date, until: date) -> Iterator[date]:
    for number in range((until - since).days + 1):
        yield since + timedelta(days=number)


def _kind(delay: Delay, reasons: Reasons) -> tuple[str, str]:
    if not reasons[delay.reason].closable:
        return "unknown", delay.party
    return (DISPUTED if delay.answer == DISPUTED else ""), delay.party
