"""What a job does to many rows, one after another: one that cannot be done keeps none of the others from being done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import TypeVar

K = TypeVar("K")
R = TypeVar("R")


@dataclass
class _Row:
    """One of them: whatever is raised of it is kept for later, with which row it was."""

    of: object
    faults: list[Exception] = field(default_factory=list)

    def __enter__(self) -> None:
        """Nothing is opened."""

    def __exit__(self, _kind: object, fault: BaseException | None, _where: TracebackType | None) -> bool:
        if not isinstance(fault, Exception):
            return False
        fault.add_note(f"Of {self.of}.")
        self.faults.append(fault)
        return True


def in_turn(deed: Callable[[K], R], rows: Iterable[K]) -> list[R]:
    """What each of them came to; `deed` is a transaction of its own.

    Raises ExceptionGroup once all were tried, with what stood against each that was not done, and of which row it was.
    """
    done: list[R] = []
    faults: list[Exception] = []
    for row in rows:
        with _Row(row, faults):
            done.append(deed(row))
    if faults:
        raise ExceptionGroup(f"{len(faults)} could not be done, {len(done)} were", faults)
    return done
