"""What a mentor scheme came to: to its coordinator all of it, to others what may be told; on a page and as a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.audit import actions as audit
from throughcare.indicators import Period
from throughcare.outcomes import Reached, withheld
from throughcare.outcomes.rows import COLUMNS
from throughcare.peers.models import Scheme
from throughcare.peers.schemes import coordinates
from throughcare.peers.words import CONTACTS
from throughcare.people.lives import london_day
from throughcare.sharing.matrix import MATRIX, Cell
from throughcare.sharing.roles import THE_PERSON
from throughcare.showing import periods, printed, tables
from throughcare.showing.forms import PeriodForm
from throughcare.showing.gathering import reached
from throughcare.web.asking import Request
from throughcare.web.forms import UNPROCESSABLE
from throughcare.web.sheets import as_whole_file

# Who is shown figures about many people, as the matrix says; whoever looks at their own record is kept to that.
MAY_SEE = frozenset(role for role, cell in MATRIX["indicators"].items() if cell in {Cell.AGGREGATE, Cell.WRITE}) - {
    THE_PERSON
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A scheme with the time that is asked about; `inside` says that every number of it is shown.

    `found` is None where the form is at fault, or nothing is told yet.
    """

    scheme: Scheme
    inside: bool
    form: PeriodForm | None
    halves: list[Period]
    period: Period | None
    found: Reached | None


def scheme_outcomes(request: Request) -> HttpResponse:
    """The schemes that there are."""
    _refuse_others(request)
    return render(request, "showing/schemes.html", {"schemes": [*_schemes()]})


def outcomes_of_scheme(request: Request, number: int) -> HttpResponse:
    shown = _shown(request, number)
    _note(request, shown, "saw-outcomes")
    given = {"shown": shown, "parts": list(tables.parts(shown.found.blocks)) if shown.found else [], **_words()}
    wrong = shown.form is not None and shown.form.errors
    return render(request, "showing/outcomes.html", given, status=UNPROCESSABLE if wrong else 200)


def outcomes_file(request: Request, number: int) -> HttpResponse:
    shown = _shown(request, number)
    if shown.found is None or shown.period is None:
        raise Http404
    _note(request, shown, "exported-outcomes")
    inside = "-internal" if shown.inside else ""
    return as_whole_file(f"outcomes-{shown.period.last}{inside}.csv", COLUMNS, printed.lines(shown.found))


def _shown(request: Request, number: int) -> Shown:
    _refuse_others(request)
    scheme = get_object_or_404(_schemes(), pk=number)
    return _inside(request, scheme) if coordinates(scheme, request.staff) else _told(request, scheme)


def _inside(request: Request, scheme: Scheme) -> Shown:
    form = PeriodForm(request.GET, today=london_day(request.now))
    period = form.period
    found = reached(scheme, periods.of_the_scheme(period, at=request.now)) if period else None
    return Shown(scheme, True, form, [], period, found)


def _told(request: Request, scheme: Scheme) -> Shown:
    offered = periods.halves(london_day(request.now), since=scheme.support.opened_on)
    written = request.GET.get("from", "")
    period = next((one for one in offered if not written or str(one.first) == written), None)
    if written and period is None:
        raise Http404
    found = withheld(reached(scheme, periods.as_told(period))) if period else None
    return Shown(scheme, False, None, offered, period, found)


def _schemes() -> Any:
    return Scheme.objects.select_related("support__organisation", "mentors", "place").order_by("support__title", "pk")


def _refuse_others(request: Request) -> None:
    if request.staff.role not in MAY_SEE:
        raise Http404


def _words() -> Mapping[str, Any]:
    return {"kinds": CONTACTS, "settles_in": periods.SETTLES_IN.days}


def _note(request: Request, shown: Shown, did: str) -> None:
    """That figures were looked at or taken, of which scheme and time, and whether small numbers were among them."""
    of = {"from": str(shown.period.first), "until": str(shown.period.last)} if shown.period else {}
    detail = {"scheme": shown.scheme.pk, "internal": shown.inside, **of}
    audit.record(by=request.staff, at=request.now, did=did, detail=detail)
