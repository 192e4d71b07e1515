"""The wards that there are and how their beds stand: nobody's row is read for it, and everybody sees the same."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from throughcare.beds.keeping import in_state
from throughcare.beds.models import Bed, Ward, Withholding
from throughcare.organisations.models import Unit
from throughcare.people.lives import london_day
from throughcare.placing.fitting import Profile
from throughcare.placing.lists import FREE, HELD, LEVELS, OCCUPIED, OUT, SEXES, SPECIALTIES, STATES

UNTAKEN = [state for state in STATES if state != OCCUPIED]
# How a bed stands that nobody is in (see `keeping.state_of`), as its place in the list of states: numbers are counted
# faster than words.
STATE = """CASE WHEN withheld = '{out_}' THEN {out} WHEN withheld = '{held_}' AND withheld_until >= %(day)s THEN {held}
    WHEN accepted OR offered_until > %(now)s THEN {offered} ELSE {free} END""".format(
    **{state: place for place, state in enumerate(UNTAKEN)}, out_=OUT, held_=HELD
)
COUNTED = ", ".join(f"count(*) FILTER (WHERE state = {place}) AS {state}" for place, state in enumerate(UNTAKEN))
# What a ward said last, and the closing that was recorded last.
SAID = """JOIN LATERAL (
        SELECT * FROM beds_wardversion WHERE ward_id = ward.id ORDER BY number DESC LIMIT 1) AS said ON true
    LEFT JOIN (SELECT DISTINCT ON (ward_id) * FROM beds_wardclosing ORDER BY ward_id, id DESC) AS closing
        ON closing.ward_id = ward.id"""
# The order of the columns is that of `WardLine`.
WARDS = f"""
    SELECT ward.id AS key, unit.name, place.id AS hospital_id, place.name AS hospital, said.collaborative, said.level,
        said.specialties, said.sexes, said.age_from, said.age_to, said.meets, said.stale_after, said.criteria,
        looked.at AS confirmed_at, looker.display_name AS confirmed_by,
        CASE WHEN closing.kind = 'meant' THEN closing.on END AS closes_on, ward.closed,
        {", ".join(f"coalesce(beds.{state}, 0) AS {state}" for state in UNTAKEN)},
        ward.size - coalesce(beds.untaken, 0) AS occupied
    FROM beds_ward AS ward
    JOIN organisations_unit AS unit ON unit.id = ward.unit_id
    JOIN organisations_organisation AS place ON place.id = unit.organisation_id
    {SAID}
    LEFT JOIN LATERAL (
        SELECT at, by_id FROM beds_confirmation WHERE ward_id = ward.id ORDER BY at DESC LIMIT 1) AS looked ON true
    LEFT JOIN organisations_staffrole AS role ON role.id = looked.by_id
    LEFT JOIN organisations_staff AS looker ON looker.id = role.staff_id
    LEFT JOIN (
        SELECT ward_id, count(*) AS untaken, {COUNTED}
        FROM (SELECT ward_id, {STATE} AS state FROM beds_bed WHERE NOT taken) AS bed GROUP BY 1
    ) AS beds ON beds.ward_id = ward.id
    WHERE {{which}}
"""
IN_ORDER = "ORDER BY collaborative, hospital, name"
# What may be asked of a ward -> whether it is so.
FILTERS: Mapping[str, str] = {
    "level": "said.level = %(level)s",
    "sex": "%(sex)s = ANY (said.sexes)",
    "specialty": "%(specialty)s = ANY (said.specialties)",
    "meets": "%(meets)s = ANY (said.meets)",
    "collaborative": "said.collaborative = %(collaborative)s",
    "hospital": "place.id::text = %(hospital)s",
    "free": "beds.free > 0",
}
# One page of wards, and beside it what is counted of all of them: both come of the same lines.
PAGE = f"""
    WITH line AS MATERIALIZED ({WARDS}), alike AS (
        SELECT level, count(*) AS wards,
            count(*) FILTER (WHERE coalesce(confirmed_at < %(now)s - stale_after * interval '1 hour', true)) AS stale,
            {", ".join(f"sum({state}) AS {state}" for state in STATES)}
        FROM line GROUP BY level
    )
    SELECT counted.levels, page.* FROM (SELECT coalesce(json_agg(alike), '[]')::text AS levels FROM alike) AS counted
    LEFT JOIN (SELECT * FROM line {IN_ORDER} LIMIT %(most)s OFFSET %(first)s) AS page ON true
    {IN_ORDER}
