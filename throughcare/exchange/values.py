"""FHIR's data types, made from ours. What there is not is left out: FHIR knows no empty value."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from throughcare.sharing import CATEGORIES

OURS = "urn:throughcare"
CATEGORY = f"{OURS}:category"
SUBSETTED = {"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED"}
# Made up, and said to be.
FICTIONAL = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST"}
MASKED = {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"}]}

Json = dict[str, Any]


def present(said: Mapping[str, Any]) -> Json:
    """What there is; False and 0 are something."""
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}


def coding(system: str, code: str, display: str = "") -> Json:
    return present({"system": f"{OURS}:{system}", "code": code, "display": display})


def concept(text: str, *codings: Mapping[str, Any]) -> Json:
    return present({"coding": list(codings), "text": text})


def period(since: date | None, until: date | None = None) -> Json:
    """First and last day. FHIR's period holds its last day too."""
    return present({"start": since and since.isoformat(), "end": until and until.isoformat()})


def span(from_on: date | None, until_on: date | None) -> Json:
    """A span of ours, which ends before its `until_on`; one of no days is said to be of its one day."""
    last = until_on - timedelta(days=1) if until_on else None
    return period(from_on, max(last, from_on) if last and from_on else last)


def extension(name: str, kind: str, value: Any) -> list[Json]:
    """One extension of ours, or none where there is nothing to say."""
    return [] if value in (None, "", [], {}) else [{"url": f"{OURS}:{name}", f"value{kind}": value}]


def meta(category: str, *tags: Mapping[str, Any]) -> Json:
    """To which category of the record something belongs: what a grant is for."""
    label = {"system": CATEGORY, "code": category, "display": CATEGORIES[category]}
    return present({"security": [label], "tag": list(tags)})


def named(person: str) -> Json:
    return {"reference": f"Patient/{person}"}


def identity_of(kind: str, key: object) -> str:
    """A name for something that has no address: always the same, and no number of a row."""
    return str(uuid5(NAMESPACE_URL, f"{OURS}:{kind}:{key}"))
