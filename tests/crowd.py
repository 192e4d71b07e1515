"""Many who act at the same moment, each from a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from throughcare.organisations.refusals import Refused


def at_once(act: Callable[[int], object], *, times: int, lines: int) -> list[str]:
    """Do it so often, from so many connections at the same time; what each says: done, or why not."""

    def attempt(number: int) -> str:
        try:
            act(number)
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(lines) as pool:
        return list(pool.map(attempt, range(times)))
