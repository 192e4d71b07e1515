"""The places of a world as values, read from its file: keyed by what their names become in lower case."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
WINGS = ("A wing", "B wing", "C wing", "D wing", "E wing")
LEVELS = {"high": "High secure", "medium": "Medium secure", "low": "Low secure", "picu": "Psychiatric intensive care"}
MEN, WOMEN = "1", "2"
WOMENS_GROUP = "women"
CASEWORK = "Casework section for restricted patients"


@dataclass(frozen=True)
class Place:
    """An organisation of the world. `units` are (kind, name); `facts` go into its register as they are."""

    name: str
    kind: str
    region: str
    parent: str = ""
    units: tuple[tuple[str, str], ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return slug(self.name)


@dataclass(frozen=True)
class Region:
    """What surrounds the prisons of a region, by key."""

    case_management: str
    commissioner: str
    probation_units: tuple[str, ...]


@dataclass(frozen=True)
class Prison:
    """A prison with its health team and, where it has them, its day-care team and its mentor scheme, by key.

    `mentor_wing` is the wing on which mentors are there day and night.
    """

    key: str
    title: str
    region: str
    group: str
    sex: str
    residents: int
    wings: tuple[str, ...]
    apart: tuple[str, ...]
    health: str
    daycare: str
    mentors: str
    mentor_wing: str


@dataclass(frozen=True)
class Hospital:
    key: str
    region: str
    levels: tuple[str, ...]
    sexes: tuple[str, ...]


@dataclass(frozen=True)
class Land:
    """All places of a world. `every` is in an order in which a whole comes before its parts."""

    every: tuple[Place, ...]
    regions: Mapping[str, Region]
    prisons: Mapping[str, Prison]
    hospitals: Mapping[str, Hospital]
    mhcs: str


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def land(*, prisons: Iterable[str] = (), hospitals: Iterable[str] = ()) -> Land:
    """The north; with `prisons` or `hospitals` (as the file names them) only those, and the regions they are in."""
    told = _told()
    kept = [row for row in told["prison"] if not prisons or row["name"] in prisons]
    beds = [row for row in told["hospital"] if not hospitals or row["name"] in hospitals]
    regions = {key: row for key, row in told["region"].items() if any(prison["region"] == key for prison in kept)}
    every = [Place(CASEWORK, "mhcs", "")]
    every += [place for row in regions.values() for place in _around(row)]
    every += [place for row in kept for place in _prison_places(row)]
    every += [_hospital_place(row) for row in beds]
    return Land(
        every=tuple(every),
        regions={key: _region(row) for key, row in regions.items()},
        prisons={row["name"]: _prison(row) for row in kept},
        hospitals={slug(row["name"]): _hospital(row) for row in beds},
        mhcs=slug(CASEWORK),
    )


@cache
def _told() -> Mapping[str, Any]:
    return tomllib.loads((DATA / "north.toml").read_text(encoding="utf-8"))


def region_title(key: str) -> str:
    return str(_told()["region"][key]["title"]) if key else ""


def _around(row: Mapping[str, Any]) -> Iterator[Place]:
    title = row["title"]
    yield from (Place(name, "nhs-trust", title) for name in row["providers"])
    yield Place(row["case_management"], "case-management", title)
    yield Place(row["commissioner"], "commissioner", title)
    yield from (Place(name, "court", title, units=(("court-room", "Court 1"),)) for name in row["courts"])
    yield Place(row["probation"], "probation-region", title)
    parent = slug(row["probation"])
    yield from (Place(name, "probation-unit", title, parent=parent) for name in row["probation_units"])
    yield from (Place(name, "local-authority", title) for name in row["councils"])
    yield from (Place(name, "community-team", title) for name in row["community"])


def _region(row: Mapping[str, Any]) -> Region:
    return Region(
        case_management=slug(row["case_management"]),
        commissioner=slug(row["commissioner"]),
        probation_units=tuple(map(slug, row["probation_units"])),
    )


def _prison(row: Mapping[str, Any]) -> Prison:
    name = row["name"]
    return Prison(
        key=slug(f"HMP {name}"),
        title=f"HMP {name}",
        region=row["region"],
        group=row.get("group", ""),
        sex=WOMEN if row.get("group") == WOMENS_GROUP else MEN,
        residents=row["residents"],
        wings=tuple(row.get("wings", WINGS)),
        apart=tuple(row.get("apart", ())),
        health=slug(f"{name} mental health team"),
        daycare=slug(f"{name} day care") if row.get("daycare") else "",
        mentors=slug(f"{name} mentor scheme") if row.get("mentor_wing") else "",
        mentor_wing=row.get("mentor_wing", ""),
    )


def _prison_places(row: Mapping[str, Any]) -> Iterator[Place]:
    prison, region = _prison(row), region_title(row["region"])
    units = [("wing", wing) for wing in (*prison.wings, prison.mentor_wing) if wing]
    facts = {
        "group": row.get("group", row["region"]),
        "residents": prison.residents,
        "for": "women" if prison.sex == WOMEN else "men",
        "apart from the main site": list(prison.apart),
    }
    yield Place(
        prison.title, "prison", region, units=(*units, ("segregation", "Care and separation unit")), facts=facts
    )
    yield Place(f"{row['name']} mental health team", "mental-health-provider", region, parent=prison.key)
    if prison.daycare:
        yield Place(f"{row['name']} day care", "mental-health-provider", region, parent=prison.key)
    if prison.mentors:
        yield Place(f"{row['name']} mentor scheme", "peer-support", region, parent=prison.key)


def _hospital(row: Mapping[str, Any]) -> Hospital:
    sexes = tuple(WOMEN if taken == "women" else MEN for taken in row["takes"])
    return Hospital(slug(row["name"]), row["region"], tuple(row["beds"]), sexes)


def _hospital_place(row: Mapping[str, Any]) -> Place:
    wards = tuple(("ward", f"{LEVELS[level]} ward") for level in row["beds"])
    facts = {"secure beds": sum(row["beds"].values()), "beds by level": row["beds"], "takes": row["takes"]}
    return Place(row["name"], "secure-hospital", region_title(row["region"]), units=wards, facts=facts)
