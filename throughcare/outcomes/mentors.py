"""Mentors over a time: how many were active on average, who began, who left and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from throughcare.indicators import Period
from throughcare.indicators.rates import Interval, rate
from throughcare.meanings import OutcomeMeaning
from throughcare.outcomes.blocks import Block, block

E = OutcomeMeaning
# As the calendar has it on average; a rate for each year needs one length.
YEAR = 365.25
STAYED, SUSPENDED = "Active at the end", "Suspended, or on the way back, at the end"
WHY = {
    E.RESIGNED: "Left by their own wish",
    E.TO_WORK: "Left for work or education",
    E.OWN_HEALTH: "Left for the sake of their own health",
    E.CONDUCT: "Left because of conduct",
    E.BY_SECURITY: "Left by security",
    E.MOVED: "Moved to another prison",
    E.RELEASED: "Released",
    E.TO_HOSPITAL: "Gone to hospital",
    E.DIED: "Died",
}


@dataclass(frozen=True, slots=True)
class Mentor:
    """Somebody who has been an active mentor. `served` are times, the day of an end not counted; the last may go on."""

    person: int
    served: tuple[tuple[date, date | None], ...]
    left_on: date | None
    left_as: OutcomeMeaning | None

    def days(self, period: Period) -> int:
        """How many days of a time they were active on."""
        after = period.last + timedelta(days=1)
        spans = ((max(since, period.first), min(until or after, after)) for since, until in self.served)
        return sum(max((until - since).days, 0) for since, until in spans)


@dataclass(frozen=True, slots=True)
class Turnover:
    """`mean` is the number active on an average day; `ways` says where those who were mentors are at the end.

    `share` is those who left as a share of the mean number; `a_year` the same for each year, with the
    exact interval of a count. Both are None where nobody was active.
    """

    mentors: int
    began: int
    left: int
    mean: float
    share: float | None
    a_year: Interval | None
    ways: Block


def turnover(mentors: Iterable[Mentor], period: Period) -> Turnover:
    found = [one for one in mentors if one.days(period)]
    days = (period.last - period.first).days + 1
    mean = sum(one.days(period) for one in found) / days
    left = [one for one in found if one.left_on and period.holds(one.left_on)]
    return Turnover(
        len(found),
        sum(period.holds(one.served[0][0]) for one in found),
        len(left),
        mean,
        len(left) / mean if mean else None,
        rate(len(left), mean * days / YEAR) if mean else None,
        _ways(found, period),
    )


def _ways(mentors: Sequence[Mentor], period: Period) -> Block:
    titles = ("Where they are at the end", "mentors who were active in this time")
    return block("mentors", titles, (STAYED, SUSPENDED, *WHY.values()), (_way(one, period) for one in mentors))


def _way(one: Mentor, period: Period) -> str | None:
    if one.left_on and one.left_on <= period.last:
        return WHY.get(one.left_as) if one.left_as else None
    until = one.served[-1][1]
    return STAYED if until is None or until > period.last else SUSPENDED
