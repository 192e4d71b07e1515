"""What may be told, month by month, of who reaches a service: blocks of months that do not overlap.

A month's own numbers are to the nearest five and nothing is worked out from them. Exact numbers are of a block: half a
financial year, or two halves where one is too small. Every longer span is the sum of blocks, so whatever is taken from
another is a block that was told itself. Within a block `withholding` says what is shown.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughcare.indicators.lost_where import Cell, told_reasons
from throughcare.indicators.missed_where import MISSED_ON_UNIT, every_missed, told_missed
from throughcare.indicators.tally import NOT_RECORDED
from throughcare.indicators.withholding import Atoms, Cuts, Split, merged, shown
from throughcare.sharing.small import SMALLEST, enough

# By dimension, group and what is counted; the whole is the group "" of the dimension "".
Counts = Mapping[str, Mapping[str, Mapping[str, int]]]
WHOLE = ""
# Of how many people sessions began: each of them is in one month alone, so that months may be added up.
PEOPLE = "people"
APART, REST = "Split from the main site", "Rest of the prison"
# Halves of the financial year begin with these months; a block is told at the latest after so many.
HALVES, LONGEST = (4, 10), 12
# Of a month that is told as fewer than five, so many numbers must stay possible once its block is told.
LEFT_POSSIBLE = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """What is counted, in bands that are told apart where they may be. `of_people`: several may be one person's."""

    title: str
    bands: tuple[str, ...]
    says: tuple[str, ...]
    of_people: bool = False


FIGURES: Mapping[str, Figure] = {
    "referrals": Figure("Referrals", ("referrals",), ("referred",)),
    "accepted": Figure("Acceptances", ("accepted",), ("accepted",)),
    "starts": Figure("Starts of treatment", ("within", "beyond"), ("within the limit", "later, or not known")),
    "sessions": Figure("Sessions", ("kept", "lost"), ("held or missed", "lost to the regime"), of_people=True),
}
# Dimensions that split everybody, and what splits the sessions that were lost.
SPLITS = (
    "ethnic", "age", "sex", "disability", "religion", "orientation", "marriage", "pregnancy", "gender-at-birth",
    "interpreter",
)  # fmt: skip
UNIT, SITE, REASON = "unit", "site", "reason"
LOST = "lost"
# What is counted by wing and not by group: days of waits; sessions lost, with `lost_on` a wing, by reason.
DAYS = "days by wing"
MISSED = "missed"
BESIDE = (WHOLE, REASON, DAYS, MISSED)
LOST_ON = "lost on "


@dataclass(frozen=True, slots=True)
class Block:
    """What is told of a figure: the whole, and by dimension the lines; numbers are by band, or one where none is told.

    What a dimension's lines do not hold of the whole is of the groups named in `together`, counted as one.
    """

    whole: Atoms | None
    lines: Mapping[str, Mapping[str, Atoms]]
    together: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Block":
        """From JSON, where tuples have become lists."""
        lines = {dimension: {name: tuple(k) for name, k in of.items()} for dimension, of in kept["lines"].items()}
        together = {dimension: tuple(names) for dimension, names in kept["together"].items()}
        return cls(tuple(kept["whole"]) if kept["whole"] is not None else None, lines, together)


def half_of(month: date) -> date:
    """The first month of the half of the financial year that a month is in."""
    year = month.year - 1 if month.month < HALVES[0] else month.year
    return date(year, HALVES[1] if not HALVES[0] <= month.month < HALVES[1] else HALVES[0], 1)


def summed(months: Iterable[Counts]) -> dict[str, dict[str, Counter[str]]]:
    """Months added up."""
    found: dict[str, dict[str, Counter[str]]] = {}
    for month in months:
        for dimension, groups in month.items():
            for name, counts in groups.items():
                found.setdefault(dimension, {}).setdefault(name, Counter()).update(counts)
    return found


def atoms(figure: Figure, counts: Mapping[str, int]) -> Atoms:
    return tuple(counts.get(band, 0) for band in figure.bands)


def sites(units: Mapping[str, Atoms], apart: frozenset[str]) -> dict[str, dict[str, Atoms]]:
    """Units by the site they are of. Those of whom no wing is known are a site of their own, or of the rest if few."""
    found: dict[str, dict[str, Atoms]] = {APART: {}, REST: {}}
    for name, numbers in units.items():
        own = name == NOT_RECORDED and enough(sum(numbers))
        found.setdefault(NOT_RECORDED if own else APART if name in apart else REST, {})[name] = numbers
    return {site: inside for site, inside in found.items() if inside}


