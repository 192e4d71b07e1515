"""Many who act at the same moment, each from a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from throughcare.organisations.refusals import Refused


def at_once(act: Callable[[int], object], *, times: int, lines: int, together: bool = False) -> list[str]:
    """Do it so often, from so many connections at the same time; what each says: done, or why not.

    `together`, each round of so many begins in one moment, when all of it have come: `times` is then a whole number of
    rounds, and those that are to get in each other's way have numbers of one round.
    """
    gate = Barrier(lines if together else 1, timeout=60)

    def attempt(number: int) -> str:
        gate.wait()
        try:
            act(number)
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(lines) as pool:
        return list(pool.map(attempt, range(times)))
