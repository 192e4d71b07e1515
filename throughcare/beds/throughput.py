"""Who came, who left and how long they stayed, and the days that people who were ready lost: numbers, never a row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from throughcare.beds.board import WardLine
from throughcare.placing.lists import LEFT_FOR
from throughcare.sharing.small import SMALLEST, told, told_together
from throughcare.telling.phrases import count

FLOW = "SELECT ward, what, reason, people, days, middle FROM beds_flow(%s, %s)"
UNSAID = "No reason recorded"


@dataclass(frozen=True, slots=True)
class Counted:
    people: int
    days: int | None
    middle: float | None


@dataclass
class Flow:
    """One ward in a time. Nothing is told of fewer than five people: neither how many nor how long."""

    ward: WardLine
    counted: Mapping[tuple[str, str], Counted] = field(default_factory=dict)

    @property
    def came(self) -> str:
        return told(self._people("in"))

    @property
    def left(self) -> tuple[dict[str, str], str]:
        """Title of each reason -> how many left for it, and how many left."""
        return told_together({LEFT_FOR[why]: one.people for (what, why), one in self.counted.items() if what == "out"})

    @property
    def there(self) -> str:
        return told(self._people("there"))

    @property
    def stayed(self) -> str:
        return self._middle("stayed")

    @property
    def staying(self) -> str:
        return self._middle("there")

    @property
    def ready(self) -> str:
        return told(self._people("ready"))

    def _people(self, what: str) -> int:
        found = self.counted.get((what, ""))
        return found.people if found else 0

    def _middle(self, what: str) -> str:
        found = self.counted.get((what, ""))
        if found is None or found.people < SMALLEST or found.middle is None:
            return "not shown" if found else "nobody"
        return count(round(found.middle), "day", "days")


def flows(wards: Iterable[WardLine], first: date, last: date) -> list[Flow]:
    """Of each ward, from `first` until the day before `last`. One query."""
    counted: dict[int, dict[tuple[str, str], Counted]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(FLOW, [first, last])
        for ward, what, reason, people, days, middle in cursor.fetchall():
            counted[ward][what, reason] = Counted(people, days, middle)
    return [Flow(ward, counted[ward.key]) for ward in wards]


def lost_days(found: Iterable[Flow], titles: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Title of each reason, how many people it held up, and their days; of fewer than five people, no days."""
    people: dict[str, int] = defaultdict(int)
    days: dict[str, int] = defaultdict(int)
    for flow in found:
        for (what, reason), one in flow.counted.items():
            if what == "lost":
                people[reason] += one.people
                days[reason] += one.days or 0
    ordered = sorted(days, key=lambda reason: -days[reason])
    return [
        (
            titles.get(reason, reason) or UNSAID,
            told(people[reason]),
            f"{days[reason]:,}" if people[reason] >= SMALLEST else "not shown",
        )
        for reason in ordered
    ]
