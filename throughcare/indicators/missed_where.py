"""Sessions that people missed on each site and wing, of those that were not lost, and what of it may be told."""

from collections.abc import Iterable, Mapping

from throughcare.indicators.lost_where import Cell
from throughcare.indicators.withholding import Atoms, gathered
from throughcare.sharing.small import enough

MISSED_ON_SITE, MISSED_ON_UNIT = "missed on a site", "missed on a wing"
SITE, UNIT = "site", "unit"
KEPT_AND_LOST = 2
# By site and wing: how many sessions were held or missed, and how many were lost.
Sites = Mapping[str, Mapping[str, Atoms]]
Lines = dict[str, dict[str, Atoms]]


def every_missed(inside: Sites, missed: Mapping[str, Cell]) -> Lines:
    """Held and missed on every site and wing, for the team."""
    units = {unit: _split(kept, missed.get(unit, Cell())) for of in inside.values() for unit, (kept, _) in of.items()}
    return {
        MISSED_ON_SITE: {site: _added(units[unit] for unit in of) for site, of in inside.items()},
        MISSED_ON_UNIT: units,
    }


def told_missed(inside: Sites, missed: Mapping[str, Cell], told: Mapping[str, Mapping[str, Atoms]]) -> Lines:
    """What of it may be told beside how many sessions each of `told` kept and lost.

    A site by itself, where both numbers are of five people and more; of its wings those of which that is true as well,
    and what is left of the site with it. How many were missed in all is told nowhere, so no site follows from others.
    """
    every, sites, wings = every_missed(inside, missed), dict[str, Atoms](), dict[str, Atoms]()
    for site, of in inside.items():
        cells = {unit: missed.get(unit, Cell()) for unit in of}
        if len(told.get(SITE, {}).get(site, ())) == KEPT_AND_LOST and _safe(every[MISSED_ON_SITE][site], cells):
            sites[site] = every[MISSED_ON_SITE][site]
            among = {unit for unit in of if len(told.get(UNIT, {}).get(unit, ())) == KEPT_AND_LOST}
            wings |= _wings({unit: every[MISSED_ON_UNIT][unit] for unit in of}, cells, among)
    return {MISSED_ON_SITE: sites, MISSED_ON_UNIT: wings} if sites else {}


def _wings(numbers: Mapping[str, Atoms], cells: Mapping[str, Cell], among: set[str]) -> dict[str, Atoms]:
    first = {unit for unit in numbers if unit not in among or not cells[unit].safe}
    hidden = gathered([numbers], frozenset(first))
    if hidden and not _safe(_added(numbers[unit] for unit in hidden), {unit: cells[unit] for unit in hidden}):
        return {}
    return {unit: of for unit, of in numbers.items() if unit not in hidden}


def _safe(numbers: Atoms, cells: Mapping[str, Cell]) -> bool:
    """Whether held and missed may be told of these wings together. People are counted once, on one of them."""
    whole = Cell(sum(cell.sessions for cell in cells.values()), sum(cell.people for cell in cells.values()))
    return whole.safe and enough(numbers[0])


def _split(kept: int, cell: Cell) -> Atoms:
    return kept - cell.sessions, cell.sessions


def _added(numbers: Iterable[Atoms]) -> Atoms:
    parts = list(numbers)
    return sum(held for held, _ in parts), sum(missed for _, missed in parts)
