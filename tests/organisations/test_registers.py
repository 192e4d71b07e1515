"""Loading the registers other people keep: what is added, changed, closed and refused."""

import pytest

from tests.organisations.conftest import Load
from throughcare.audit.models import Entry
from throughcare.organisations.kinds import KINDS as ORGANISATION_KINDS
from throughcare.organisations.loading import Difference
from throughcare.organisations.models import Code, Organisation
from throughcare.organisations.refusals import Refused
from throughcare.organisations.registers import KINDS, LAYOUTS

PRISONS = """
    agency_code,name,active,male,female,types,town,probation_region,lat,lon
    EMI,Eastmoor (HMP),t,t,f,HMP;YOI;HMP,Eastmoor,"Kent, Surrey & Sussex",53.4,-2.9
    WFI,Westfell (HMP),f,t,t,,,,,
"""
COURTS = """
    court_code,court_name,type,type_description,active,sub_code,building_name,town,county,country
    NORTCC,Northshire Crown Court,CRN,Crown Court,t,,Law Courts,Northam,Northshire,England
    NORTCC,Northshire Crown Court,CRN,Crown Court,t,OLDHAL,Old Hall,Northam,Northshire,England
    LEIGCT,Westfell County Court,COU,County Court,t,,,LANCS,Westfell Lancashire,
    GLENSH,Glen Sheriff Court,SHF,Sheriff Court,t,,,,,
    UNKNCT,Court Not Known,OTH,Other Court,t,,,,,
    HILLMC,Hill Magistrates,MAG,Magistrates Court,t,,,Hill,,Scotland
"""
REGIONS = "region,region_code,ap_area\nYorkshire & The Humber,N55,North East\n"
UNITS = "region,region_code,pdu_code,pdu\nYorkshire & The Humber,N55,N55MOOR,Moor\n"

pytestmark = pytest.mark.django_db


def counts(outcome: Difference) -> tuple[int, int, int, int]:
    """Added, changed, closed, refused."""
    return outcome.added, outcome.changed, outcome.closed, len(outcome.refused)


def test_a_prison_that_its_register_marks_inactive_is_recorded_as_closed(load: Load):
    assert counts(load("prisons", PRISONS)) == (1, 0, 1, 0)
    assert Organisation.objects.get(code="EMI").closed is False
    assert Organisation.objects.get(code="WFI").closed is True


def test_a_prison_keeps_the_facts_of_its_register(load: Load):
    load("prisons", PRISONS)
    prison = Organisation.objects.get(code="EMI")
    assert prison.region == "Kent, Surrey and Sussex"
    assert prison.register == {"sex": "men", "types": ["HMP", "YOI"], "lat": 53.4, "lon": -2.9}


@pytest.mark.parametrize(
    ("kind", "text"),
    [("prisons", PRISONS), ("courts", COURTS), ("probation-regions", REGIONS), ("probation-units", UNITS)],
)
def test_loading_a_file_twice_changes_nothing(load: Load, kind: str, text: str):
    refused = load(kind, text).refused
    again = load(kind, text)
    assert counts(again)[:3] == (0, 0, 0)
    assert again.refused == refused


def test_a_row_that_differs_counts_as_changed_and_one_that_closes_as_closed(load: Load):
    load("prisons", PRISONS)
    text = PRISONS.replace("Westfell (HMP),f", "Westfell (HMP & YOI),t").replace("Eastmoor (HMP),t", "Eastmoor (HMP),f")
    assert counts(load("prisons", text)) == (0, 1, 1, 0)


def test_part_of_a_register_closes_nobody(load: Load):
    load("prisons", PRISONS)
    only_one = "agency_code,name,active\nWFI,Westfell (HMP),f\n"
    outcome = load("prisons", only_one)
    assert counts(outcome) == (0, 0, 0, 0)
    assert [row.code for row in outcome.absent] == ["EMI"]
    assert Organisation.objects.get(code="EMI").closed is False


def test_a_file_with_fewer_columns_leaves_the_other_facts_alone(load: Load):
    load("prisons", PRISONS)
    load("prisons", "agency_code,name,active\nEMI,Eastmoor (HMP),t\n")
    prison = Organisation.objects.get(code="EMI")
    assert prison.town == "Eastmoor"
    assert prison.register["lat"] == 53.4


