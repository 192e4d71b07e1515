"""How long people waited on each wing and site: median days from acceptance to treatment, with their intervals."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from throughcare.equity.counting import WAITED
from throughcare.indicators.blocks import DAYS, FIGURES, SITE, UNIT, WHOLE, Block, Counts, atoms, sites, summed
from throughcare.indicators.medians import Group, Median, median, told_medians

# The figure of whose people it is told how long it took.
WAITED_FOR = "starts"
# By dimension and group.
Medians = Mapping[str, Mapping[str, Median]]


def medians_of(counts: Sequence[Counts], apart: frozenset[str]) -> Medians:
    """Of every site and wing, for the team."""
    found: dict[str, dict[str, Median]] = {SITE: {}, UNIT: {}}
    for site in _whole(counts, apart).parts:
        for one in (site, *site.parts):
            dimension, name = _read(one.name)
            its = median(one.days)
            if its is not None:
                found[dimension][name] = its
    return found


def medians_told(
    counts: Sequence[Counts], made: Block, apart: frozenset[str], quartiles: Mapping[str, float] | None
) -> Medians:
    """What of them may be told outside the team: of lines of the block alone, and none from which more follows."""
    whole = _whole(counts, apart)
    lines = {_key(dimension, name) for dimension in (SITE, UNIT) for name in made.lines.get(dimension, {})}
    found: dict[str, dict[str, Median]] = {}
    for key, its in told_medians(whole, quartiles, among=lines).items():
        dimension, name = _read(key)
        found.setdefault(dimension, {})[name] = its
    return found


def kept(medians: Medians) -> dict[str, dict[str, dict[str, Any]]]:
    """As JSON keeps them."""
    return {dimension: {name: asdict(one) for name, one in of.items()} for dimension, of in medians.items()}


def read(kept_: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Medians:
    return {dimension: {name: Median(**one) for name, one in of.items()} for dimension, of in kept_.items()}


def _whole(counts: Sequence[Counts], apart: frozenset[str]) -> Group:
    """Everybody who started, by site and wing; without parts where a month was counted before wings were."""
    total = summed(counts)
    every = _days(total.get(WHOLE, {}).get(WAITED, {}))
    by_unit = {name: _days(of) for name, of in total.get(DAYS, {}).items()}
    if sum((Counter(of) for of in by_unit.values()), Counter()) != Counter(every):
        return Group(WHOLE, every)
    units = {name: atoms(FIGURES[WAITED_FOR], of) for name, of in total.get(UNIT, {}).items()}
    return Group(WHOLE, every, [_site(name, list(inside), by_unit) for name, inside in sites(units, apart).items()])


def _site(name: str, units: Sequence[str], by_unit: Mapping[str, Mapping[int, int]]) -> Group:
    parts = [Group(_key(UNIT, unit), by_unit.get(unit, {})) for unit in units]
    days = sum((Counter(part.days) for part in parts), Counter[int]())
    return Group(_key(SITE, name), days, parts)


def _days(counts: Mapping[str, int]) -> dict[int, int]:
    return {int(day): number for day, number in counts.items()}


def _key(dimension: str, name: str) -> str:
    return f"{dimension}/{name}"


def _read(key: str) -> tuple[str, str]:
    dimension, name = key.split("/", 1)
    return dimension, name
