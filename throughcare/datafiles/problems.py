"""A fault of a data file, as a value that says where it is and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: the file, the line (from 1), what is wrong, and what to do."""

    path: str
    line: int
    says: str
    do: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.says} {self.do}"


def nearest(word: str, known: Iterable[str]) -> str:
    """What to write in place of an unknown word: the nearest known one, or the choice there is."""
    known = sorted(known)
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"Did you mean '{close[0]}'?"
    return f"Known here: {', '.join(known)}." if known else "None is known here: leave it out."


def in_order(*found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems once each, in the order of their lines."""
    return tuple(sorted({one for some in found for one in some}, key=lambda problem: (problem.line, problem.says)))
