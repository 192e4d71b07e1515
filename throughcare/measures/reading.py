"""A published table as pages and files read it: each line with its share, its interval and its words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from throughcare.indicators import INDICATORS, Better, Indicator, share
from throughcare.measures.groups import DIMENSIONS

BETTER = {
    Better.HIGHER: "Higher is better",
    Better.LOWER: "Lower is better",
    Better.NEITHER: "Only describes",
}
NATIONAL, UNCONFIRMED = "", "unconfirmed"


@dataclass(frozen=True, slots=True)
class Part:
    """k of n people, in words that say of which: "over 28 days". Percentages are of 100."""

    says: str
    k: int
    n: int

    @property
    def percent(self) -> float:
        return 100 * share(self.k, self.n).value

    @property
    def low(self) -> float:
        return 100 * share(self.k, self.n).low

    @property
    def high(self) -> float:
        return 100 * share(self.k, self.n).high


@dataclass(frozen=True, slots=True)
class Told:
    """One line: how many people, and what is told of them; nothing where that is withheld."""

    name: str
    n: int
    parts: tuple[Part, ...]
    median: float | None
    nine_in_ten: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one dimension, and why some are counted together."""

    title: str
    lines: tuple[Told, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure as a page shows it."""

    indicator: Indicator
    title: str
    whole: Told | None
    says: str
    beside: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    longest_under: int | None
    expected: Mapping[str, Any] | None

    @property
    def better(self) -> str:
        return BETTER[self.indicator.better]

    @property
    def is_share(self) -> bool:
        return self.indicator.bands == 2


def figures(table: Sequence[Mapping[str, Any]]) -> list[Shown]:
    """The figures of a stored table, in its order; one of an indicator that is no more is not shown."""
    return [_shown(figure, INDICATORS[figure["indicator"]]) for figure in table if figure["indicator"] in INDICATORS]


def _shown(figure: Mapping[str, Any], indicator: Indicator) -> Shown:
    whole = figure["whole"]
    return Shown(
        indicator=indicator,
        title=figure["title"],
        whole=_told(whole, figure["limits"]) if whole else None,
        says=figure["says"],
        beside=tuple((label, number) for label, number in figure["beside"]),
        groups=tuple(_groups(figure["by"])),
        longest_under=figure["longest_under"],
        expected=figure["expected"],
    )


def _groups(by: Sequence[Mapping[str, Any]]) -> Iterator[Group]:
    told = {one["dimension"]: one for one in by}
    for dimension, title in DIMENSIONS.items():
        if dimension in told:
            one = told[dimension]
            yield Group(title, tuple(_told(line, one["limits"]) for line in one["lines"]), one["says"])


def _told(line: Mapping[str, Any], limits: Sequence[int]) -> Told:
    names = [f"over {limit} days" for limit in limits] or ["met"] * len(line["told"])
    parts = tuple(Part(name, k, line["n"]) for name, k in zip(names, line["told"], strict=True))
    return Told(line["name"], line["n"], parts, line["median"], line["nine_in_ten"])


def spans(figure: Shown) -> list[tuple[str, str]]:
    """How long it took, a label and its words to each line; nothing of a figure that tells no days."""
    if not figure.indicator.tells_days:
        return []
    whole, found = figure.whole, []
    for label, days in (("Half within", whole and whole.median), ("Nine in ten within", whole and whole.nine_in_ten)):
        found.append((label, f"{days:g} days" if days is not None else "withheld"))
    if figure.longest_under:
        found.append(("Longest", f"under {figure.longest_under} weeks"))
    if figure.expected:
        found.append((f"Half of the {figure.expected['n']} referred in the year", _expected(figure.expected)))
    return found


def _expected(told: Mapping[str, Any]) -> str:
    """The median of Kaplan and Meier, and its interval, in words."""
    low, median, high = (
        "not reached" if told[name] is None else f"{told[name]:g} days" for name in ("low", "median", "high")
    )
    if told["median"] is None:
        return "not yet in hospital for as long as they could be followed; those waiting are counted as waiting"
    return f"in hospital within {median} (95% interval {low} to {high}); those waiting are counted as waiting"
