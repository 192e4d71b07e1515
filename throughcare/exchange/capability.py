"""What there is and no more, as a CapabilityStatement: printed from the table that the addresses are made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from throughcare.exchange.outcomes import FHIR_JSON
from throughcare.exchange.parameters import Counted, Nothing, Observations, OfPerson, Patients, Responses, named
from throughcare.exchange.values import OURS, Json

# When what stands here last changed.
CHANGED = "2026-11-26"
VERSION = "4.0.1"
SECURITY = (
    "The session of whoever signed in on a page, in the role that they act in there. There are no tokens yet. What is "
    "out of scope is absent: 404, as what does not exist. Every look is on the audit record, as on pages."
)


STATEMENT = {
    "resourceType": "CapabilityStatement",
    "id": "throughcare",
    "url": f"{OURS}:capability",
    "name": "Throughcare",
    "title": "Reading the record",
    "status": "draft",
    "experimental": True,
    "date": CHANGED,
    "kind": "instance",
    "implementation": {"description": "One shared record, to be read by whoever may read it on pages."},
    "fhirVersion": VERSION,
    "format": [FHIR_JSON],
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of resource: what it holds here, what may be asked of its list, and whether one is read by itself."""

    holds: str
    asked: type[Nothing]
    reads: bool = False


RESOURCES: Mapping[str, Kind] = {
    "EpisodeOfCare": Kind("Episodes; read by itself, one has its stage, clocks and parties.", OfPerson, reads=True),
    "Flag": Kind("Alerts that hold, and that there is something which is not shown.", OfPerson),
    "Observation": Kind("Needs that hold, and legal status.", Observations),
    "Patient": Kind("Who somebody is; read by itself, with numbers and places.", Patients, reads=True),
    "QuestionnaireResponse": Kind("What was answered, by fact and category; corrected answers too.", Responses),
}


def capability() -> Json:
    """The statement. What differs from one running of the product to the next is not in it."""
    return STATEMENT | {
        "rest": [
            {
                "mode": "server",
                "security": {"cors": False, "description": SECURITY},
                "resource": [_resource(name, kind) for name, kind in RESOURCES.items()],
                "searchParam": _parameters(Counted),
            }
        ]
    }


def _resource(name: str, kind: Kind) -> Json:
    interactions = ["read", "search-type"] if kind.reads else ["search-type"]
    of_all = named(Counted)
    return {
        "type": name,
        "documentation": kind.holds,
        "interaction": [{"code": code} for code in interactions],
        "versioning": "no-version",
        "searchParam": [one for one in _parameters(kind.asked) if one["name"] not in of_all],
    }


def _parameters(asked: type[Nothing]) -> list[dict[str, Any]]:
    return [
        {"name": name, "type": one.json_schema_extra["type"], "documentation": one.description}
        for name, one in named(asked).items()
    ]
