"""A paper as a value: what it says line by line, and of each line that says nothing, why."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class How(StrEnum):
    """How a line stands. Nobody may take what was not said, or is not shown, for a "no"."""

    SAID = "said"
    NOT_RECORDED = "not-recorded"
    NOT_SHOWN = "not-shown"


@dataclass(frozen=True, slots=True)
class Line:
    """What a paper says of one thing. `category` is of the record, and empty where it belongs to none."""

    label: str
    says: str
    how: How = How.SAID
    category: str = ""

    @property
    def missing(self) -> bool:
        return self.how is How.NOT_RECORDED


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading. `words` are sentences before them."""

    title: str
    lines: tuple[Line, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that must be there: what there is of it, or whose it is to bring."""

    title: str
    there: Line
    whose: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One document about one episode. `marks` say which of its words nobody has confirmed."""

    title: str
    reference: str
    made: str
    by: str
    about: tuple[Line, ...]
    sections: tuple[Section, ...]
    wanted: tuple[Wanted, ...] = ()
    marks: tuple[str, ...] = field(default=())

    @property
    def lines(self) -> Iterator[Line]:
        for section in self.sections:
            yield from section.lines
        for one in self.wanted:
            yield one.there

    @property
    def missing(self) -> tuple[str, ...]:
        """What of its matter is not recorded, by its label."""
        return tuple(dict.fromkeys(line.label for line in self.lines if line.missing))

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of the record that it says something of."""
        return tuple(
            dict.fromkeys(one.category for one in (*self.about, *self.lines) if one.how is How.SAID and one.category)
        )
