"""What the API does not answer: said in words, as an OperationOutcome, with nothing of anybody in it."""

import runpy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.cast import LONG_AGO, Cast
from tests.exchange.asked import LISTS, read, resources, said
from tests.web.attack.conftest import Hidden, hidden, kept_hidden, patterns
from tests.web.attack.test_addresses import MALFORMED
from tests.web.conftest import TODAY, Browser, SignIn
from throughcare.config.settings import MIDDLEWARE
from throughcare.episodes.models import Episode
from throughcare.exchange.capability import RESOURCES, capability
from throughcare.exchange.outcomes import PLAIN
from throughcare.exchange.parameters import named
from throughcare.organisations.models import StaffRole
from throughcare.web import acting

__all__ = ["hidden", "kept_hidden"]

ALEX = "patient=TC-AAA-222"
EVERYWHERE = ["/api/metadata", "/api/Patient?name=Marlow", "/api/Patient/TC-AAA-222", "/api/EpisodeOfCare/EP-AAA-222"]
EVERYWHERE += [f"/api/{kind}?{ALEX}" for kind in LISTS]


@pytest.mark.parametrize("address", EVERYWHERE)
def test_whoever_is_not_signed_in_is_told_so_and_led_nowhere(cast: Cast, address: str):
    answer = Client().get(address)
    assert answer.status_code == 401
    assert "Location" not in answer.headers
    assert "Sign in on a page" in said(answer)
    assert Client().get(address, secure=False).headers["Cache-Control"] == "no-store"


def test_a_locked_session_is_not_signed_in(as_: SignIn, record: Episode, monkeypatch: pytest.MonkeyPatch):
    nadia = as_("nadia")
    assert nadia.get(f"/api/Flag?{ALEX}").status_code == 200
    monkeypatch.setattr(acting, "now", lambda: TODAY + timedelta(hours=2))
    assert nadia.get(f"/api/Flag?{ALEX}").status_code == 401


def test_whoever_holds_two_roles_says_first_in_which_they_act(as_: SignIn, cast: Cast):
    StaffRole.objects.create(
        staff=cast.nadia.staff, organisation=cast.places["HMP Westfell"], role="OPS", from_on=LONG_AGO
    )
    answer = as_("nadia").get("/api/Patient/TC-AAA-222")
    assert answer.status_code == 403
    assert "in which role you act" in said(answer)


def test_whoever_needs_a_second_factor_sets_it_up_on_a_page(as_: SignIn, cast: Cast, settings: Any):
    settings.SECOND_FACTOR_REQUIRED = True
    answer = as_("nadia").get("/api/Patient/TC-AAA-222")
    assert answer.status_code == 403
    assert "second factor" in said(answer)


def test_without_encryption_nothing_is_asked_again(as_: SignIn, cast: Cast, settings: Any):
    settings.SECURE_SSL_REDIRECT = True
    answer = as_("nadia").get("/api/Patient/TC-AAA-222")
    assert (answer.status_code, said(answer)) == (403, "Ask with https.")


@pytest.mark.parametrize("address", ["/api", "/api/", "/api/Encounter", "/api/patient", "/api/Patient/TC-AAA-222/x"])
def test_an_address_that_leads_nowhere(as_: SignIn, cast: Cast, address: str):
    answer = as_("nadia").get(address)
    assert (answer.status_code, said(answer)) == (404, "There is nothing here that you can see.")


@pytest.mark.parametrize("address", EVERYWHERE)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_nothing_can_be_written(as_: SignIn, cast: Cast, address: str, method: str):
    answer = as_("nadia").generic(method, address)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert "ask with GET" in said(answer)


