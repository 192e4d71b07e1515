"""What a prison sees of sessions, and the address at which somebody's calendar reads theirs."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from throughcare.audit import actions as audit
from throughcare.calendars import feeds
from throughcare.care.keeping import TREATS, place_of
from throughcare.groupwork import seeing
from throughcare.groupwork.forms import AboutForm
from throughcare.groupwork.gates import LOOK_AT_LOSSES, refuse_others, whose_pages
from throughcare.sessions.icalendar import written
from throughcare.web.asking import Request
from throughcare.web.forms import sent, show
from throughcare.web.words import london_day


def lost_sessions(request: Request) -> HttpResponse:
    """How many sessions the regime took in the last quarter, by wing and by reason: for the prison and for the team."""
    refuse_others(request, LOOK_AT_LOSSES)
    here = request.staff.organisation
    place = place_of(here) if request.staff.role == TREATS else here
    wings, reasons = seeing.lost(place.pk, until=request.now)
    audit.record(by=request.staff, at=request.now, did="saw-lost-sessions", detail={"place": place.pk})
    given = {
        "place": place,
        "wings": wings,
        "reasons": reasons,
        "first": london_day(request.now - seeing.A_QUARTER),
        "day": london_day(request.now),
        "treats": request.staff.role == TREATS,
    }
    return render(request, "groupwork/lost_sessions.html", given)


def my_calendar(request: Request) -> HttpResponse:
    """The address of one's own feed: shown once, when it is made."""
    refuse_others(request)
    address = ""
    form = AboutForm(sent(request), None)
    if request.method == "POST" and form.is_valid():
        if "end" in request.POST:
            feeds.end_feed(by=request.staff, at=request.now)
        else:
            secret = feeds.open_feed(by=request.staff, at=request.now)
            address = request.build_absolute_uri(reverse("calendar_feed", args=[secret]))
        form = AboutForm(None, None)
    given = {"address": address, "there": feeds.has_feed(request.staff), **whose_pages(request)}
    return show(request, "groupwork/my_calendar.html", form, given)


def calendar_feed(request: Request, secret: str) -> HttpResponse:
    """Times, rooms and titles of groups, and no person: whoever holds the address need not sign in."""
    found = feeds.entries(secret, as_of=request.now)
    if found is None:
        raise Http404
    answer = HttpResponse(written("Sessions", found), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="sessions.ics"'
    return answer
