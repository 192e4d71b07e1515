"""Who opens which of these pages, and what an address of theirs means."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from throughcare.caseload.members import Member, members
from throughcare.caseload.models import Absence, Arrangement
from throughcare.caseload.words import CLINICIANS
from throughcare.episodes.models import Service
from throughcare.organisations.spans import holds_on
from throughcare.web.asking import Request
from throughcare.web.words import london_day


def refuse_others(request: Request) -> None:
    """Pages of clinicians; others are told that they are not theirs."""
    if request.staff.role not in CLINICIANS:
        raise PermissionDenied


def team(request: Request) -> dict[int, Member]:
    """The clinicians of one's own organisation, by number."""
    refuse_others(request)
    return {one.number: one for one in members(request.staff.organisation_id, as_of=london_day(request.now))}


def one_of(found: dict[int, Member], number: int) -> Member:
    """A colleague; 404 for anybody else."""
    if number not in found:
        raise Http404
    return found[number]


def services(request: Request) -> QuerySet[Service]:
    """Those of one's own organisation."""
    return Service.objects.filter(organisation=request.staff.organisation_id)


def find_service(request: Request, number: int) -> Service:
    refuse_others(request)
    return get_object_or_404(services(request), pk=number)


def find_absence(request: Request, number: int) -> Absence:
    refuse_others(request)
    rows = Absence.objects.select_related("whose__staff", "whose__organisation", "covered_by__staff")
    return get_object_or_404(rows, pk=number, whose__organisation=request.staff.organisation_id, ended_at=None)


def find_arrangement(request: Request, number: int) -> Arrangement:
    """One in force in which one is supervised or supervises; 404 for any other."""
    refuse_others(request)
    rows = Arrangement.objects.filter(holds_on(london_day(request.now)))
    found = get_object_or_404(rows.select_related("supervisee__staff", "supervisor__staff", "lead__staff"), pk=number)
    if request.staff.pk not in {found.supervisee_id, found.supervisor_id}:
        raise Http404
    return found