def test_a_fact_that_its_register_now_leaves_empty_is_forgotten(load: Load):
    load("prisons", PRISONS)
    load("prisons", PRISONS.replace("53.4,-2.9", ","))
    assert "lat" not in Organisation.objects.get(code="EMI").register


def test_courts_elsewhere_and_rows_that_are_no_court_are_refused_with_their_lines(load: Load):
    outcome = load("courts", COURTS)
    assert counts(outcome) == (3, 0, 0, 3)
    assert {refusal.line: refusal.reason for refusal in outcome.refused} == {
        5: "type: This court sits outside England and Wales.",
        6: "court_code: This row keeps a place in a list and is no court.",
        7: "country: This court sits outside England and Wales.",
    }


def test_a_second_building_is_part_of_its_court(load: Load):
    load("courts", COURTS)
    building = Organisation.objects.get(code="NORTCC/OLDHAL")
    assert building.parent == Organisation.objects.get(code="NORTCC")


def test_a_town_and_a_county_that_changed_places_are_put_right(load: Load):
    load("courts", COURTS)
    assert Organisation.objects.get(code="LEIGCT").town == "Westfell"


@pytest.mark.parametrize("order", [(REGIONS, UNITS), (UNITS, REGIONS)], ids=["region first", "unit first"])
def test_a_delivery_unit_finds_its_region_in_whichever_order_they_load(load: Load, order: tuple[str, str]):
    for text in order:
        load("probation-units" if "pdu" in text else "probation-regions", text)
    unit = Organisation.objects.get(code="N55MOOR")
    assert unit.parent == Organisation.objects.get(code="N55")
    assert unit.region == "Yorkshire and the Humber"


def test_names_in_capitals_are_written_as_people_write_them(load: Load):
    load("nhs-trusts", "ods_code,trust_name\nRX9,ST GEORGE'S AND NORTHAM (WEST) NHS FOUNDATION TRUST\n")
    assert Organisation.objects.get(code="RX9").name == "St George's and Northam (West) NHS Foundation Trust"


def test_a_second_file_about_trusts_adds_what_it_knows_and_renames_nobody(load: Load):
    load("nhs-trusts", "ods_code,trust_name\nRX9,NORTHAM NHS TRUST\n")
    points = (
        "nhs_trust22_code,nhs_trust22_name,status,lat,lon,nhs_region\nRX9,Old Northam NHS Trust,closed,54.1,-1.5,NA\n"
    )
    assert counts(load("nhs-trusts", points)) == (0, 0, 1, 0)
    trust = Organisation.objects.get(code="RX9")
    assert (trust.name, trust.closed, trust.region) == ("Northam NHS Trust", True, "")
    assert counts(load("nhs-trusts", "ods_code,trust_name\nRX9,NORTHAM NHS TRUST\n")) == (0, 0, 0, 0)


def test_the_contracts_list_of_delivery_units_is_refused_because_it_would_double_them(load: Load):
    with pytest.raises(Refused, match="on record twice"):
        load("probation-units", "pdu_id,name,probation_region_id\n1,East,K\n")


def test_a_row_on_two_lines_is_taken_once(load: Load):
    outcome = load("prisons", "agency_code,name,active\nEMI,Eastmoor,t\nEMI,Eastmoor again,t\n")
    assert [(refusal.line, refusal.reason) for refusal in outcome.refused] == [(3, "EMI is on line 2 already.")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",Eastmoor,t", "agency_code: It is empty."),
        ("EMI,,t", "name: It is empty."),
        ("EMI,Eastmoor,perhaps", "active: It should be one of t, true, y, yes, f, false, n, no."),
        (f"EMI,{'x' * 201},t", "name: This is 201 characters long: use at most 200."),
        ("EMI,Eastmoor \u202etrap,t", "name: This holds a character that cannot be seen"),
        ("EMI,Eastmoor", "This row has 2 values where the header names 3 columns."),
        ("EMI,Eastmoor,t,more", "This row has 4 values where the header names 3 columns."),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_and_the_next_is_loaded(load: Load, row: str, reason: str):
    outcome = load("prisons", f"agency_code,name,active\n{row}\nWFI,Westfell,t\n")
    assert outcome.added == 1
    assert outcome.refused[0].line == 2
    assert outcome.refused[0].reason.startswith(reason)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("EMI,Eastmoor,t,91,0", "lat: It should be degrees"),
        ("EMI,Eastmoor,t,nan,0", "lat: It should be degrees"),
        ("EMI,Eastmoor,t,53,-181", "lon: It should be degrees"),
    ],
)
def test_impossible_places_are_refused(load: Load, row: str, reason: str):
    outcome = load("prisons", f"agency_code,name,active,lat,lon\n{row}\n")
    assert outcome.refused[0].reason.startswith(reason)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "prisons"])
