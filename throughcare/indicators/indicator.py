"""An indicator as a value: what is counted out of what, what is left out, and which way is better."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from throughcare.indicators.case import Case
from throughcare.indicators.period import Period
from throughcare.meanings import ClockMeaning


class Outcome(StrEnum):
    """What one episode does to a figure. Waiting is never dropped: it is in the figure, or beside it, or both.

    OPEN is in the denominator, not in the numerator, and still waits. WAITING is beside the figure. MISSING would
    belong to it, but what it takes was never recorded; nothing is imputed.
    """

    MET = "met"
    NOT_MET = "not-met"
    OPEN = "open"
    WAITING = "waiting"
    MISSING = "missing"
    LEFT_OUT = "left-out"


IN_DENOMINATOR = frozenset({Outcome.MET, Outcome.NOT_MET, Outcome.OPEN})
# What stands beside a figure -> the outcomes that make it.
BESIDE = {
    "waiting": frozenset({Outcome.WAITING, Outcome.OPEN}),
    "missing": frozenset({Outcome.MISSING}),
    "left-out": frozenset({Outcome.LEFT_OUT}),
}


class Better(StrEnum):
    """The direction in which a figure improves; NEITHER for one that only describes."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing counted. Figures of different `variant` are never added up. `days` are those it took, where known."""

    outcome: Outcome
    variant: str = ""
    days: int | None = None


Count = Callable[[Case, Period], Iterator[Counted]]
# Days, and whether what was waited for came; it may still come to the others.
Followed = Callable[[Case, Period], Iterator[tuple[int, bool]]]


@dataclass(frozen=True)
class Indicator:
    """One indicator. `clock` is the one it reads, where it reads one.

    Without `limits` it is a proportion, of those met. With limits, in days, it says how many are over each; with none
    of either (`only_days`) only how long it took. `tells_days` says how long beside that. `of` names the people it is
    counted over, so that figures over the same people are kept from giving each other's small numbers away. A `title`
    may hold `{variant}`; where it does not, the variant is put behind it. `confirmed` is false for a rule that nobody
    has confirmed yet.
    """

    id: str
    title: str
    numerator: str
    denominator: str
    exclusions: str
    better: Better
    source: str
    confirmed: bool
    count: Count
    of: str
    clock: ClockMeaning | None = None
    limits: tuple[int, ...] = ()
    only_days: bool = False
    tells_days: bool = False
    also_by: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = (("waiting", "Still waiting"), ("missing", "Not recorded"))
    followed: Followed | None = None

    def titled(self, variant: str = "") -> str:
        """The title with the variant of its clock."""
        if "{variant}" in self.title:
            return self.title.format(variant=variant[:1].lower() + variant[1:])
        return f"{self.title} ({variant})" if variant else self.title

    @property
    def in_time(self) -> bool:
        """Whether it counts what falls on a day; who waits on the last day falls on none."""
        return not self.limits

    @property
    def bands(self) -> int:
        """How many numbers a line of it holds: met and not met, or one more than there are limits."""
        if self.only_days:
            return 1
        return len(self.limits) + 1 if self.limits else 2

    def band(self, counted: Counted) -> int:
        """Which of those numbers somebody who is in the denominator is counted in."""
        if self.only_days:
            return 0
        if self.limits:
            return sum((counted.days or 0) > limit for limit in self.limits)
        return 0 if counted.outcome is Outcome.MET else 1
