"""Services: what stands where in each, who works there, and opening one."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.adoption import boards
from throughcare.adoption.service_forms import OpenServiceForm
from throughcare.audit import actions as audit
from throughcare.blueprints.library import load, shipped
from throughcare.episodes import offering
from throughcare.organisations.choosing import staff_at
from throughcare.web.asking import Request
from throughcare.web.beside import OF_SERVICE
from throughcare.web.forms import choose, see, sent, show
from throughcare.web.refer import find_service
from throughcare.web.words import london_day

MAY_OPEN = "ADMIN"


def services(request: Request) -> HttpResponse:
    given = {
        "loads": boards.loads(request.staff, as_of=request.now),
        "today": london_day(request.now),
        "may_open": request.staff.role == MAY_OPEN,
    }
    return render(request, "services/services.html", given)


def service(request: Request, service_id: int) -> HttpResponse:
    found, day = find_service(request, service_id), london_day(request.now)
    lanes = boards.board(found, staff=request.staff, as_of=request.now)
    people = sorted({shown.person for lane in lanes for shown in lane.longest})
    audit.record(by=request.staff, at=request.now, did="saw-board", detail={"service": found.pk, "people": people})
    blueprint = offering.blueprint_of_service(found)
    given = {
        "service": found,
        "blueprint": blueprint,
        "lanes": lanes,
        "seen": sum(lane.people for lane in lanes),
        "parties": [(blueprint.pathway.party[row.party].title, row.organisation) for row in found.parties.all()],
        "team": staff_at([found.organisation_id], as_of=day),
        "today": day,
        "beside": [line for tell in OF_SERVICE if (line := tell(found, request.staff))],
    }
    return render(request, "services/service.html", given)


def open_service(request: Request) -> HttpResponse:
    if request.staff.role != MAY_OPEN:
        raise PermissionDenied
    asked = request.GET.get("blueprint", "")
    if not asked:
        return choose(request, "services/choose_blueprint.html", {"blueprints": [load(one) for one in shipped()]})
    if asked not in shipped():
        raise Http404
    form = OpenServiceForm(sent(request), blueprint=load(asked), by=request.staff, today=london_day(request.now))
    if form.carry_out(partial(form.record, by=request.staff, at=request.now)):
        return see("service", form.outcome.pk, done="opened")
    return show(request, "services/open_service.html", form, {"blueprint": form.blueprint})
