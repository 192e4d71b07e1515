"""Numbers that are too small to be told, because somebody could be known by them.

Every table of people asks here which number is small. How a table is made coarser until none is left depends on what it
shows: see docs/adr/0031.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

SMALLEST = 5
FEWER = f"fewer than {SMALLEST}"


def enough(*parts: int) -> bool:
    """Whether a number may be told in these parts: each of them is of five people or more."""
    return min(parts) >= SMALLEST


def told(number: int) -> str:
    """A number as it may leave: nought is told, and so is five or more."""
    return FEWER if 0 < number < SMALLEST else f"{number:,}"


def told_together(numbers: Mapping[K, int]) -> tuple[dict[K, str], str]:
    """Numbers with their total: where one is hidden so is the total, or it could be worked out."""
    cells = {key: told(number) for key, number in numbers.items()}
    total = sum(numbers.values())
    return cells, told(total) if total < SMALLEST or FEWER not in cells.values() else "not shown"
