"""What the address of the board asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from django.http import QueryDict

from throughcare.beds.board import WardLine
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
    def any(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self) if field.name != "page")

    def takes(self, line: WardLine) -> bool:
        among = {self.sex: line.sexes, self.specialty: line.specialties, self.meets: line.meets}
        equal = {self.level: line.level, self.collaborative: line.collaborative, self.hospital: str(line.hospital_id)}
        return (
            all(asked in there for asked, there in among.items() if asked)
            and all(asked == there for asked, there in equal.items() if asked)
            and (not self.free or line.free > 0)
        )


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
    page = query.get("page", "")
    return Wanted(**said, **typed, page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 else 1)