def every_number(figure: Figure, months: Sequence[Counts], apart: frozenset[str]) -> Block:
    """All there is, for the team that treats."""
    total = summed(months)
    whole = atoms(figure, total.get(WHOLE, {}).get(WHOLE, {}))
    lines = {
        dimension: {name: atoms(figure, counts) for name, counts in groups.items()}
        for dimension, groups in total.items()
        if dimension not in BESIDE and not dimension.startswith(LOST_ON)
    }
    # Months that were counted before something was split so: its groups would not add up.
    lines = {dimension: of for dimension, of in lines.items() if _together(of.values()) == whole}
    if UNIT in lines:
        lines[SITE] = {site: _together(inside.values()) for site, inside in sites(lines[UNIT], apart).items()}
    if LOST in figure.bands and all(MISSED in month for month in months):
        inside = sites(lines.get(UNIT, {}), apart)
        lines |= every_missed(inside, _missed(total))
    if LOST in figure.bands:
        lines[REASON] = {name: (counts[LOST],) for name, counts in total.get(REASON, {}).items() if counts[LOST]}
        lines |= {
            dimension: {name: (counts[LOST],) for name, counts in of.items() if counts[LOST]}
            for dimension, of in total.items()
            if dimension.startswith(LOST_ON)
        }
    return Block(whole, lines, {})


def block(figure: Figure, months: Sequence[Counts], apart: frozenset[str]) -> Block:
    """What of these months may be told outside the team."""
    everything = every_number(figure, months, apart)
    assert everything.whole is not None
    units = everything.lines.get(UNIT, {})
    few = _of_few(months, sites(units, apart)) if figure.of_people else {}
    if WHOLE in few.get(WHOLE, ()):
        return Block(None, {}, {})
    by = {name: everything.lines[name] for name in (*SPLITS, SITE) if name in everything.lines}
    found = _with_units(_shown(Split(everything.whole, by), few), sites(units, apart), few)
    # What took sessions adds up to those lost, so it is told only where that is.
    if REASON in everything.lines and found.whole is not None and len(found.whole) == len(figure.bands):
        lost = _shown(Split(found.whole[-1:], {REASON: everything.lines[REASON]}), few)
        by_site = _lost_by_site(months, sites(units, apart), found, lost)
        if MISSED_ON_UNIT in everything.lines:
            by_site |= told_missed(sites(units, apart), _missed(summed(months)), found.lines)
        return Block(found.whole, {**found.lines, **lost.lines, **by_site}, {**found.together, **lost.together})
    return found


def _lost_by_site(
    months: Sequence[Counts], inside: Mapping[str, Mapping[str, Atoms]], found: Block, lost: Block
) -> dict[str, dict[str, Atoms]]:
    """What took sessions on each site, where how many each lost is told, and the reasons add up to that."""
    total, told = summed(months), found.lines.get(SITE, {})
    cells = {site: _cells(total, names) for site, names in inside.items()}
    if not all(
        len(told.get(site, ())) > 1 and sum(c.sessions for c in of.values()) == told[site][-1]
        for site, of in cells.items()
    ):
        return {}
    lines = lost.lines.get(REASON, {})
    reasons = told_reasons(cells, sorted(lines, key=lambda name: (-sum(lines[name]), name)))
    return (
        {f"{LOST_ON}{site}": {name: (of.get(name, Cell()).sessions,) for name in reasons} for site, of in cells.items()}
        if reasons
        else {}
    )


def _missed(total: Mapping[str, Mapping[str, Mapping[str, int]]]) -> dict[str, Cell]:
    """By unit, the sessions that people missed."""
    return {unit: Cell(of.get(MISSED, 0), of.get(PEOPLE, 0)) for unit, of in total.get(MISSED, {}).items()}


def _cells(total: Mapping[str, Mapping[str, Mapping[str, int]]], units: Iterable[str]) -> dict[str, Cell]:
    """By reason, what was lost on some wings together."""
    found: dict[str, Cell] = {}
    for unit in units:
        for reason, counts in total.get(f"{LOST_ON}{unit}", {}).items():
            one = found.get(reason, Cell())
            found[reason] = Cell(one.sessions + counts.get(LOST, 0), one.people + counts.get(PEOPLE, 0))
    return found