def test_a_file_of_another_kind_is_refused_whole_and_says_what_it_looks_like(load: Load, kind: str):
    before = Organisation.objects.count()
    with pytest.raises(Refused, match=r"not a file of .* It looks like a file of prisons"):
        load(kind, PRISONS)
    assert Organisation.objects.count() == before


def test_what_a_load_did_is_in_the_audit_record(load: Load):
    load("prisons", PRISONS)
    entry = Entry.objects.get(did="loaded-register")
    assert entry.detail == {"kind": "prisons", "file": "register.csv", "added": 1, "changed": 0, "closed": 1}


CODE_FILES = {
    "list,code,description,valid_from_month_id,valid_to_month_id\n"
    "reason,01,Old words,1429,1488\nreason,01,New words,1489,\n": (
        ("mhsds:reason", "01", "Old words", "2019-04-01", "2024-04-01", False),
        ("mhsds:reason", "01", "New words", "2024-04-01", "None", False),
    ),
    "type_code,type_description,code,description,active\nR,Risk,RX,A risk,f\n": (
        ("nomis:ALERT", "RX", "A risk", "None", "None", True),
    ),
    "domain,code,parent_domain,parent_code,description,list_seq,active_flag,expired_date\n"
    "MOVE,HP,,,Hospital,1,N,TO_DATE(2009-05-23\n": (("nomis:MOVE", "HP", "Hospital", "None", "2009-05-23", True),),
    "domain,code,description\nAREA,KIT,Kitchen\n": (("csip:AREA", "KIT", "Kitchen", "None", "None", False),),
    "name,system,status,code,display\nUKCoreX,https://x,retired,1,One\n": (
        ("uk-core:UKCoreX", "1", "One", "None", "None", True),
    ),
    "group,codes\nPart 2,02;03\n": (
        ("my-list", "02", "Part 2", "None", "None", False),
        ("my-list", "03", "Part 2", "None", "None", False),
    ),
    "code,description\n1,Low Secure\n": (("my-list", "1", "Low Secure", "None", "None", False),),
}


@pytest.mark.parametrize("text", CODE_FILES, ids=lambda text: text.split("\n")[0])
def test_each_file_of_codes_is_known_by_its_header(load: Load, text: str):
    load("codes", text, name="my_list.csv")
    assert {
        (code.list, code.code, code.title, str(code.valid_from), str(code.valid_until), code.retired)
        for code in Code.objects.all()
    } == set(CODE_FILES[text])
    assert counts(load("codes", text, name="my_list.csv")) == (0, 0, 0, 0)


def test_impossible_days_and_months_are_refused(load: Load):
    header = "domain,code,description,active_flag,expired_date\n"
    outcome = load("codes", f"{header}MOVE,HP,Hospital,Y,TO_DATE(2009-02-30\nMOVE,HQ,Hospital,Y,soon\n")
    assert [refusal.reason for refusal in outcome.refused] == [
        "expired_date: There is no such day.",
        "expired_date: It should be a day such as 2009-05-23.",
    ]


def test_every_layout_writes_a_kind_of_organisation_there_is():
    for layout in LAYOUTS:
        kind = layout.fields.get("kind")
        if kind and not kind.columns:
            assert kind.read() in ORGANISATION_KINDS
