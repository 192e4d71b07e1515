"""What took sessions on each site: which reasons may be told of the sites, beside how many each lost in all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from throughcare.sharing.small import enough


@dataclass(frozen=True, slots=True)
class Cell:
    """Sessions that one reason took on one site, and how many people's first such session each of them was at least."""

    sessions: int = 0
    people: int = 0

    @property
    def safe(self) -> bool:
        """Whether it may be told: of nobody, or of five people and more."""
        return self.sessions == 0 or enough(self.sessions, self.people)


Cells = Mapping[str, Mapping[str, Cell]]


def told_reasons(cells: Cells, reasons: Sequence[str]) -> tuple[str, ...]:
    """Of reasons that are told of the whole, those that may be told of every site: most first.

    `cells` are by site and reason, of every reason there is, told or not. What a site lost is told beside it, so that
    its other reasons follow as one number: that is large enough as well, or of nobody.
    """
    told = [name for name in reasons if all(of.get(name, Cell()).safe for of in cells.values())]
    while told and not all(_others(of, told).safe for of in cells.values()):
        told.pop()
    return tuple(told)


def _others(of: Mapping[str, Cell], told: Sequence[str]) -> Cell:
    """Those of all other reasons. Whoever lost one to each of two reasons is counted in both: the larger is sure."""
    others = [cell for name, cell in of.items() if name not in told]
    return Cell(sum(one.sessions for one in others), max((one.people for one in others), default=0))
