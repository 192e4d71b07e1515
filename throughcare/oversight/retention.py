"""What has been kept for its period, of the people a Guardian's organisation has a ground for. It deletes nothing."""

from django.http import HttpResponse
from django.shortcuts import render

from throughcare.access.retention import SCHEDULE, due_to, undecided
from throughcare.audit import actions as audit
from throughcare.oversight.guardian import for_guardians
from throughcare.sharing import CATEGORIES
from throughcare.web.asking import Request
from throughcare.web.words import london_day


@for_guardians
def retention(request: Request) -> HttpResponse:
    day = london_day(request.now)
    periods = {
        period: [CATEGORIES[one] for one, its in SCHEDULE.items() if its == period]
        for period in SCHEDULE.values()
        if period
    }
    audit.record(by=request.staff, at=request.now, did="saw-retention")
    given = {
        "day": day,
        "periods": periods.items(),
        "due": due_to(request.staff.organisation, as_of=day),
        "words": CATEGORIES,
        "undecided": undecided(),
    }
    return render(request, "oversight/retention.html", given)
