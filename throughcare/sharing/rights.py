"""stub until merged"""

from dataclasses import dataclass

from throughcare.sharing.categories import CATEGORIES

CARE = "direct-care"


@dataclass(frozen=True, slots=True)
class Rights:
    sees: tuple[str, ...]
    reads: tuple[str, ...]
    with_basis: tuple[str, ...]


def rights_of(role: str) -> Rights:
    return Rights(tuple(CATEGORIES), tuple(CATEGORIES), ())
