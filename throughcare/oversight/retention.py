"""What has been kept for its period, of the people a Guardian's organisation has a ground for. It deletes nothing."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.audit import actions as audit
from throughcare.oversight.guardian import for_guardians
from throughcare.oversight.retention_forms import HoldForm, LiftForm
from throughcare.retention.due import dry_run_for
from throughcare.retention.holding import holds_of
from throughcare.retention.rules import SCHEDULE, undecided
from throughcare.sharing import CATEGORIES
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day


@for_guardians
def retention(request: Request) -> HttpResponse:
    day = london_day(request.now)
    audit.record(by=request.staff, at=request.now, did="saw-retention")
    given = {
        "day": day,
        "rules": dry_run_for(request.staff.organisation, as_of=day),
        "kinds": [(CATEGORIES[category], rule) for category, rule in SCHEDULE.items()],
        "undecided": undecided(),
        "holds": holds_of(request.staff.organisation),
    }
    return render(request, "oversight/retention.html", given)


@for_guardians
def hold_record(request: Request) -> HttpResponse:
    form = HoldForm(sent(request))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("retention", done="held")
    return show(request, "oversight/hold.html", form)


@for_guardians
def lift_hold(request: Request, number: int) -> HttpResponse:
    held = get_object_or_404(holds_of(request.staff.organisation), pk=number)
    form = LiftForm(sent(request), held)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("retention", done="lifted")
    return show(request, "oversight/hold.html", form, {"held": held})
