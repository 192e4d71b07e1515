"""What alerts came to: over a year for the team whose alerts they are, and in half years for those who read nobody."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.asking.figures import KEPT_FROM, tables
from throughcare.asking.models import AlertsTold
from throughcare.asking.telling import HALVES_SHOWN, SETTLES_IN, halves, with_what_became
from throughcare.audit import actions as audit
from throughcare.indicators.acknowledged import Raised
from throughcare.responses.models import AlertThreshold, RaisedAlert
from throughcare.sharing.matrix import MATRIX, Cell
from throughcare.sharing.roles import THE_PERSON
from throughcare.sharing.small import SMALLEST
from throughcare.web.asking import Request
from throughcare.web.words import london_day

A_YEAR = timedelta(days=365)
# Who is shown figures about many people, as the matrix says; whoever looks at their own record is kept to that.
MAY_SEE = frozenset(role for role, cell in MATRIX["indicators"].items() if cell in {Cell.AGGREGATE, Cell.WRITE}) - {
    THE_PERSON
}


def alert_figures(request: Request) -> HttpResponse:
    """Of the alerts of one's own organisation that one may see, over a year."""
    others = request.GET.get("for") == "others"
    audit.record(by=request.staff, at=request.now, did="saw-alert-figures", detail={})
    mine = seen_by(RaisedAlert, staff=request.staff, as_of=request.now).filter(
        organisation=request.staff.organisation_id, at__gt=request.now - A_YEAR
    )
    raised = [Raised(*said) for said in with_what_became(mine).values_list(*KEPT_FROM)]
    given = {"tables": tables(raised, as_of=request.now, others=others), "others": others}
    told = request.staff.role in MAY_SEE
    return render(request, "asking/alert_figures.html", {**given, "since": request.now - A_YEAR, "told": told})


def alerts_told(request: Request) -> HttpResponse:
    """Of every organisation, half year by half year, for those who read nobody's record: no name and nothing small."""
    if request.staff.role not in MAY_SEE:
        raise Http404
    since = min(from_on for from_on, _ in halves(london_day(request.now)))
    told = AlertsTold.objects.filter(from_on__gte=since).select_related("organisation")
    audit.record(by=request.staff, at=request.now, did="saw-alerts-told", detail={})
    given = {
        "told": list(told.order_by("-from_on", "organisation__name", "pk")),
        "settles_in": SETTLES_IN.days,
        "halves": HALVES_SHOWN,
        "smallest": SMALLEST,
        "values": _values(),
    }
    return render(request, "asking/alerts_told.html", given)


def _values() -> list[AlertThreshold]:
    """The values that services have set in the place of an instrument's file, as they are in force."""
    rows = AlertThreshold.objects.select_related("service__organisation").order_by("pk")
    return list({(row.service_id, row.instrument, row.rule): row for row in rows}.values())
