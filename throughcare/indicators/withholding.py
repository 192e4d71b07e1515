"""Which numbers of a table are not shown, so that none under five is told or can be worked out.

A table splits the same people in several ways (by prison, by sex), each group's number into bands (met, not met). What
is shown is always a coarser splitting of the same kind: bands run together, and groups counted together as "all
others", until every number in it is five or more. Whatever is added to or taken from such numbers is again a number of
at least five people, or of nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from throughcare.sharing.small import SMALLEST, enough

# Of groups counted together, how many more people than groups there must be: else each would be known to have one.
MORE_THAN_GROUPS = 2

# Months that are counted as one in a course of time: one, or a quarter.
SPANS = (1, 3)

Atoms = tuple[int, ...]
Cuts = tuple[int, ...]


@dataclass(frozen=True)
class Split:
    """The same people split in several ways: `groups` hold, by dimension and name, the numbers of each band."""

    whole: Atoms
    groups: Mapping[str, Mapping[str, Atoms]] = field(default_factory=dict)


@dataclass(frozen=True)
class Shown:
    """What may be shown of a split. `cuts` are the bands told apart, as places between two; None: not even the whole.

    `together` names, by dimension, the groups counted as one, `cuts_of` the cuts that a dimension's lines have; a
    dimension whose every group would be counted together is in neither.
    """

    cuts: Cuts | None
    together: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cuts_of: Mapping[str, Cuts] = field(default_factory=dict)


def merged(atoms: Atoms, cuts: Cuts) -> Atoms:
    """The numbers of the bands between the cuts; a number that is not split into bands stays as it is."""
    if len(atoms) == 1:
        return atoms
    edges = [0, *(cut + 1 for cut in cuts), len(atoms)]
    return tuple(sum(atoms[a:b]) for a, b in pairwise(edges))


def shown(split: Split, *, beside: Sequence[Split] = (), first: Mapping[str, frozenset[str]] | None = None) -> Shown:
    """What may be shown of a split.

    `beside` are the differences between it and what another figure tells of the same people: no small number may come
    of those either. `first` are the groups that figures over the same people count together already.
    """
    others = [other for other in beside if sum(other.whole)]
    wholes: list[Atoms] = [split.whole, *(other.whole for other in others)]
    if not enough(*map(sum, wholes)):
        return Shown(None)
    cuts = _cuts(wholes)
    together, cuts_of = {}, {}
    for dimension, groups in split.groups.items():
        tables = [groups, *(other.groups.get(dimension, {}) for other in others)]
        begun = (first or {}).get(dimension, frozenset())
        found = _finest(tables, cuts, begun)
        if found is not None:
            cuts_of[dimension], together[dimension] = found
    return Shown(cuts, together, cuts_of)


def small_groups(split: Split) -> dict[str, frozenset[str]]:
    """By dimension, the groups to count together whatever is said of them: so few people are in them."""
    return {dimension: gathered([groups], frozenset()) for dimension, groups in heads(split).groups.items()}


def difference(one: Split, other: Split) -> Split:
    """How two splits differ, number by number, where one is of some of the other's people."""
    dimensions = one.groups.keys() | other.groups.keys()

    def apart(a: Atoms, b: Atoms) -> Atoms:
        return tuple(abs(x - y) for x, y in zip(a, b, strict=True))

    def of(dimension: str) -> dict[str, Atoms]:
        mine, theirs = one.groups.get(dimension, {}), other.groups.get(dimension, {})
        nobody = (0,) * len(one.whole)
        return {name: apart(mine.get(name, nobody), theirs.get(name, nobody)) for name in mine.keys() | theirs.keys()}

    return Split(apart(one.whole, other.whole), {dimension: of(dimension) for dimension in dimensions})


