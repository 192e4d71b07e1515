"""The largest gap between groups of the law on equality that the numbers carry: one sentence for the one-pager."""

from collections.abc import Iterator
from math import log

from throughcare.equity.gap import interval
from throughcare.equity.groups import Row, Table, groups
from throughcare.equity.kinds import DIMENSIONS, UNIT
from throughcare.equity.reading import Access
from throughcare.equity.waited import WAITED_FOR
from throughcare.indicators.blocks import SITE
from throughcare.indicators.rates import Interval, tells_apart

# The split wings have a sentence of their own, and an interpreter is no characteristic of the law.
OF_THE_LAW = frozenset(title for name, title in DIMENSIONS.items() if name not in {SITE, UNIT, "interpreter"})


def largest_gap(shown: Access) -> str:
    """Of all groups of which a rate is known, the one that is surely furthest from its reference; empty without any."""
    compared = list(_compared(shown))
    apart = [one for one in compared if tells_apart(one[2], none=1)]
    if not compared:
        return ""
    if not apart:
        groups_ = "1 group" if len(compared) == 1 else f"{len(compared)} groups"
        return (
            f"Starts by protected characteristic: of {groups_} with a known rate "
            "none differs from the largest of its kind by more than chance could bring."
        )
    table, row, times = max(apart, key=lambda one: _surely(one[2]))
    return (
        f"Largest gap by protected characteristic ({table.title.lower()}): treatment started for {row.name}, "
        f"{row.number:,} among {row.residents:.0f} residents, {_times(times)} as often as for {table.reference}. "
        f"{_tries(len(compared))}"
    )


def _tries(compared: int) -> str:
    if compared == 1:
        return "No other could be compared."
    return f"It is the largest of {compared} that were compared, so chance had as many tries."


def _compared(shown: Access) -> Iterator[tuple[Table, Row, Interval]]:
    found = groups(shown, WAITED_FOR)
    for table in found.tables if found else ():
        if table.title in OF_THE_LAW:
            yield from ((table, row, row.times) for row in table.rows if row.times is not None)


def _surely(times: Interval) -> float:
    """How far from 1 the nearer limit is, either way."""
    return log(times.low) if times.low > 1 else -log(times.high)


def _times(times: Interval) -> str:
    return interval(times, 2).replace(" (", " times (", 1)
