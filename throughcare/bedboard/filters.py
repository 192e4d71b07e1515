"""What the address of the board asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from django.http import QueryDict

from throughcare.placing.lists import LEVELS, MEETS, SEXES, SPECIALTIES

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for. What it says that makes no sense is as if it had not been said."""

    level: str = ""
    sex: str = ""
    specialty: str = ""
    meets: str = ""
    collaborative: str = ""
    hospital: str = ""
    free: str = ""
    page: int = 1

    @property
    def said(self) -> Mapping[str, str]:
        """What is asked of a ward, by the names of `board.FILTERS`."""
        asked = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "page"}
        return {name: value for name, value in asked.items() if value}

    @property
    def first(self) -> int:
        """How many wards stand on the pages before."""
        return (self.page - 1) * A_PAGE


CHOICES: Mapping[str, Iterable[str]] = {
    "level": LEVELS,
    "sex": SEXES,
    "specialty": SPECIALTIES,
    "meets": MEETS,
    "free": ("yes",),
}


def wanted(query: QueryDict) -> Wanted:
    asked = {name: query.get(name, "") for name in CHOICES}
    said = {name: value for name, value in asked.items() if value in CHOICES[name]}
    typed = {name: query.get(name, "")[:120] for name in ("collaborative", "hospital")}
    return Wanted(**said, **typed, page=page_of(query))


def page_of(query: QueryDict) -> int:
    """Which page the address asks for, counted from 1; what is no number is the first."""
    page = query.get("page", "")
    return max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 5 else 1
