"""What a scheme sets of its worries, who is on call for it, and what its worries came to."""

from datetime import datetime, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.audit import actions as audit
from throughcare.episodes.models import Service
from throughcare.indicators import acknowledged as figures
from throughcare.indicators.acknowledged import Raised
from throughcare.oncall.set_forms import OffCallForm, OnCallForm, WatchForm
from throughcare.organisations.models import Organisation
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.worries.counting import raised_in
from throughcare.worries.models import OnCall
from throughcare.worries.reading import may_answer
from throughcare.worries.setting import MAY_SET, on_call_now, people_at, schemes_of, watch_of, with_parties

A_YEAR = timedelta(days=365)


def worry_settings(request: Request, number: int) -> HttpResponse:
    """For everybody who answers worries of the scheme; what may be changed, for those who set it."""
    service = scheme_of(request, number)
    watch = watch_of(service)
    given = {
        "service": service,
        "watch": watch,
        "shifts": ", ".join(f"{one:%H:%M}" for one in watch.shifts),
        "on_call": on_call_now(service, as_of=request.now),
        "may_set": may_set(request, service),
    }
    return render(request, "oncall/worry_settings.html", given)


def set_worry_watch(request: Request, number: int) -> HttpResponse:
    service = own_scheme(request, number)
    form = WatchForm(sent(request), service, watch_of(service))
    return answered(request, form, service, "Minutes, shifts and the duty manager")


def put_on_call(request: Request, number: int) -> HttpResponse:
    service = own_scheme(request, number)
    places = places_of(service)
    people = people_at(places, as_of=request.now)
    return answered(request, OnCallForm(sent(request), service, places, people), service, "Who is on call")


def take_off_call(request: Request, number: int, row: int) -> HttpResponse:
    service = own_scheme(request, number)
    held = next((one for one in on_call_now(service, as_of=request.now) if one.pk == row), None)
    if held is None:
        raise Http404
    return answered(request, OffCallForm(sent(request), held), service, f"{held.title}: on call no longer", held)


def answered(
    request: Request,
    form: WatchForm | OnCallForm | OffCallForm,
    service: Service,
    heading: str,
    held: OnCall | None = None,
) -> HttpResponse:
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("worry_settings", service.pk, done="worry-settings")
    return show(request, "oncall/set_worries.html", form, {"service": service, "heading": heading, "held": held})


def worry_figures(request: Request) -> HttpResponse:
    """Of a scheme in which one's organisation takes part: counts and times, never by mentor, small numbers left out."""
    services = list(schemes_of(request.staff)) if sees_figures(request) else []
    if not services:
        raise Http404
    audit.record(by=request.staff, at=request.now, did="saw-worry-figures", detail={})
    raised = raised_in(services, since=request.now - A_YEAR, as_of=request.now)
    of_each = [(service, tables_of(raised.get(service.pk, []), request.now)) for service in services]
    return render(request, "oncall/worry_figures.html", {"since": request.now - A_YEAR, "schemes": of_each})


def tables_of(raised: list[Raised], as_of: datetime) -> dict[str, list[figures.Line]]:
    return {
        "All": [figures.line("All", raised, as_of=as_of)],
        "By wing": figures.by_wing(raised, as_of=as_of),
        "By time of day": figures.by_part_of_day(raised, as_of=as_of),
    }


def sees_figures(request: Request) -> bool:
    return may_answer(request.staff.role) or request.staff.role == "ADMIN"


def scheme_of(request: Request, number: int) -> Service:
    """A scheme that one's organisation runs or takes part in; 404 for everybody else."""
    allowed = sees_figures(request)
    found = with_parties(schemes_of(request.staff).filter(pk=number)) if allowed else []
    if not found:
        raise Http404
    return found[0]


def may_set(request: Request, service: Service) -> bool:
    return service.organisation_id == request.staff.organisation_id and request.staff.role in MAY_SET


def own_scheme(request: Request, number: int) -> Service:
    service = scheme_of(request, number)
    if not may_set(request, service):
        raise Http404
    return service


def places_of(service: Service) -> list[Organisation]:
    """The scheme's own organisation, and those that play a part in it."""
    return list(dict.fromkeys([service.organisation, *(one.organisation for one in service.parties.all())]))
