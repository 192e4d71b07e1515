"""The files of prisons, courts, probation and health organisations.

Columns and known faults are those of the public registers kept by HM Prison and Probation Service, HM Courts and
Tribunals Service and NHS England, in the form they are published.
"""

from collections.abc import Callable

from throughcare.organisations.refusals import Fault
from throughcare.organisations.registers.cells import (
    YES_OR_NO,
    Cell,
    always,
    chosen,
    degrees,
    flag,
    line,
    marked_inactive,
    needed,
    proper_name,
    region_name,
    several,
    town,
)
from throughcare.organisations.registers.layout import Layout

LONGEST_CODE = 24

ELSEWHERE = {"scotland", "northern ireland", "n ireland"}
COURTS_ELSEWHERE = {"SHF", "DIS", "HGH", "OEW"}
# Rows that keep a database's bookkeeping, and no court.
NO_COURTS = {"NOTALC", "UNKNCT", "NSECRT", "CRT124", "FORIGN", "OTHOTH", "OTHOEW", "ASSIZE"}


def _court(kind: str) -> str | Fault:
    return Fault("This court sits outside England and Wales.") if kind.strip() in COURTS_ELSEWHERE else "court"


def _here(country: str) -> str | Fault:
    away = country.strip().lower() in ELSEWHERE
    return Fault("This court sits outside England and Wales.") if away else country.strip()


def _building(joined: Callable[[str, str], str]) -> Callable[[str, str], str | Fault]:
    """A court's second building has a row of its own, told apart by a code of its own below the court's."""

    def read(court: str, building: str) -> str | Fault:
        parts = needed("", most=100).read(court), line("", most=60).read(building)
        for part in parts:
            if isinstance(part, Fault):
                return part
        if court.strip() in NO_COURTS:
            return Fault("This row keeps a place in a list and is no court.")
        return joined(*parts) if parts[1] else parts[0]

    return read


def _court_above(court: str, building: str) -> str:
    return f"courts:{court.strip()}" if building.strip() else ""


def _address(system: str, column: str) -> Cell:
    def read(text: str) -> str | Fault:
        value = line(column, most=LONGEST_CODE).read(text)
        return f"{system}:{value}" if value and not isinstance(value, Fault) else value

    return Cell((column,), read)


def _sex(male: str, female: str) -> str | Fault:
    held = tuple(YES_OR_NO.get(word.strip().lower()) for word in (male, female))
    if None in held:
        return Fault("Both this and female should be t or f.")
    return SEXES_HELD.get(held, "")


def _trust(name: str) -> str:
    return "health-board" if "HEALTH BOARD" in name.upper() else "nhs-trust"


def _hyphened(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())[:64]


def _code(column: str) -> Cell:
    return needed(column, most=LONGEST_CODE)


SEXES_HELD: dict[tuple[bool | None, ...], str] = {
    (True, False): "men",
    (False, True): "women",
    (True, True): "both",
}
OPEN_OR_CLOSED = {"open": False, "closed": True}
SECURITY = {level: level for level in ("high", "medium", "low")}

PRISONS = Layout(
    kind="prisons",
    source="HMPPS prison register",
    needs=("agency_code", "name", "active"),
    fields={
        "kind": always("prison"),
        "code_system": always("nomis"),
        "code": _code("agency_code"),
        "name": needed("name"),
        "region": Cell(("probation_region",), lambda text: region_name(text.strip())[:80]),
        "town": line("town", most=80),
        "closed": marked_inactive("active"),
    },
    facts={
        "name_welsh": line("name_welsh"),
        "sex": Cell(("male", "female"), _sex),
        "contracted": flag("contracted"),
        "high_security_estate": flag("long_term_high_security"),
        "types": several("types"),
        "categories": several("categories"),
        "category": line("pmu_category", most=20),
        "operators": several("operators"),
        "gp_practice": line("gp_ods_code", most=20),
        "postcode": line("postcode", most=10),
        "lat": degrees("lat", most=90),
        "lon": degrees("lon", most=180),
        "local_authority": line("la_code", most=20),
        "local_authority_name": line("la_name"),
        "police_area": line("pfa_name"),
        "icb": line("icb_code", most=20),
        "icb_name": line("icb_name"),
        "nhs_region": line("nhs_region", most=80),
    },
)

COURTS = Layout(
    kind="courts",
    source="HMCTS court register",
    needs=("court_code", "court_name", "type", "active"),
    fields={
        "kind": Cell(("type",), _court),
        "code_system": always("courts"),
        "code": Cell(("court_code", "sub_code"), _building(lambda court, building: f"{court}/{building}")),
        "name": Cell(("court_name", "sub_code"), _building(lambda court, building: f"{court} ({building})")),
        "town": Cell(("town", "county"), town),
        "parent_address": Cell(("court_code", "sub_code"), _court_above),
        "closed": marked_inactive("active"),
    },
    facts={
        "type": line("type", most=10),
        "type_title": line("type_description"),
        "country": Cell(("country",), _here),
        "building": line("building_name"),
        "street": line("street"),
        "postcode": line("postcode", most=10),
    },
)

