"""Blocks laid out as tables: those of two sources beside each other, each with what is not known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from throughcare.outcomes import Block

# Heading of a part of the page -> which blocks stand in it.
PARTS = {
    "Self-harm": ("self-harm-ever", "self-harm-at-first", "self-harm-change", "self-harm-begun"),
    "Thoughts of suicide and attempts": ("suicide-at-first", "suicide-change", "attempts-at-first", "attempts-later"),
    "Taking part, work and family": (
        "taking-part", "family", "work-at-first", "work-from-none", "work-from-part-time", "work-from-full-time",
    ),
    "How support ended": ("ended",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """One question of one set of people. `beside` are its blocks, one for each source."""

    title: str
    of: str
    beside: tuple[Block, ...]

    @property
    def cells(self) -> list[str]:
        return list(self.beside[0].cells)


def parts(blocks: Iterable[Block]) -> Iterator[tuple[str, list[Table]]]:
    """The parts of the page of which anything is told, with their tables."""
    kept = list(blocks)
    for heading, keys in PARTS.items():
        asked = ([one for one in kept if one.key == key] for key in keys)
        found = [Table(of[0].title, of[0].of, tuple(of)) for of in asked if any(one.everybody for one in of)]
        if found:
            yield heading, found
