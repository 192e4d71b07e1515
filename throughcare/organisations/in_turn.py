"""What a job does to many rows, one after another: one that cannot be done keeps none of the others from being done."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import DatabaseError

from throughcare.organisations.refusals import Refused

K = TypeVar("K")
R = TypeVar("R")


def in_turn(deed: Callable[[K], R], rows: Iterable[K]) -> list[R]:
    """What each of them came to; `deed` is a transaction of its own.

    Raises ExceptionGroup once all were tried, with what stood against each that was not done, and of which row it was.
    """
    done: list[R] = []
    faults: list[Exception] = []
    for row in rows:
        try:
            done.append(deed(row))
        except (Refused, DatabaseError) as fault:
            fault.add_note(f"Of {row}.")
            faults.append(fault)
    if faults:
        raise ExceptionGroup(f"{len(faults)} could not be done, {len(done)} were", faults)
    return done
