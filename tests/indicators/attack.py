"""Somebody who has every published number and works out what they can: all of linear algebra, and the ranges left."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

Row = dict[str, Fraction]


def known(equations: Iterable[tuple[Mapping[str, int], int]]) -> dict[str, int]:
    """Every unknown whose value follows from the equations (coefficients, value), by Gauss and Jordan."""
    rows = [({name: Fraction(by) for name, by in left.items() if by}, Fraction(right)) for left, right in equations]
    solved: list[tuple[str, Row, Fraction]] = []
    for left, right in rows:
        for pivot, row, value in solved:
            left, right = _less(left, right, pivot, row, value)
        if left:
            pivot = next(iter(left))
            by = left[pivot]
            row, value = {name: each / by for name, each in left.items()}, right / by
            solved = [(name, *_less(other, of, pivot, row, value)) for name, other, of in solved]
            solved.append((pivot, row, value))
    return {pivot: int(value) for pivot, row, value in solved if len(row) == 1}


def _less(left: Row, right: Fraction, pivot: str, row: Row, value: Fraction) -> tuple[Row, Fraction]:
    by = left.get(pivot, Fraction(0))
    if not by:
        return left, right
    names = left.keys() | row.keys()
    taken = {name: left.get(name, Fraction(0)) - by * row.get(name, Fraction(0)) for name in names}
    return {name: each for name, each in taken.items() if each}, right - by * value


def possible(group: tuple[int, int], hidden: list[tuple[int, int]], *, knows: bool) -> set[int]:
    """The numbers met that one of the groups counted together may have, where the others' and theirs only add up.

    Whoever `knows` how many people are in each group knows more; who does not knows that there is one at least.
    """
    met, not_met = (sum(one[band] for one in hidden) for band in (0, 1))
    everybody = met + not_met
    found = set()
    for k in range(met + 1):
        sizes = [sum(group)] if knows else range(max(1, k), everybody - len(hidden) + 2)
        for n in sizes:
            others = everybody - n
            if k <= n and n - k <= not_met and met - k <= others and not_met - (n - k) <= others:
                found.add(k)
    return found