def told_apart(one: Split, other: Split) -> list[Split]:
    """What whoever has two figures over the same people works out, where the second is of only some of them.

    They differ by those of whom something was not recorded. Where a group differs by nobody, its line in one figure
    tells that of the other, which can then be taken from what is counted together.
    """
    apart = difference(one, other)
    found = [apart]
    for dimension, groups in apart.groups.items():
        differ = [name for name, atoms in groups.items() if any(atoms)]
        found += [_within(one, dimension, differ), _within(other, dimension, differ)]
    return found


def _within(split: Split, dimension: str, names: Iterable[str]) -> Split:
    """The part of a split that is in some groups of one dimension."""
    groups = {name: atoms for name, atoms in split.groups.get(dimension, {}).items() if name in set(names)}
    nobody = (0,) * len(split.whole)
    return Split(tuple(map(sum, zip(nobody, *groups.values(), strict=True))), {dimension: groups})


def heads(split: Split) -> Split:
    """The same split with nothing but how many people each number is of."""
    return Split(
        (sum(split.whole),),
        {
            dimension: {name: (sum(atoms),) for name, atoms in groups.items()}
            for dimension, groups in split.groups.items()
        },
    )


def gathered(tables: Sequence[Mapping[str, Atoms]], first: frozenset[str]) -> frozenset[str]:
    """The groups to count together so that no table has a small number: those with one, then the smallest others."""
    taken = set(first).union(*(_with_small(groups) for groups in tables))
    if not taken:
        return frozenset()
    groups = tables[0]
    left = sorted(groups.keys() - taken, key=lambda name: (sum(groups[name]), name))
    while left and not all(_is_safe(table, taken) for table in tables):
        taken.add(left.pop(0))
    return frozenset(taken) & groups.keys()


def _with_small(groups: Mapping[str, Atoms]) -> set[str]:
    """Groups with a small number; one in which there is nobody at all has none to give away."""
    return {name for name, atoms in groups.items() if any(atoms) and not enough(*atoms)}


def _is_safe(groups: Mapping[str, Atoms], taken: Iterable[str]) -> bool:
    """Whether groups counted together tell nothing of any one of them."""
    inside = [groups[name] for name in taken if name in groups and any(groups[name])]
    if not inside:
        return True
    bands = list(map(sum, zip(*inside, strict=True)))
    return len(inside) > 1 and enough(*bands) and sum(bands) - len(inside) >= MORE_THAN_GROUPS


def length_of_spans(months: Sequence[Atoms], *, least: int, apart: Sequence[Sequence[int]] = ()) -> int | None:
    """How many months must be counted as one so that every number of every span is large enough; None: no length is.

    Every span is told, so that nothing is left over to be worked out. `apart` are, month by month, how many people of
    another figure that tells its spans too are not in this one: what they differ by must not be small either.
    """
    for length in SPANS:
        if len(months) % length:
            continue
        spans = [_together(months[at : at + length]) for at in range(0, len(months), length)]
        beside = [sum(other[at : at + length]) for other in apart for at in range(0, len(other), length)]
        if min(map(min, spans)) >= least and not any(0 < number < SMALLEST for number in beside):
            return length
    return None


def _together(months: Sequence[Atoms]) -> Atoms:
    return tuple(map(sum, zip(*months, strict=True)))


def _cuts(wholes: Sequence[Atoms]) -> Cuts:
    """The cuts, from the first on, between which every whole has five or more."""
    cuts: list[int] = []
    for cut in range(len(wholes[0]) - 1):
        if all(enough(*merged(whole, (*cuts, cut))) for whole in wholes):
            cuts.append(cut)
    return tuple(cuts)


def _finest(
    tables: Sequence[Mapping[str, Atoms]], cuts: Cuts, first: frozenset[str]
) -> tuple[Cuts, frozenset[str]] | None:
    """With as many cuts as leave some group by itself: the cuts, and the groups counted together."""
    for kept in range(len(cuts), -1, -1):
        at = [{name: merged(atoms, cuts[:kept]) for name, atoms in groups.items()} for groups in tables]
        together = gathered(at, first)
        if len(together) < len(at[0]):
            return cuts[:kept], together
    return None
