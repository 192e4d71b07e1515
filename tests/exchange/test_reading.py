"""What is on record of somebody, as another system reads it: the same as on their page, in FHIR's words."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import grants
from tests.cast import MONDAY, Cast, live_at
from tests.episodes.conftest import Take, day, evening
from tests.exchange.asked import LISTS, category, listed, read, resources
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries
from throughcare.audit.models import Entry
from throughcare.episodes import actions
from throughcare.episodes.models import Episode
from throughcare.people.models import Characteristic, Need, Person

ALEX = "patient=TC-AAA-222"


def extensions(resource: dict[str, Any], name: str) -> list[Any]:
    found = [one for one in resource.get("extension", ()) if one["url"] == f"urn:throughcare:{name}"]
    return [next(value for key, value in one.items() if key != "url") for one in found]


def test_a_patient_is_who_somebody_is_with_numbers_and_places(as_: SignIn, record: Episode):
    alex = read(as_("nadia").get("/api/Patient/TC-AAA-222"))
    assert alex["name"] == [{"use": "official", "text": "Alex Marlow", "family": "Marlow", "given": ["Alex"]}]
    assert (alex["birthDate"], alex["gender"]) == ("1990-05-14", "unknown")
    assert {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9434765919"} in alex["identifier"]
    assert {
        "system": "urn:throughcare:identifier:hospital",
        "value": "H-204417",
        "assigner": {"display": "Rowan Unit"},
    } in alex["identifier"]


def test_somebody_invented_is_said_to_be(as_: SignIn, record: Episode):
    assert read(as_("nadia").get("/api/Patient/TC-AAA-222"))["meta"]["tag"][0]["code"] == "HTEST"


def test_a_place_is_left_on_the_day_before_its_first_day_elsewhere(as_: SignIn, record: Episode):
    alex = read(as_("nadia").get("/api/Patient/TC-AAA-222"))
    assert [(place["text"], place["period"]) for place in alex["address"]] == [
        ("HMP Eastmoor", {"start": "2026-01-01"}),
        ("HMP Westfell", {"start": "2025-06-01", "end": "2025-12-31"}),
    ]


def test_an_alert_says_what_to_do_and_when_somebody_looks_again(as_: SignIn, record: Episode):
    [alert] = listed(as_("nadia"), "Flag", ALEX)
    assert (alert["category"][0]["text"], alert["code"]["text"]) == ("Self-harm or suicide", "Check every hour")
    assert extensions(alert, "look-again-on") == ["2026-03-20"]
    assert category(alert) == "self-harm-risk"


def test_of_what_is_only_flagged_no_category_and_no_row_is_told(as_: SignIn, record: Episode):
    flagged = [one for one in listed(as_("owen"), "Flag", ALEX) if extensions(one, "level")]
    assert [one["category"][0]["text"] for one in flagged] == [
        "Referrals, stages and clocks",
        "Protected characteristics and accessibility needs",
    ]
    assert not any("meta" in one or "Polish" in str(one) for one in flagged)


def test_needs_and_legal_status_are_observations_of_their_own_kinds(as_: SignIn, record: Episode):
    nadia = as_("nadia")
    [need] = listed(nadia, "Observation", f"{ALEX}&category=social-history")
    [held] = listed(nadia, "Observation", f"{ALEX}&category=legal-status")
    assert (need["code"]["text"], need["valueString"]) == ("Language or interpreter", "Speaks Polish")
    assert held["valueCodeableConcept"]["coding"][0]["code"] == "life"
    assert len(listed(nadia, "Observation", ALEX)) == 2


def test_what_the_person_says_is_an_observation_and_where_they_do_not_it_says_why(as_: SignIn, cast: Cast):
    stamp: dict[str, Any] = {"person": cast.people["alex"], "recorded_at": MONDAY, "recorded_by": cast.nadia}
    for kind, code in (("religion", "I"), ("orientation", "Z"), ("marriage", "9")):
        Characteristic.objects.create(kind=kind, code=code, source="person", from_on=date(2026, 3, 1), **stamp)
    found = {one["code"]["text"]: one for one in listed(as_("nadia"), "Observation", f"{ALEX}&category=social-history")}
    assert found["Religion or belief"]["valueCodeableConcept"]["text"] == "Sikh"
    assert found["Sexual orientation"]["dataAbsentReason"]["coding"][0]["code"] == "asked-declined"
    assert found["Marriage or civil partnership"]["dataAbsentReason"]["coding"][0]["code"] == "not-asked"
    assert not listed(as_("owen"), "Observation", ALEX)


def test_an_episode_has_its_stage_its_parties_and_its_clocks(
    as_: SignIn, record: Episode, cast: Cast, take: Take, requested: Episode
):
    take(requested, "first-medical-report", by=cast.nadia, on=day(9), finding="met")
    told = read(as_("nadia").get(f"/api/EpisodeOfCare/{requested.reference}"))
    requested.refresh_from_db()
    assert extensions(told, "stage")[0]["coding"][0]["code"] == requested.stage
    assert told["managingOrganization"] == {"display": requested.holder.name}
    assert told["patient"] == {"reference": "Patient/TC-AAA-222"}
    [team] = told["contained"]
    assert "Rowan Unit" in {one["member"]["display"] for one in team["participant"]}
    clocks = {extensions({"extension": one}, "standard")[0]["code"]: one for one in extensions(told, "clock")}
    assert clocks
    assert {state for one in clocks.values() for state in extensions({"extension": one}, "state")} <= {
        "running", "met", "breached-open", "breached-closed"
    }  # fmt: skip


def test_episodes_are_listed_with_what_is_due_and_who_holds(as_: SignIn, record: Episode):
    [episode] = listed(as_("nadia"), "EpisodeOfCare", ALEX)
    assert episode["id"] == record.reference
    assert episode["managingOrganization"] == {"display": "Eastmoor mental health team"}
    assert (episode["status"], extensions(episode, "waiting")) == ("planned", ["others"])


def test_answers_come_by_category_with_their_questions(as_: SignIn, record: Episode):
    nadia = as_("nadia")
    [clinical] = listed(nadia, "QuestionnaireResponse", f"{ALEX}&_security=clinical")
    assert clinical["item"][0]["text"] == "Main reason"
    assert clinical["item"][0]["answer"][0]["valueCoding"]["display"] == "Low mood"
    assert extensions(clinical, "episode") == [{"reference": f"EpisodeOfCare/{record.reference}"}]
    assert {category(one) for one in listed(nadia, "QuestionnaireResponse", ALEX)} >= {"clinical", "referral-and-stage"}


def test_a_corrected_answer_stays_and_is_said_to_be_in_error(as_: SignIn, record: Episode, cast: Cast):
    actions.correct(
        episode=record, number=1, facts={"reason": "anxiety"}, happened=day(2), why="Misread", by=cast.nadia, at=TODAY
    )
    answered = listed(as_("nadia"), "QuestionnaireResponse", f"{ALEX}&_security=clinical")
    said = [(one["status"], one["item"][0]["answer"][0]["valueCoding"]["code"]) for one in answered]
    assert said == [("amended", "anxiety"), ("entered-in-error", "low-mood")]


def test_what_was_struck_out_is_in_error(as_: SignIn, requested: Episode, cast: Cast, take: Take):
    take(requested, "first-medical-report", by=cast.nadia, on=day(9), finding="met")
    actions.strike_out(episode=requested, number=2, why="Another person", by=cast.nadia, at=evening(day(10)))
    told = listed(as_("nadia"), "QuestionnaireResponse", ALEX)
    status = {one["questionnaire"].partition(":step:")[2].partition("|")[0]: one["status"] for one in told}
    assert status == {"first-medical-report": "entered-in-error", "initial-request-for-medical-report": "completed"}


def test_whoever_died_has_no_alert_and_no_need_any_more_but_had_a_legal_status(as_: SignIn, record: Episode):
    Person.objects.filter(reference="TC-AAA-222").update(died_on=date(2026, 3, 20))
    nadia = as_("nadia")
    assert listed(nadia, "Flag", ALEX) == []
    assert [category(one) for one in listed(nadia, "Observation", ALEX)] == ["sentence-and-dates"]
    assert read(nadia.get("/api/Patient/TC-AAA-222"))["deceasedDateTime"] == "2026-03-20"


def test_a_category_that_ends_disappears_from_lists_and_counts(as_: SignIn, record: Episode):
    grants.of("self-harm-risk").update(ends_at=TODAY)
    nadia = as_("nadia")
    assert listed(nadia, "Flag", ALEX) == []
    assert "self-harm-risk" not in {category(one) for one in listed(nadia, "QuestionnaireResponse", ALEX)}


def test_an_episode_of_somebody_who_may_not_be_named_has_no_patient(as_: SignIn, record: Episode):
    grants.of("identity-and-location").update(ends_at=TODAY)
    told = read(as_("nadia").get(f"/api/EpisodeOfCare/{record.reference}"))
    assert told["patient"]["extension"][0]["valueCode"] == "masked"
    assert "TC-AAA-222" not in str(told)


def test_looking_leaves_the_trace_that_a_page_leaves(as_: SignIn, record: Episode, cast: Cast):
    nadia = as_("nadia")
    for page, api in (
        ("/people/TC-AAA-222", "/api/Patient/TC-AAA-222"),
        ("/people/TC-AAA-222", f"/api/Flag?{ALEX}&_summary=count"),
        (f"/episodes/{record.reference}", f"/api/EpisodeOfCare/{record.reference}"),
        ("/people?q=Marlow", "/api/Patient?name=Marlow"),
    ):
        left = []
        for address in (page, api):
            before = Entry.objects.count()
            assert nadia.get(address).status_code == 200
            left.append(list(Entry.objects.order_by("pk").values_list("by", "did", "person_id", "detail")[before:]))
        assert left[0] == left[1] != [], api


@pytest.fixture
def fifty(record: Episode, cast: Cast) -> Episode:
    """Fifty needs of Alex, and fifty people of one name."""
    stamp: dict[str, Any] = {"recorded_at": MONDAY, "recorded_by": cast.nadia, "from_on": date(2026, 3, 1)}
    alex = cast.people["alex"]
    Need.objects.bulk_create(
        Need(person=alex, kind="housing", category="housing", says=f"{n}", **stamp) for n in range(50)
    )
    for n in range(30):
        live_at(cast, "HMP Eastmoor", "Kim", "Marlow", reference=f"TC-{'BCDEF'[n % 5]}BB-22{n // 5 + 2}")
    return record


def test_no_address_asks_more_questions_for_more_rows(as_: SignIn, record: Episode, request: pytest.FixtureRequest):
    nadia = as_("nadia")
    addresses = [f"/api/{kind}?{ALEX}{more}" for kind in LISTS for more in ("", "&_summary=count")]
    addresses += ["/api/Patient/TC-AAA-222", f"/api/EpisodeOfCare/{record.reference}", "/api/metadata"]
    addresses += ["/api/Patient?name=Marlow", "/api/Patient?name=Marlow&birthdate=1990-05-14"]

    def asked() -> dict[str, int]:
        found = {}
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert nadia.get(address).status_code == 200
            found[address] = len(queries(captured))
        return found

    asked()
    few = asked()
    request.getfixturevalue("fifty")
    assert asked() == few
    assert max(few.values()) <= 8, few


def test_a_long_list_comes_by_pages_and_each_row_once(as_: SignIn, fifty: Episode):
    nadia, address, keys = as_("nadia"), f"/api/Observation?{ALEX}&_count=20", []
    while address:
        bundle = read(nadia.get(address))
        keys += [one["id"] for one in resources(bundle)]
        assert bundle["total"] == 52
        assert len(resources(bundle)) <= 20
        address = next((link["url"] for link in bundle["link"] if link["relation"] == "next"), "")
    assert len(keys) == len(set(keys)) == 52


def test_answers_come_by_pages_too(as_: SignIn, record: Episode):
    nadia, of = as_("nadia"), f"/api/QuestionnaireResponse?{ALEX}"
    everything = [one["id"] for one in resources(read(nadia.get(of)))]
    first = read(nadia.get(f"{of}&_count=2"))
    assert [link["relation"] for link in first["link"]] == ["self", "next"]
    rest = read(nadia.get(first["link"][1]["url"].replace("_count=2", "_count=100")))
    assert [one["id"] for one in [*resources(first), *resources(rest)]] == everything
    assert [link["relation"] for link in rest["link"]] == ["self"]
