"""The closed lists that wards, beds and offers are described with: total tables, codes where they are known.

Codes are those of the type of ward or bed in the Mental Health Services Data Set, version 6 (domain.md 3.4); what has
none there has none here. The lists themselves are a local default, unconfirmed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

UNCONFIRMED = "local default, unconfirmed"


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of a list; `code` is the national one, empty where none is known."""

    title: str
    code: str = ""


LEVELS: Mapping[str, Kind] = {
    "high": Kind("High secure", "208"),
    "medium": Kind("Medium secure", "207"),
    "low": Kind("Low secure", "206"),
    "picu": Kind("Psychiatric intensive care", "202"),
    "other": Kind("Other"),
}
SPECIALTIES: Mapping[str, Kind] = {
    "mental-illness": Kind("Mental illness"),
    "personality-disorder": Kind("Personality disorder", "210"),
    "rehabilitation": Kind("Rehabilitation", "212"),
    "learning-disability": Kind("Learning disability or autism", "205"),
    "brain-injury": Kind("Acquired brain injury"),
    "deaf": Kind("Deaf people"),
}
MEN, WOMEN = "1", "2"
SEXES: Mapping[str, str] = {MEN: "Men", WOMEN: "Women"}
MEETS: Mapping[str, str] = {
    "wheelchair": "Wheelchair",
    "interpreter": "Interpreter at hand",
    "hearing": "Hearing loop or sign language",
    "personal-care": "Help with washing and dressing",
    "physical-care": "Nursing of physical illness",
    "own-bathroom": "Own bathroom",
}
OUT_BECAUSE: Mapping[str, str] = {
    "repair": "Damage or repair",
    "safety": "Not safe: ligature point or fitting",
    "infection": "Infection control",
    "staffing": "Not enough staff",
    "used-otherwise": "Used for something else",
}
HELD_FOR: Mapping[str, str] = {
    "leave": "Somebody on leave who comes back",
    "recall": "A recall",
    "emergency": "An emergency admission",
    "move-within": "A move within the hospital",
}
PARKED_FOR: Mapping[str, str] = {
    "physically-unfit": "Not physically fit to move",
    "court-date": "A court date comes first",
    "outbreak": "Outbreak of infection",
    "no-escort": "No escort",
    "improved": "Better for the time being",
    "awaiting-report": "A report is awaited",
}
LEFT_FOR: Mapping[str, str] = {
    "returned-to-prison": "Returned to prison",
    "court-disposal": "Decided by the court",
    "status-after-release-date": "Left after the release date",
    "died-after-admission": "Died",
    "discharge-agreed": "Discharged by agreement",
    "another-bed": "Moved to another bed",
    "another-hospital": "Moved to another hospital",
    "discharged": "Discharged",
}
# What the hospital says itself; the others follow from facts of the episode.
SAID_BY_THE_WARD = ("another-hospital", "discharged")

OCCUPIED, OUT, HELD, OFFERED, FREE = "occupied", "out", "held", "offered", "free"
STATES: Mapping[str, str] = {
    FREE: "Free",
    OFFERED: "Offered",
    HELD: "Held",
    OUT: "Out of service",
    OCCUPIED: "Occupied",
}


def specialty_named(words: str) -> str:
    """The specialty that free text names, by its key or the beginning of its title; empty where it names none."""
    said = words.strip().casefold()
    named = (
        key for key, kind in SPECIALTIES.items() if said and (said == key or said.startswith(kind.title.casefold()))
    )
    return next(named, "")


def titles(keys: tuple[str, ...], table: Mapping[str, str] | Mapping[str, Kind]) -> list[str]:
    """The entries as a page names them, in the order of their list."""
    return [kind.title if isinstance(kind, Kind) else kind for key, kind in table.items() if key in keys]