def _of_few(months: Sequence[Counts], inside: Mapping[str, Mapping[str, Atoms]]) -> dict[str, frozenset[str]]:
    """By dimension, the groups in which fewer than five people began, however large their numbers are."""
    total = summed(months)
    people = {dimension: {name: counts[PEOPLE] for name, counts in of.items()} for dimension, of in total.items()}
    people[SITE] = {site: sum(people[UNIT][name] for name in units) for site, units in inside.items()}
    return {dimension: frozenset(name for name in of if not enough(of[name])) for dimension, of in people.items()}


def _shown(split: Split, first: Mapping[str, frozenset[str]]) -> Block:
    said = shown(split, first=first)
    if said.cuts is None:
        return Block(None, {}, {})
    lines, together = {}, {}
    for dimension, cuts in said.cuts_of.items():
        hidden = said.together[dimension]
        lines[dimension] = {
            name: merged(numbers, cuts) for name, numbers in split.groups[dimension].items() if name not in hidden
        }
        together[dimension] = tuple(sorted(hidden))
    return Block(merged(split.whole, said.cuts), lines, together)


def _with_units(found: Block, inside: Mapping[str, Mapping[str, Atoms]], few: Mapping[str, frozenset[str]]) -> Block:
    """The units of each site that is told, as finely as the site is and no finer."""
    lines: dict[str, Atoms] = {}
    together: set[str] = set()
    for site, numbers in found.lines.get(SITE, {}).items():
        cuts: Cuts = (0,) if len(numbers) > 1 else ()
        its = {name: merged(number, cuts) for name, number in inside[site].items()}
        said = _shown(Split(numbers, {UNIT: its}), {UNIT: few.get(UNIT, frozenset()) & its.keys()})
        told = {name: number for name, number in said.lines.get(UNIT, {}).items() if len(number) == len(numbers)}
        lines |= told
        together |= its.keys() - told.keys()
    if not lines:
        return found
    return Block(found.whole, {**found.lines, UNIT: lines}, {**found.together, UNIT: tuple(sorted(together))})


def tells_the_sites(found: Block, apart: frozenset[str]) -> bool:
    """Whether those who live apart are told by themselves, which is what a block waits for; of no such unit, it is."""
    return found.whole is not None and (not apart or {APART, REST} <= found.lines.get("site", {}).keys())


def leaves_months_open(months: Sequence[int], total: int) -> bool:
    """Whether months that were told to the nearest five stay so once their total is told exactly."""
    ranges = [nearest(number) for number in months]
    lows, highs = (sum(ends) for ends in zip(*ranges, strict=True)) if ranges else (0, 0)
    for low, high in ranges:
        if high < SMALLEST:
            at_least, at_most = max(low, total - (highs - high)), min(high, total - (lows - low))
            if at_most - at_least + 1 < LEFT_POSSIBLE:
                return False
    return True


def nearest(number: int) -> tuple[int, int]:
    """The numbers that are told as this one is, from the least to the most: under five, or the nearest five."""
    if number < SMALLEST:
        return 0, SMALLEST - 1
    middle = SMALLEST * ((2 * number + SMALLEST) // (2 * SMALLEST))
    return max(SMALLEST, middle - SMALLEST // 2), middle + SMALLEST // 2


def joined(blocks: Sequence[Block]) -> Block:
    """Blocks that follow on, added up: a line where every block has it, as finely as each of them tells it."""
    wholes = [one.whole for one in blocks]
    if not blocks or any(whole is None for whole in wholes):
        return Block(None, {}, {})
    lines, together = {}, {}
    for dimension in set.intersection(*({*one.lines} for one in blocks)):
        parts = [one.lines[dimension] for one in blocks]
        names = [name for name in parts[0] if all(name in part for part in parts)]
        lines[dimension] = {name: _together([part[name] for part in parts]) for name in names}
        hidden = {name for one in blocks for name in (*one.lines[dimension], *one.together.get(dimension, ()))}
        together[dimension] = tuple(sorted(hidden - {*names}))
    return Block(_together([whole for whole in wholes if whole is not None]), lines, together)


def _together(numbers: Iterable[Atoms]) -> Atoms:
    """Added up by band; as one number where any of them is not told by band."""
    parts = list(numbers)
    if len({len(part) for part in parts}) > 1:
        parts = [(sum(part),) for part in parts]
    return tuple(map(sum, zip(*parts, strict=True)))
