"""What alerts come to over a year: how many, how soon somebody had them, by wing and by hour of the day. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from throughcare.indicators.shares import Share, share
from throughcare.pathways.moments import LONDON
from throughcare.sharing.small import enough

MINUTE = timedelta(minutes=1)
PARTS_OF_DAY = {0: "00:00 to 05:59", 6: "06:00 to 11:59", 12: "12:00 to 17:59", 18: "18:00 to 23:59"}
NO_WING = "No wing on record"


@dataclass(frozen=True, slots=True)
class Raised:
    """One alert: when it was raised, within how many minutes it was to be acknowledged, and when it was."""

    at: datetime
    within: int
    acknowledged_at: datetime | None
    wing: str = ""

    def in_time(self, as_of: datetime) -> bool | None:
        """None while there is still time."""
        due = self.at + self.within * MINUTE
        if self.acknowledged_at is None:
            return None if as_of < due else False
        return self.acknowledged_at <= due


@dataclass(frozen=True, slots=True)
class Line:
    """`median` minutes of those acknowledged; `share` of those whose time is over or who were acknowledged: k of n."""

    name: str
    raised: int
    median: float | None
    k: int
    n: int
    share: Share | None

    @property
    def small(self) -> bool:
        """Whether any number of it is of so few that somebody could be known by it, outside the team."""
        return any(one > 0 and not enough(one) for one in (self.raised, self.k, self.n - self.k))


def line(name: str, alerts: Sequence[Raised], *, as_of: datetime) -> Line:
    minutes = [(one.acknowledged_at - one.at) / MINUTE for one in alerts if one.acknowledged_at]
    judged = [told for one in alerts if (told := one.in_time(as_of)) is not None]
    k, n = sum(judged), len(judged)
    return Line(name, len(alerts), median(minutes) if minutes else None, k, n, share(k, n) if n else None)


def by(alerts: Iterable[Raised], key: Callable[[Raised], str], *, as_of: datetime) -> list[Line]:
    groups: dict[str, list[Raised]] = defaultdict(list)
    for one in alerts:
        groups[key(one)].append(one)
    return [line(name, groups[name], as_of=as_of) for name in sorted(groups)]


def by_wing(alerts: Iterable[Raised], *, as_of: datetime) -> list[Line]:
    return by(alerts, lambda one: one.wing or NO_WING, as_of=as_of)


def by_hour(alerts: Iterable[Raised], *, as_of: datetime) -> list[Line]:
    """By the quarter of the day in London in which it was raised."""
    return by(alerts, lambda one: PARTS_OF_DAY[one.at.astimezone(LONDON).hour // 6 * 6], as_of=as_of)
