"""What the API shows somebody of a person, held against what the rule says they may see; lists against their counts."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.web.conftest import Browser
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, IDENTITY, PROTECTED, STAGES
from throughcare.sharing.flags import says

LISTS = ("EpisodeOfCare", "Flag", "Observation", "QuestionnaireResponse")


@dataclass(frozen=True)
class Expected:
    """What the rule says: categories seen from a summary on, read in full, and flagged; whether they search.

    `theirs` is the account of somebody who lives in prison, which is shown nothing here.
    """

    sees: set[str]
    reads: set[str]
    flags: set[str]
    searches: bool
    theirs: bool


def read(answer: HttpResponse) -> dict[str, Any]:
    assert answer.headers["Content-Type"] == "application/fhir+json"
    found: dict[str, Any] = json.loads(answer.content)
    return found


def resources(bundle: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in bundle.get("entry", ()) if entry["search"]["mode"] == "match"]


def said(answer: HttpResponse) -> str:
    """What an OperationOutcome says."""
    issues = read(answer)["issue"]
    return " ".join(issue["details"]["text"] for issue in issues)


def category(resource: dict[str, Any]) -> str:
    [label] = resource["meta"]["security"]
    return str(label["code"])


def listed(browser: Client, kind: str, query: str) -> list[dict[str, Any]]:
    """All of a list, which its count says as well."""
    found = resources(read(browser.get(f"/api/{kind}?{query}")))
    counted = read(browser.get(f"/api/{kind}?{query}&_summary=count"))
    assert counted == {"resourceType": "Bundle", "type": "searchset", "total": len(found)}, (kind, query)
    return found


def api_shows(somebody: StaffRole, person: Person, rule: Expected) -> None:
    browser = Browser()
    browser.force_login(somebody.staff)
    _search_shows(browser, person, rule)
    _episode_shows(browser, person, rule)
    known = IDENTITY in rule.sees and not rule.theirs
    assert browser.get(f"/api/Patient/{person.reference}").status_code == (200 if known else 404)
    if known:
        _lists_show(browser, somebody.role, person, rule)
        return
    for kind in LISTS:
        for more in ("", "&_summary=count"):
            answer = browser.get(f"/api/{kind}?patient={person.reference}{more}")
            assert answer.status_code == (403 if rule.theirs else 404)
            assert person.family_name not in answer.content.decode()


def _search_shows(browser: Client, person: Person, rule: Expected) -> None:
    if not rule.searches:
        for more in ("", "&_summary=count"):
            assert browser.get(f"/api/Patient?name={person.family_name}{more}").status_code == 403
        return
    found = listed(browser, "Patient", f"name={person.family_name}&_format=json")
    assert [one["id"] for one in found] == ([person.reference] if IDENTITY in rule.sees else [])


def _episode_shows(browser: Client, person: Person, rule: Expected) -> None:
    episode = person.episodes.get()
    answer = browser.get(f"/api/EpisodeOfCare/{episode.reference}")
    stages = STAGES in rule.sees and not rule.theirs
    assert answer.status_code == (200 if stages else 404)
    assert (person.reference in answer.content.decode()) == (stages and IDENTITY in rule.sees)


def _lists_show(browser: Client, role: str, person: Person, rule: Expected) -> None:
    of = f"patient={person.reference}&_count=100"
    episodes = listed(browser, "EpisodeOfCare", of)
    assert len(episodes) == (STAGES in rule.sees)
    observed = listed(browser, "Observation", of)
    needs = [one for one in observed if "valueString" in one]
    assert {category(one) for one in needs} == rule.sees
    theirs = [category(one) for one in observed if one not in needs]
    assert theirs == [one for one in rule.sees if one == PROTECTED]
    assert [one["valueString"] for one in needs] == [f"need of {category(one)}" for one in needs]
    # A fact is not told without its stage, nor are its answers; those about stages are seen from a summary on.
    answered = listed(browser, "QuestionnaireResponse", of)
    assert {category(one) for one in answered} == ({STAGES} | rule.reads if STAGES in rule.sees else set())
    told = [(one["category"][0]["text"], one["code"]["text"]) for one in listed(browser, "Flag", of)]
    assert told == [says(one, role) for one in CATEGORIES if one in rule.flags]
