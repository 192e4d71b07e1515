"""What was raised over a year and had to be acknowledged: how many, how soon, by wing and by time of the day."""

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
    """One alert or worry: when it was raised, within how many minutes it was to be acknowledged, and when it was."""

    at: datetime
    within: int
    acknowledged_at: datetime | None
    wing: str | None = None
    kind: str = ""
    about: str = ""
    escalated: bool = False
    person: int = 0

    def in_time(self, as_of: datetime) -> bool | None:
        """None while there is still time."""
        due = self.at + self.within * MINUTE
        if self.acknowledged_at is None:
            return None if as_of < due else False
        return self.acknowledged_at <= due


@dataclass(frozen=True, slots=True)
class Line:
    """`median` minutes of those acknowledged; `share` of those whose time is over or who were acknowledged: k of n.

    `escalated` is how many others were told of, because nobody had them in time; `people` how many they are about, of
    whom it is known: a worry may be about somebody whom nobody has named.
    """

    name: str
    raised: int
    median: float | None
    k: int
    n: int
    share: Share | None
    escalated: int = 0
    acknowledged: int = 0
    people: int = 0

    @property
    def small(self) -> bool:
        """Whether any number of it is of so few that somebody could be known by it, outside the team."""
        return any(one > 0 and not enough(one) for one in self.numbers)

    @property
    def numbers(self) -> tuple[int, ...]:
        """All that is told of it or follows from what is told."""
        rest = (self.raised - self.n, self.raised - self.escalated, self.raised - self.acknowledged, self.n - self.k)
        return (self.raised, self.k, self.n, self.escalated, self.acknowledged, self.people, *rest)


def line(name: str, alerts: Sequence[Raised], *, as_of: datetime) -> Line:
    minutes = [(one.acknowledged_at - one.at) / MINUTE for one in alerts if one.acknowledged_at]
    judged = [told for one in alerts if (told := one.in_time(as_of)) is not None]
    k, n = sum(judged), len(judged)
    return Line(
        name, len(alerts), median(minutes) if minutes else None, k, n, share(k, n) if n else None,
        sum(one.escalated for one in alerts), len(minutes), len({one.person for one in alerts if one.person}),
    )  # fmt: skip


def by(alerts: Iterable[Raised], key: Callable[[Raised], str], *, as_of: datetime) -> list[Line]:
    groups: dict[str, list[Raised]] = defaultdict(list)
    for one in alerts:
        groups[key(one)].append(one)
    return [line(name, groups[name], as_of=as_of) for name in sorted(groups)]


def by_wing(alerts: Iterable[Raised], *, as_of: datetime) -> list[Line]:
    return by(alerts, lambda one: one.wing or NO_WING, as_of=as_of)


def by_hour(alerts: Iterable[Raised], *, as_of: datetime) -> list[Line]:
    return by(alerts, lambda one: f"{_hour(one):02}:00 to {_hour(one):02}:59", as_of=as_of)


def by_part_of_day(alerts: Iterable[Raised], *, as_of: datetime) -> list[Line]:
    return by(alerts, lambda one: PARTS_OF_DAY[_hour(one) // 6 * 6], as_of=as_of)


def _hour(one: Raised) -> int:
    """In London."""
    return one.at.astimezone(LONDON).hour
