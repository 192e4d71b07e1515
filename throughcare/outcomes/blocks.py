"""A number of people, each in one cell: what is known of whom, and of how many it is not known."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from throughcare.indicators import Share, share
from throughcare.sharing.small import SMALLEST

SELF_REPORTED, ON_RECORD = "as the person says", "on record"


@dataclass(frozen=True, slots=True)
class Block:
    """`cells` are of those of whom it is known, and add up to them; `unknown` are the others of `of`.

    `source` says whose word it is, where it is somebody's: what people say and what is on record is never added up.
    """

    key: str
    title: str
    of: str
    cells: Mapping[str, int]
    unknown: int
    source: str = ""

    @property
    def known(self) -> int:
        return sum(self.cells.values())

    @property
    def everybody(self) -> int:
        return self.known + self.unknown

    def share(self, cell: str) -> Share | None:
        """A cell's share of those of whom it is known, with Wilson's interval; None where it is known of nobody."""
        return share(self.cells[cell], self.known) if self.known else None

    @property
    def may_be_told(self) -> bool:
        """Whether it may leave the scheme: no cell of a few people, and none that holds everybody.

        Where all are in one cell, whoever knows that somebody was supported knows it of them.
        """
        filled = [number for number in (*self.cells.values(), self.unknown) if number]
        return self.known > 0 and min(filled) >= SMALLEST and sum(map(bool, self.cells.values())) > 1


def block(key: str, titles: tuple[str, str], cells: Iterable[str], found: Iterable[str | None], **beside: str) -> Block:
    """A block of what was found of each; None is not known. `titles` are its own, and of whom it is."""
    counts = Counter(found)
    unknown = counts.pop(None, 0)
    return Block(key, *titles, {cell: counts[cell] for cell in cells}, unknown, **beside)