"""
CHOICES = f"""
    SELECT DISTINCT said.collaborative, place.id, place.name FROM beds_ward AS ward
    JOIN organisations_unit AS unit ON unit.id = ward.unit_id
    JOIN organisations_organisation AS place ON place.id = unit.organisation_id
    {SAID} WHERE NOT ward.closed
"""
# An age that no upper end is meant by.
OLDEST = 120
WHY = ("kind", "reason", "from_on", "expected_on", "says")
OPEN, ONE = WARDS.format(which="NOT ward.closed") + IN_ORDER, WARDS.format(which="ward.id = %(ward)s")


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
        return self.free + self.offered + self.held + self.out + self.occupied

    @property
    def counts(self) -> Mapping[str, int]:
        """By state, in the order of the list."""
        return dict(zip(STATES, (self.free, self.offered, self.held, self.out, self.occupied), strict=True))

    @property
    def described(self) -> str:
        """What it is, in one line."""
        sexes = " and ".join(SEXES[one] for one in self.sexes)
        specialties = ", ".join(SPECIALTIES[one].title for one in self.specialties)
        ages = f"{self.age_from} to {self.age_to}" if self.age_to < OLDEST else f"{self.age_from} and over"
        said = (LEVELS[self.level].title, sexes, specialties, ages, self.collaborative)
        return " · ".join(one for one in said if one)

    @property
    def others(self) -> str:
        """How the beds stand that are not free; empty where all are."""
        found = {state: beds for state, beds in self.counts.items() if beds and state != FREE}
        return ", ".join(f"{beds} {STATES[state].lower()}" for state, beds in found.items())

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


@dataclass(frozen=True, slots=True)
class Page:
    """A page of wards. Of all that are like what was asked: how many, how many are stale, and their beds by level."""

    lines: Sequence[WardLine]
    wards: int
    stale: int
    by_level: Sequence[tuple[str, Mapping[str, int], int]]


def page(asked: Mapping[str, str], as_of: datetime, *, first: int, most: int) -> Page:
    """Wards from place `first`, at most so many, that are as `FILTERS` of these names say. One query."""
    which = " AND ".join(["NOT ward.closed", *(FILTERS[name] for name in asked)])
    with connection.cursor() as cursor:
        given: dict[str, Any] = {**asked, "now": as_of, "day": london_day(as_of), "first": first, "most": most}
        cursor.execute(PAGE.format(which=which), given)
        rows = cursor.fetchall()
    counted = {row["level"]: row for row in json.loads(rows[0][0])}
    return Page(
        lines=[WardLine(*row) for _, *row in rows if row[0] is not None],
        wards=sum(row["wards"] for row in counted.values()),
        stale=sum(row["stale"] for row in counted.values()),
        by_level=[_level(kind.title, counted[level]) for level, kind in LEVELS.items() if level in counted],
    )


def choices() -> tuple[list[str], list[tuple[int, str]]]:
    """The collaboratives and the hospitals with a ward that is open. One query."""
    with connection.cursor() as cursor:
        cursor.execute(CHOICES)
        rows = cursor.fetchall()
    return sorted({row[0] for row in rows}), sorted({row[1:] for row in rows}, key=itemgetter(1))


def _level(title: str, row: Mapping[str, int]) -> tuple[str, Mapping[str, int], int]:
    beds = {state: row[state] for state in STATES}
    return title, beds, sum(beds.values())


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
