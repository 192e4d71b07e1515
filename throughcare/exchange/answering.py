"""Every address of this room: what is asked is judged, one resource is read, and it is answered in JSON."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from throughcare.exchange.outcomes import FHIR_JSON, JSON, as_json, refused
from throughcare.exchange.parameters import A, read_asked
from throughcare.organisations.refusals import Refused
from throughcare.web.asking import Request

Resource = Mapping[str, Any]
READS = ("GET", "HEAD")
# What an answer may be called, by what is asked for; the first that fits is taken.
WRITTEN = {"json": FHIR_JSON, FHIR_JSON: FHIR_JSON, JSON: JSON, "text/json": JSON}
ANYTHING = {"*/*": FHIR_JSON, "application/*": FHIR_JSON}


def answers(asked: type[A]) -> Callable[[Callable[..., Resource]], Callable[..., HttpResponseBase]]:
    """An address that takes these parameters. What it calls is given the request and what was asked."""

    def answered(deed: Callable[..., Resource]) -> Callable[..., HttpResponseBase]:
        @wraps(deed)
        def answer(request: Request, **named: str) -> HttpResponse:
            kind = written_as(request)
            if request.method not in READS:
                return only_reads()
            if kind is None:
                return refused(406)
            try:
                return as_json(deed(request, read_asked(asked, request.GET), **named), kind=kind)
            except Refused as fault:
                return refused(400, fault.reasons)

        return answer

    return answered


def only_reads() -> HttpResponse:
    said = refused(405)
    said.headers["Allow"] = ", ".join(READS)
    return said


def written_as(request: HttpRequest) -> str | None:
    """How the answer is to be written: as `_format` says, else as `Accept` does. None where it is in neither."""
    if typed := request.GET.get("_format"):
        return WRITTEN.get(typed)
    accepted = [kind.partition(";")[0].strip().lower() for kind in request.headers.get("Accept", "*/*").split(",")]
    return next((kind for one in accepted if (kind := (WRITTEN | ANYTHING).get(one))), None)
