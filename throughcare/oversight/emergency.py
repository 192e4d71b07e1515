"""Opening a record in an emergency, by those who treat people."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from throughcare.oversight.forms import EmergencyForm
from throughcare.people.asked import read_asked
from throughcare.sharing.break_glass import HOLDS, MAY_BREAK_GLASS, REVIEW_WITHIN_WORKING_DAYS
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.people import as_recognised
from throughcare.web.words import london_day


def emergency(request: Request) -> HttpResponse:
    if request.staff.role not in MAY_BREAK_GLASS:
        raise PermissionDenied
    asked = read_asked(request.GET.get("q", "")[:200], as_of=london_day(request.now))
    form = EmergencyForm(sent(request), initial=as_recognised(asked))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("person", form.outcome.reference, done="emergency")
    given = {"ends": request.now + HOLDS, "review_days": REVIEW_WITHIN_WORKING_DAYS}
    return show(request, "oversight/emergency.html", form, given)