@pytest.mark.parametrize(
    ("query", "headers", "kind"),
    [
        ("", {}, "application/fhir+json"),
        ("", {"Accept": "*/*"}, "application/fhir+json"),
        ("", {"Accept": "application/json"}, "application/json"),
        ("", {"Accept": "text/html, application/fhir+json;q=0.9"}, "application/fhir+json"),
        ("?_format=json", {"Accept": "text/html"}, "application/fhir+json"),
        ("?_format=application/json", {}, "application/json"),
        ("", {"Accept": "text/html"}, None),
        ("", {"Accept": "application/fhir+xml"}, None),
        ("?_format=xml", {}, None),
    ],
)
def test_answers_are_written_in_json_or_not_at_all(as_: SignIn, cast: Cast, query, headers, kind):
    answer = as_("nadia").get(f"/api/Patient/TC-AAA-222{query}", headers=headers)
    assert answer.status_code == (200 if kind else 406)
    assert answer.headers["Content-Type"] == (kind or "application/fhir+json")


def test_no_page_elsewhere_may_read_it_and_nobody_keeps_it(as_: SignIn, cast: Cast):
    answer = as_("nadia").get("/api/Patient/TC-AAA-222", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("Access-Control")]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


WRONG = {
    "/api/Patient": "Say whom you look for",
    "/api/Patient?name=": "Say whom you look for",
    "/api/Patient?name=123": "There is no name in this.",
    "/api/Patient?birthdate=14/5/1990": "birthdate cannot be taken. The date of birth as YYYY-MM-DD.",
    "/api/Patient?birthdate=1990-02-30": "birthdate cannot be taken",
    "/api/Patient?identifier=Marlow": "This is no number that anybody could have.",
    "/api/Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|9434765918": "its last digit does not fit",
    "/api/Patient?identifier=urn:x|1": "There is no such system here. There are: https://fhir.nhs.uk",
    f"/api/Patient?name={'x' * 201}": "too long",
    "/api/Patient?q=Marlow": "There is no such parameter here. There are: _format, _summary, name, birthdate",
    "/api/Patient?name=a&name=b": "Say name once.",
    "/api/Flag": "patient is missing. The reference of the person, such as TC-7KQ-2M4.",
    "/api/Flag?patient=": "patient cannot be taken",
    f"/api/Flag?{ALEX}&_count=0": "_count cannot be taken. How many to a page: from 1 to 100.",
    f"/api/Flag?{ALEX}&_count=101": "from 1 to 100",
    f"/api/Flag?{ALEX}&_count=1_0": "from 1 to 100",
    f"/api/Flag?{ALEX}&_offset=10001": "at most 10000",
    f"/api/Flag?{ALEX}&_offset=-1": "at most 10000",
    f"/api/Flag?{ALEX}&_summary=text": "_summary cannot be taken",
    f"/api/Flag?{ALEX}&category=x": "There is no such parameter here",
    f"/api/Observation?{ALEX}&category=vital-signs": "social-history for needs",
    f"/api/QuestionnaireResponse?{ALEX}&_security=everything": "One category of the record",
    "/api/Patient/TC-AAA-222?name=Marlow": "There is no such parameter here. There are: _format.",
    "/api/metadata?mode=full": "There is no such parameter here. There are: _format.",
}


@pytest.mark.parametrize(("address", "words"), WRONG.items())
def test_what_cannot_be_asked_is_refused_in_words(as_: SignIn, record: Episode, address: str, words: str):
    answer = as_("nadia").get(address)
    assert answer.status_code == 400
    assert words in said(answer)


def test_a_search_asks_for_all_that_it_says(as_: SignIn, record: Episode):
    nadia = as_("nadia")

    def found(query: str) -> int:
        return len(resources(read(nadia.get(f"/api/Patient?{query}"))))

    number = "identifier=https://fhir.nhs.uk/Id/nhs-number|9434765919"
    assert found("name=marlo") == found("birthdate=1990-05-14") == found("name=Alex Marlow&birthdate=1990-05-14") == 1
    assert found(number) == found("identifier=943 476 5919") == found(f"{number}&birthdate=1990-05-14") == 1
    assert found("name=Marlow&birthdate=1990-05-15") == found(f"{number}&birthdate=1990-05-15") == 0
    assert found("name=Hollis&birthdate=1990-05-14") == found(f"{number}&name=Hollis") == 0


