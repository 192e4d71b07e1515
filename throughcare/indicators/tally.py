"""Numbers of people by figure, dimension and group, counted episode by episode. Never shown as they are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from throughcare.indicators.case import Case
from throughcare.indicators.indicator import BESIDE, IN_DENOMINATOR, Counted, Indicator, Outcome
from throughcare.indicators.period import Period, months_of

WHOLE = ("", "")
# The dimension of the calendar months of a period; each group of it is called by its first day.
MONTH = "month"
NOT_RECORDED = "Not recorded"

Group = tuple[str, str]
Atoms = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator in one variant of its clock."""

    indicator: str
    variant: str = ""


@dataclass
class Tally:
    """What was counted. A group is (dimension, name); `WHOLE` is everybody. Tallies of different episodes add up.

    `bands` count by (figure, group, band), `days` by (figure, group, days), `beside` by (figure, what), `followed` by
    (figure, days, whether it came).
    """

    bands: Counter[tuple[Figure, Group, int]] = field(default_factory=Counter)
    days: Counter[tuple[Figure, Group, int]] = field(default_factory=Counter)
    beside: Counter[tuple[Figure, str]] = field(default_factory=Counter)
    followed: Counter[tuple[Figure, int, bool]] = field(default_factory=Counter)

    def count(self, case: Case, indicators: Iterable[Indicator], *, period: Period) -> None:
        """Count one episode in every indicator, and in the months of the period where it counts at all."""
        months = months_of(period)
        for indicator in indicators:
            found = list(indicator.count(case, period))
            for counted in found:
                self._add(indicator, counted, case)
            if indicator.in_time and any(counted.outcome in IN_DENOMINATOR for counted in found):
                self._count_months(case, indicator, months)
            if indicator.followed:
                for days, came in indicator.followed(case, period):
                    self.followed[Figure(indicator.id), days, came] += 1

    def _count_months(self, case: Case, indicator: Indicator, months: Iterable[Period]) -> None:
        for month in months:
            for counted in indicator.count(case, month):
                if counted.outcome in IN_DENOMINATOR:
                    self._in(indicator, counted, (MONTH, month.first.isoformat()))

    def _in(self, indicator: Indicator, counted: Counted, group: Group) -> None:
        figure = Figure(indicator.id, counted.variant)
        self.bands[figure, group, indicator.band(counted)] += 1
        if counted.days is not None and counted.outcome is not Outcome.OPEN:
            self.days[figure, group, counted.days] += 1

    def _add(self, indicator: Indicator, counted: Counted, case: Case) -> None:
        figure = Figure(indicator.id, counted.variant)
        for what, outcomes in BESIDE.items():
            self.beside[figure, what] += counted.outcome in outcomes
        if counted.outcome not in IN_DENOMINATOR:
            return
        for group in (WHOLE, *case.groups.items()):
            self._in(indicator, counted, group)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.bands + other.bands,
            self.days + other.days,
            self.beside + other.beside,
            self.followed + other.followed,
        )

    def figures(self, indicators: Iterable[Indicator]) -> list[tuple[Indicator, Figure]]:
        """Every figure there is, in the order of the indicators; one with nothing in it where nothing was counted."""
        variants: dict[str, set[str]] = defaultdict(set)
        for figure in {key[0] for key in self.bands} | {key[0] for key in self.beside}:
            variants[figure.indicator].add(figure.variant)
        return [
            (indicator, Figure(indicator.id, variant))
            for indicator in indicators
            for variant in sorted(variants[indicator.id]) or [""]
        ]

    def lines(self, figure: Figure, bands: int) -> dict[Group, Atoms]:
        """The numbers of each group of a figure, band by band; that of everybody is always there."""
        found: dict[Group, list[int]] = defaultdict(lambda: [0] * bands)
        found[WHOLE] = [0] * bands
        for (counted, group, band), number in self.bands.items():
            if counted == figure:
                found[group][band] += number
        return {group: tuple(numbers) for group, numbers in found.items()}

    def waits(self, figure: Figure, groups: frozenset[Group]) -> Mapping[int, int]:
        """How many of these groups, together, took how many days."""
        found: Counter[int] = Counter()
        for (counted, group, days), number in self.days.items():
            if counted == figure and group in groups:
                found[days] += number
        return found
