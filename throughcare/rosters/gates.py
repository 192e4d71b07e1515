"""Who opens which of these pages, and what an address of theirs means."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from throughcare.access.seeing import seen_by
from throughcare.cover.keeping import looks, place_for
from throughcare.cover.models import Duty, Mentoring, WeeklyDuty
from throughcare.cover.reading import duty_seen
from throughcare.cover.words import COORDINATOR, LOOKS_AFTER
from throughcare.organisations.models import Organisation, Unit
from throughcare.web.asking import Request


def place(request: Request) -> Organisation:
    """The prison whose rota whoever acts may see; others are told that these pages are not theirs."""
    if not looks(request.staff):
        raise PermissionDenied
    return place_for(request.staff)


def scheme(request: Request) -> Organisation:
    """The scheme that a coordinator keeps."""
    if request.staff.role != COORDINATOR:
        raise PermissionDenied
    return request.staff.organisation


def place_of_those_looked_after(request: Request) -> Organisation:
    """The prison whose mentors are looked after by whoever acts."""
    if request.staff.role not in LOOKS_AFTER:
        raise PermissionDenied
    return place_for(request.staff)


def find_duty(request: Request, number: int) -> Duty:
    """A turn that stands at one's own prison, of a mentor who may be seen; 404 for any other."""
    found = duty_seen(request.staff, place(request).pk, number, at=request.now)
    if found is None:
        raise Http404
    return found


def find_weekly(request: Request, number: int) -> WeeklyDuty:
    mine = seen_by(WeeklyDuty, staff=request.staff, as_of=request.now).filter(scheme=scheme(request), until_on=None)
    return get_object_or_404(mine.select_related("person", "unit"), pk=number)


def find_wing(request: Request, number: int) -> Unit:
    return get_object_or_404(Unit.objects.filter(organisation=place(request), closed=False), pk=number)


def find_mentor(request: Request, number: int) -> Mentoring:
    """A mentor at one's own prison, by the number of the row that is kept of them; 404 for any other."""
    here = place_of_those_looked_after(request)
    mine = seen_by(Mentoring, staff=request.staff, as_of=request.now).filter(place=here)
    return get_object_or_404(mine.select_related("person", "scheme", "place"), pk=number)