def test_a_script_on_record_or_in_an_address_is_no_markup(as_: SignIn, record: Episode):
    record.person.needs.update(says="</script><script>alert(1)</script>")
    for address in (f"/api/Observation?{ALEX}", f"/api/Observation?{ALEX}&<script>=1"):
        text = as_("nadia").get(address).content.decode()
        assert not any(chr(mark) in text for mark in PLAIN)


PARAMETERS = [(kind, name) for kind, row in RESOURCES.items() for name in named(row.asked)]


@pytest.mark.parametrize(("kind", "name"), PARAMETERS)
def test_a_parameter_that_is_none_is_answered_in_words_everywhere(as_: SignIn, hidden: Hidden, kind: str, name: str):
    """Every parameter there is, beside a person who is not there, who is hidden, and who is seen."""
    hidden.make()
    for typed in MALFORMED:
        told = []
        for reference in ("TC-ZZZ-999", "TC-WWW-222", "TC-AAA-222"):
            beside = "name=Marlow" if kind == "Patient" else f"patient={reference}"
            query = "&".join([*([] if beside.startswith(f"{name}=") else [beside]), f"{name}={typed}"])
            answer = as_("nadia").get(f"/api/{kind}?{query}")
            assert answer.status_code in {200, 400, 404, 406}, query
            assert answer.headers["Content-Type"] == "application/fhir+json"
            told.append((answer.status_code, answer.content.decode().replace(reference, "the reference")))
        assert told[0] == told[1], (kind, name, typed)


@pytest.mark.parametrize("kind", LISTS)
def test_a_hidden_person_is_absent_beside_every_other_parameter(as_: SignIn, hidden: Hidden, kind: str):
    hidden.make()
    more = {
        "_count": "5", "_offset": "1", "_summary": "count", "category": "social-history", "_security": "clinical",
        "_format": "json",
    }  # fmt: skip
    nadia = as_("nadia")
    for name in named(RESOURCES[kind].asked).keys() & more.keys():
        for before in ("", "Patient/"):
            there, absent = (
                nadia.get(f"/api/{kind}?patient={before}{reference}&{name}={more[name]}")
                for reference in ("TC-WWW-222", "TC-ZZZ-999")
            )
            assert there.status_code == absent.status_code == 404
            assert (there.content, there.headers) == (absent.content, absent.headers)


def test_the_person_reads_it_on_pages_of_their_own(cast: Cast):
    cast.nadia.role = "SU"
    cast.nadia.save()
    browser = Browser()
    browser.force_login(cast.nadia.staff)
    assert {address: browser.get(address).status_code for address in EVERYWHERE} == {
        address: 404 if "/api/Patient/" in address or "/api/EpisodeOfCare/" in address else 403
        for address in EVERYWHERE
    }


def test_the_statement_says_what_there_is_and_no_more(as_: SignIn, cast: Cast):
    stated = read(as_("nadia").get("/api/metadata"))
    assert stated == capability()
    written = {address.removeprefix("api/") for _, address in patterns() if address.startswith("api/")}
    told = set()
    for resource in stated["rest"][0]["resource"]:
        reads = {"code": "read"} in resource["interaction"]
        told |= {resource["type"]} | ({f"{resource['type']}/<reference:reference>"} if reads else set())
    assert written == {"metadata", *told}


def test_the_statement_in_docs_is_the_one_that_is_printed(capsys: pytest.CaptureFixture[str]):
    kept = Path(__file__).parents[2] / "docs" / "api" / "CapabilityStatement.json"
    runpy.run_module("throughcare.exchange", run_name="__main__")
    assert capsys.readouterr().out == kept.read_text()


def test_the_middleware_lies_outside_all_that_refuses():
    ours = MIDDLEWARE.index("throughcare.exchange.outcomes.in_fhir")
    assert MIDDLEWARE[:ours] == ["throughcare.web.headers.strict_headers"]
