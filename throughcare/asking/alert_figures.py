"""What alerts came to over a year, for the team whose alerts they are."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.asking.figures import Raised, tables
from throughcare.audit import actions as audit
from throughcare.responses.models import AlertEntry, RaisedAlert
from throughcare.responses.words import ACKNOWLEDGED, ESCALATED
from throughcare.web.asking import Request

A_YEAR = timedelta(days=365)


def alert_figures(request: Request) -> HttpResponse:
    """Of the alerts of one's own organisation that one may see, over a year."""
    others = request.GET.get("for") == "others"
    audit.record(by=request.staff, at=request.now, did="saw-alert-figures", detail={})
    given = {"tables": tables(_raised(request), as_of=request.now, others=others), "others": others}
    return render(request, "asking/alert_figures.html", {**given, "since": request.now - A_YEAR})


def _raised(request: Request) -> list[Raised]:
    """One question."""
    entries = AlertEntry.objects.filter(alert=OuterRef("pk"))
    mine = seen_by(RaisedAlert, staff=request.staff, as_of=request.now).filter(
        organisation=request.staff.organisation_id, at__gt=request.now - A_YEAR
    )
    rows = mine.annotate(
        taken_at=Subquery(entries.filter(kind=ACKNOWLEDGED).values("at")[:1]),
        told_on=Exists(entries.filter(kind=ESCALATED)),
    ).values_list("at", "within", "taken_at", "unit__name", "kind", "about", "told_on")
    return [
        Raised(at, within, taken, wing or "", kind, about, told_on)
        for at, within, taken, wing, kind, about, told_on in rows
    ]
