"""A standard: how long something may take, who says so, and with what force."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """What a limit is counted in. All but hours are London days."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working-day"
    WEEK = "week"
    MONTH = "month"


class Counting(StrEnum):
    """Whether the day of the start is day 1 or day 0.

    INCLUSIVE is how the Mental Health Act counts ("beginning with the day on which"), DAY0 how NHS guidance does.
    HOURS runs from the instant.
    """

    INCLUSIVE = "inclusive"
    DAY0 = "day0"
    HOURS = "hours"


class Force(StrEnum):
    """What stands behind a standard. A local one is never shown as a national one."""

    STATUTE = "statute"
    GUIDANCE = "guidance"
    CONTRACT = "contract"
    LOCAL = "local"


class Restart(StrEnum):
    """What another start event does: nothing, a new run once the last is over, or a new run in place of the last."""

    NEVER = "never"
    AFTER_STOP = "after-stop"
    ANEW = "anew"


FORCE_IN_WORDS = {
    Force.STATUTE: "law",
    Force.GUIDANCE: "national guidance",
    Force.CONTRACT: "contract",
    Force.LOCAL: "local default, not a national standard",
}


@dataclass(frozen=True)
class Standard:
    """One rule of time, dated and sourced.

    Starts at the first of `starts`, and again as `restarts` says. Met at the first of `stops`, or, where several must
    be told or heard, once there was one for `each`, as the answer `each_in` says; over without a result at the
    first of `ends`; unsaid again at the first of `resets`, until it starts once more. Time stands still between
    `pauses` and `resumes` only where they are given; nothing else pauses it. `limit` None means that it is measured (in
    `buckets` of days) but never late. Where `counts_to` is given, there is no limit: it is due on the day that this
    answer of the start names, and `warn_at` and the rungs of its ladder count the days left. Steps in `blocks` are
    barred once the limit has passed, and those in `opens` until it has. `warn_at` is in the unit of the limit. `owner`
    is the party whose clock it is. `shadow` standards are counted and shown as not in force until `effective_from`
    gives a day. `means` are words of `meanings`, by which figures and papers find it.
    """

    id: str
    title: str
    starts: tuple[str, ...]
    stops: tuple[str, ...]
    limit: int | None
    unit: Unit
    counting: Counting
    force: Force
    owner: str
    each: tuple[str, ...] = ()
    each_in: str | None = None
    ends: tuple[str, ...] = ()
    resets: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    counts_to: str | None = None
    warn_at: int | None = None
    restarts: Restart = Restart.NEVER
    shadow: bool = False
    effective_from: date | None = None
    effective_to: date | None = None
    source: str = ""
    confirmed: bool = False
    buckets: tuple[int, ...] = ()
    may_start_at: tuple[str, ...] = ()
    means: tuple[str, ...] = ()

    def applies_on(self, day: date) -> bool:
        """Whether it is counted for something that started on this day, in shadow or not."""
        begun = self.effective_from is None or self.shadow or self.effective_from <= day
        return begun and (self.effective_to is None or day <= self.effective_to)

    def in_shadow_on(self, day: date) -> bool:
        """Whether, for a start on this day, it is counted but not in force."""
        return self.shadow and (self.effective_from is None or day < self.effective_from)
