"""The wards that there are and how their beds stand: nobody's row is read for it, and everybody sees the same."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from throughcare.beds.keeping import in_state
from throughcare.beds.models import Bed, Ward, Withholding
from throughcare.organisations.models import Unit
from throughcare.people.lives import london_day
from throughcare.placing.fitting import Profile
from throughcare.placing.lists import FREE, HELD, LEVELS, OCCUPIED, OFFERED, OUT, STATES

# The order of the columns is that of `WardLine`.
WARDS = f"""
    SELECT ward.id, unit.name, place.id, place.name, said.collaborative, said.level, said.specialties, said.sexes,
        said.age_from, said.age_to, said.meets, said.stale_after, said.criteria, looked.at, looker.display_name,
        CASE WHEN closing.kind = 'meant' THEN closing.on END, ward.closed,
        coalesce(beds.free, 0), coalesce(beds.offered, 0), coalesce(beds.held, 0), coalesce(beds.out, 0),
        coalesce(beds.occupied, 0)
    FROM beds_ward AS ward
    JOIN organisations_unit AS unit ON unit.id = ward.unit_id
    JOIN organisations_organisation AS place ON place.id = unit.organisation_id
    JOIN LATERAL (
        SELECT * FROM beds_wardversion WHERE ward_id = ward.id ORDER BY number DESC LIMIT 1) AS said ON true
    LEFT JOIN LATERAL (
        SELECT at, by_id FROM beds_confirmation WHERE ward_id = ward.id ORDER BY at DESC LIMIT 1) AS looked ON true
    LEFT JOIN organisations_staffrole AS role ON role.id = looked.by_id
    LEFT JOIN organisations_staff AS looker ON looker.id = role.staff_id
    LEFT JOIN LATERAL (
        SELECT kind, "on" FROM beds_wardclosing WHERE ward_id = ward.id ORDER BY id DESC LIMIT 1) AS closing ON true
    LEFT JOIN (
        SELECT ward_id, count(*) FILTER (WHERE state = '{FREE}') AS free,
            count(*) FILTER (WHERE state = '{OFFERED}') AS offered, count(*) FILTER (WHERE state = '{HELD}') AS held,
            count(*) FILTER (WHERE state = '{OUT}') AS out, count(*) FILTER (WHERE state = '{OCCUPIED}') AS occupied
        FROM (
            SELECT ward_id, CASE WHEN taken THEN '{OCCUPIED}' WHEN withheld = '{OUT}' THEN '{OUT}'
                WHEN withheld = '{HELD}' AND withheld_until >= %(day)s THEN '{HELD}'
                WHEN accepted OR offered_until > %(now)s THEN '{OFFERED}' ELSE '{FREE}' END AS state
            FROM beds_bed) AS bed
        GROUP BY 1) AS beds ON beds.ward_id = ward.id
    WHERE {{which}} ORDER BY said.collaborative, place.name, unit.name
"""
WHY = ("kind", "reason", "from_on", "expected_on", "says")
OPEN, ONE = WARDS.format(which="NOT ward.closed"), WARDS.format(which="ward.id = %(ward)s")


@dataclass(frozen=True, slots=True)
class WardLine:
    """One ward as it is now: what it says that it is, who last confirmed its beds, and how many stand in which way."""

    key: int
    name: str
    hospital_id: int
    hospital: str
    collaborative: str
    level: str
    specialties: list[str]
    sexes: list[str]
    age_from: int
    age_to: int
    meets: list[str]
    stale_after: int
    criteria: str
    confirmed_at: datetime | None
    confirmed_by: str | None
    closes_on: date | None
    closed: bool
    free: int
    offered: int
    held: int
    out: int
    occupied: int

    @property
    def beds(self) -> int:
        return sum(self.counts.values())

    @property
    def counts(self) -> Mapping[str, int]:
        """By state, in the order of the list."""
        return dict(zip(STATES, (self.free, self.offered, self.held, self.out, self.occupied), strict=True))

    @property
    def profile(self) -> Profile:
        return Profile(
            key=self.key,
            level=self.level,
            specialties=frozenset(self.specialties),
            sexes=frozenset(self.sexes),
            age_from=self.age_from,
            age_to=self.age_to,
            meets=frozenset(self.meets),
        )

    def is_stale(self, as_of: datetime) -> bool:
        """Whether nobody has confirmed its beds for as many hours as it says."""
        return self.confirmed_at is None or as_of - self.confirmed_at > timedelta(hours=self.stale_after)


def wards_now(as_of: datetime) -> list[WardLine]:
    """All that are open, by collaborative, hospital and name. One query."""
    return list(_asked(OPEN, as_of))


def ward_now(key: int, as_of: datetime) -> WardLine | None:
    """One of them, open or closed."""
    return next(_asked(ONE, as_of, ward=key), None)


def by_level(lines: Iterable[WardLine]) -> list[tuple[str, Mapping[str, int], int]]:
    """Title of each level with its beds by state, and all of them; levels with no bed are left out."""
    found: dict[str, list[int]] = {}
    for line in lines:
        there = found.setdefault(line.level, [0] * len(STATES))
        for place, beds in enumerate((line.free, line.offered, line.held, line.out, line.occupied)):
            there[place] += beds
    rows = ((kind, found[level]) for level, kind in LEVELS.items() if level in found)
    return [(kind.title, dict(zip(STATES, beds, strict=True)), sum(beds)) for kind, beds in rows]


def _asked(sql: str, as_of: datetime, **more: int) -> Iterator[WardLine]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"now": as_of, "day": london_day(as_of), **more})
        yield from (WardLine(*row) for row in cursor.fetchall())


def beds_of(ward_id: int, as_of: datetime) -> list[Bed]:
    """The beds of a ward, each with its `state` and, in `why`, why it is out of service or held. One query."""
    still = Withholding.objects.filter(bed=OuterRef("pk"), until_on=None).order_by("-pk")
    why = ArraySubquery(still.values(json=JSONObject(**{name: name for name in WHY})))
    beds: list[Bed] = list(Bed.objects.filter(ward=ward_id).annotate(state=in_state(as_of), whys=why))
    for bed in beds:
        vars(bed)["why"] = next((_why(one) for one in vars(bed)["whys"] if bed.withheld == vars(bed)["state"]), None)
    return beds


def _why(said: Mapping[str, str]) -> Withholding:
    days = {name: date.fromisoformat(said[name]) for name in ("from_on", "expected_on")}
    return Withholding(**{**said, **days})


def wards_on_record() -> QuerySet[Ward]:
    return Ward.objects.select_related("unit__organisation")


def beds_on_record() -> QuerySet[Bed]:
    return Bed.objects.select_related("ward__unit__organisation").order_by("pk")


def units_without(organisation_id: int) -> QuerySet[Unit]:
    """The open wards of a hospital that are not in the directory yet."""
    units = Unit.objects.filter(organisation=organisation_id, kind="ward", closed=False)
    return units.exclude(pk__in=Ward.objects.values("unit"))
