"""What went wrong, as an OperationOutcome: for what this room refuses and for whatever was refused before it."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

FHIR_JSON, JSON = "application/fhir+json", "application/json"
ROOT = "/api"
# Nothing in an answer can be read as markup, whatever shows it.
PLAIN = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&"}

# Status -> FHIR's code of the issue, and what it says. None of them says whether a record exists.
ISSUES: Mapping[int, tuple[str, str]] = {
    400: ("invalid", "This could not be read."),
    401: ("login", "Nobody is signed in, or the session is locked. Sign in on a page: the same session holds here."),
    403: ("forbidden", "This is not for the role that is acted in."),
    404: ("not-found", "There is nothing here that you can see."),
    405: ("not-supported", "Here is only to read: ask with GET."),
    406: ("not-supported", "Answers are written in JSON alone: application/fhir+json."),
    408: ("timeout", "What was sent did not come in time."),
    409: ("lock-error", "Somebody else is recording. Ask again in a moment."),
    411: ("required", "A body must say how long it is."),
    413: ("too-long", "This is too much at once."),
    429: ("throttled", "This was tried too often."),
    500: ("exception", "Something went wrong that is no fault of yours."),
    503: ("transient", "It took too long. Ask again in a moment."),
}
# Where a page would be asked for again, encrypted. A program that asks in clear should be told, and not helped on.
FOR_GOOD = frozenset({301, 308})
# Where a page would lead whoever is signed in -> what has to be done there first.
FIRST = {
    "choose_role": "Choose on a page in which role you act: the same session holds here.",
    "account_change_password": "Change the password that somebody gave you on a page first.",
    "mfa_index": "Set up a second factor on a page first.",
}


def outcome(reasons: Mapping[str, str], *, code: str, severity: str = "error") -> dict[str, Any]:
    """Reasons by the parameter they are about; "" for one that is about none."""
    return {
        "resourceType": "OperationOutcome",
        "issue": [
            {"severity": severity, "code": code, "details": {"text": says}}
            | ({"expression": [f"http.{name}"]} if name else {})
            for name, says in reasons.items()
        ],
    }


def as_json(resource: Mapping[str, Any], *, status: int = 200, kind: str = FHIR_JSON) -> HttpResponse:
    text = json.dumps(resource, ensure_ascii=False, separators=(",", ":")).translate(PLAIN)
    return HttpResponse(text, status=status, content_type=kind)


def refused(status: int, reasons: Mapping[str, str] | None = None) -> HttpResponse:
    code, says = ISSUES.get(status, ISSUES[400])
    return as_json(outcome(reasons or {"": says}, code=code), status=status)


def in_fhir(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Says of every address of ours in FHIR what pages would say in words, and leads nobody elsewhere.

    It lies outside all that can refuse a request, so that there is one place for it.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        asked_here = request.path_info == ROOT or request.path_info.startswith(f"{ROOT}/")
        if not asked_here or response.headers.get("Content-Type") in {FHIR_JSON, JSON}:
            return response
        said = _instead(response)
        # The answer stays the same one: it may end a session, or say what may be asked.
        response.status_code, response.content = said.status_code, said.content
        response.headers["Content-Type"] = FHIR_JSON
        response.headers["Content-Length"] = str(len(said.content))
        response.headers.pop("Location", None)
        return response

    return answer


def _instead(response: HttpResponse) -> HttpResponse:
    if not 300 <= response.status_code < 400:
        return refused(response.status_code)
    if response.status_code in FOR_GOOD:
        return refused(403, {"": "Ask with https."})
    first = FIRST.get(_led_to(response))
    return refused(403, {"": first}) if first else refused(401)


def _led_to(response: HttpResponse) -> str:
    try:
        return str(resolve(response.headers["Location"].partition("?")[0]).url_name)
    except Resolver404:
        return ""
