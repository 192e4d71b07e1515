"""What is done about one line of a person's record: it ends, or somebody looks at it again."""

from django.http import Http404, HttpResponse

from throughcare.access.seeing import writes_of
from throughcare.people.models import Person
from throughcare.upkeep.forms import (
    EndAlertForm,
    EndLegalStatusForm,
    EndNeedForm,
    EndPlacementForm,
    LineForm,
    ReviewAlertForm,
)
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.person import find_person, not_theirs
from throughcare.web.record_lines import Line, lines_of
from throughcare.web.words import london_day


def end_need(request: Request, reference: str, number: int) -> HttpResponse:
    return answered(request, reference, number, EndNeedForm, done="need-ended")


def end_alert(request: Request, reference: str, number: int) -> HttpResponse:
    return answered(request, reference, number, EndAlertForm, done="alert-ended")


def review_alert(request: Request, reference: str, number: int) -> HttpResponse:
    return answered(request, reference, number, ReviewAlertForm, done="alert-reviewed")


def end_legal_status(request: Request, reference: str, number: int) -> HttpResponse:
    return answered(request, reference, number, EndLegalStatusForm, done="legal-status-ended")


def end_placement(request: Request, reference: str, number: int) -> HttpResponse:
    return answered(request, reference, number, EndPlacementForm, done="placement-ended")


def answered(request: Request, reference: str, number: int, asks: type[LineForm], *, done: str) -> HttpResponse:
    found = find_person(request, reference)
    line = find_line(request, found, asks.table, number)
    if line.category not in writes_of(found):
        return not_theirs(request, found, frozenset({line.category}))
    form = asks(sent(request), person=found, line=line, today=london_day(request.now))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("person", found.reference, done=done)
    return show(request, "upkeep/line.html", form, {"person": found, "line": line})


def find_line(request: Request, person: Person, table: str, number: int) -> Line:
    """The line of this number that whoever asks sees on the person's page; else 404, whyever it is not there."""
    for line in lines_of(person, request):
        if (line.table, line.key) == (table, number):
            return line
    raise Http404