PROBATION_REGIONS = Layout(
    kind="probation-regions",
    source="HMPPS Delius areas",
    needs=("region", "region_code", "ap_area"),
    fields={
        "kind": always("probation-region"),
        "code_system": always("delius"),
        "code": _code("region_code"),
        "name": needed("region", most=80, then=region_name),
        "region": needed("region", most=80, then=region_name),
    },
    facts={"approved_premises_area": line("ap_area"), "approved_premises_area_code": line("ap_area_code", most=20)},
)

PROBATION_UNITS = Layout(
    kind="probation-units",
    source="HMPPS Delius areas",
    needs=("region", "region_code", "pdu_code", "pdu"),
    fields={
        "kind": always("probation-unit"),
        "code_system": always("delius"),
        "code": _code("pdu_code"),
        "name": needed("pdu"),
        "region": needed("region", most=80, then=region_name),
        "parent_address": _address("delius", "region_code"),
    },
)

# Its numbers and letters name the same units and regions a second time.
PROBATION_UNITS_OF_CONTRACTS = Layout(
    kind="probation-units",
    source="",
    needs=("pdu_id", "name", "probation_region_id"),
    useless=(
        "numbers delivery units as the contracts for commissioned services do, which would put each on record "
        "twice. Load the list with the columns region, region_code, pdu_code and pdu instead."
    ),
)

TRUSTS = Layout(
    kind="nhs-trusts",
    source="NHS Organisation Data Service",
    needs=("ods_code", "trust_name"),
    fields={
        "kind": Cell(("trust_name",), _trust),
        "code_system": always("ods"),
        "code": _code("ods_code"),
        "name": needed("trust_name", then=proper_name),
        "town": line("town", most=80),
    },
    facts={"postcode": line("postcode", most=10)},
)

TRUST_POINTS = Layout(
    kind="nhs-trusts",
    source="NHS Organisation Data Service, 2022 points",
    needs=("nhs_trust22_code", "nhs_trust22_name", "status"),
    fields={
        "kind": Cell(("nhs_trust22_name",), _trust),
        "code_system": always("ods"),
        "code": _code("nhs_trust22_code"),
        "name": needed("nhs_trust22_name", then=proper_name),
        "region": Cell(("nhs_region",), lambda text: "" if text.strip() == "NA" else text.strip()),
        "closed": chosen("status", OPEN_OR_CLOSED),
    },
    facts={"lat": degrees("lat", most=90), "lon": degrees("lon", most=180)},
    once=("kind", "name"),
)

BOARDS = Layout(
    kind="icbs",
    source="NHS Organisation Data Service",
    needs=("ods_code", "gss_code", "name", "nhs_region"),
    fields={
        "kind": always("icb"),
        "code_system": always("ods"),
        "code": _code("ods_code"),
        "name": needed("name", then=proper_name),
        "region": line("nhs_region", most=80),
    },
    facts={"ons_code": line("gss_code", most=20), "nhs_region_code": line("nhs_region_code", most=10)},
)

WELSH_BOARDS = Layout(
    kind="icbs",
    source="NHS Organisation Data Service, Welsh boards",
    needs=("ods_code", "gss_code", "health_board"),
    fields={
        "kind": always("health-board"),
        "code_system": always("ods"),
        "code": _code("ods_code"),
        "name": needed("health_board", then=proper_name),
        "region": always("Wales"),
    },
    facts={"ons_code": line("gss_code", most=20)},
    # The register of trusts has a board too, under a longer name: whichever came first stands.
    once=("kind", "name"),
)

SECURE_HOSPITALS = Layout(
    kind="secure-hospitals",
    source="Secure hospitals, compiled by hand",
    needs=("name", "town", "provider", "highest_security"),
    fields={
        "kind": always("secure-hospital"),
        "code_system": always("secure-hospitals"),
        "code": needed("name", then=_hyphened),
        "name": needed("name"),
        "region": line("nhs_region", most=80),
        "town": line("town", most=80),
        "parent_address": _address("ods", "provider_ods"),
    },
    facts={
        "provider": line("provider"),
        "security_level": chosen("highest_security", SECURITY),
        "confidence": line("confidence", most=20),
    },
)

ESTATES = (
    PRISONS,
    COURTS,
    PROBATION_REGIONS,
    PROBATION_UNITS,
    PROBATION_UNITS_OF_CONTRACTS,
    TRUSTS,
    TRUST_POINTS,
    BOARDS,
    WELSH_BOARDS,
    SECURE_HOSPITALS,
)
