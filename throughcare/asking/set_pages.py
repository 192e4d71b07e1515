"""What a service sets of its alerts, what they came to, and the wording that a site brings."""

from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.asking import figures
from throughcare.asking.figures import Raised
from throughcare.asking.set_forms import ValueForm, WatchForm, WithdrawForm, WordingForm
from throughcare.audit import actions as audit
from throughcare.blueprints.blueprint import Blueprint
from throughcare.episodes.history import run_by
from throughcare.episodes.models import Service
from throughcare.instruments import Instrument, instrument, instruments
from throughcare.responses.models import AlertEntry, RaisedAlert, SiteText
from throughcare.responses.setting import MAY_SET, thresholds_of, watch_of
from throughcare.responses.watching import rules_of
from throughcare.responses.wording import MAY_BRING
from throughcare.responses.words import ACKNOWLEDGED, KINDS
from throughcare.telling.phrases import listed
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show

A_YEAR = timedelta(days=365)


def alert_settings(request: Request, number: int) -> HttpResponse:
    """The rules of every instrument that the service asks for, with the values in force and who set them."""
    service = own_service(request, number)
    blueprint = _blueprint(service)
    asked = [_instrument(row["id"]) for row in blueprint.instruments]
    rules = {one: _rules(service, one) for one in asked}
    watch = watch_of(service, blueprint)
    then = [blueprint.pathway.party[party].title for party in watch.then]
    given = {"service": service, "watch": watch, "rules": rules, "then": listed(then)}
    return render(request, "asking/alert_settings.html", given)


def set_alert_watch(request: Request, number: int) -> HttpResponse:
    service = own_service(request, number)
    blueprint = _blueprint(service)
    form = WatchForm(sent(request), service, blueprint, watch_of(service, blueprint))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("alert_settings", number, done="alert-settings")
    return show(request, "asking/set_alert.html", form, {"service": service, "heading": "Who watches over alerts"})


def set_alert_value(request: Request, number: int, name: str, rule: str) -> HttpResponse:
    service, measured = own_service(request, number), _instrument(name)
    now = next((value for one, _, _, value, _ in _rules(service, measured) if one == rule), None)
    if now is None:
        raise Http404
    form = ValueForm(sent(request), service, measured, rule, now)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("alert_settings", number, done="alert-settings")
    heading = f"{measured.title}: when “{rule}” raises"
    return show(request, "asking/set_alert.html", form, {"service": service, "heading": heading})


def alert_figures(request: Request) -> HttpResponse:
    """Of the alerts of one's own organisation that one may see, over a year."""
    first = AlertEntry.objects.filter(alert=OuterRef("pk"), kind=ACKNOWLEDGED).values("at")[:1]
    mine = seen_by(RaisedAlert, staff=request.staff, as_of=request.now).filter(
        organisation=request.staff.organisation_id, at__gt=request.now - A_YEAR
    )
    rows = mine.annotate(taken_at=Subquery(first)).values_list("at", "within", "taken_at", "unit__name", "kind")
    alerts = [(kind, Raised(at, within, taken, wing or "")) for at, within, taken, wing, kind in rows]
    audit.record(by=request.staff, at=request.now, did="saw-alert-figures", detail={})
    every, as_of = [one for _, one in alerts], request.now
    given = {
        "whole": figures.line("All", every, as_of=as_of),
        "kinds": [
            figures.line(name, [one for kind, one in alerts if kind == key], as_of=as_of) for key, name in KINDS.items()
        ],
        "wings": figures.by_wing(every, as_of=as_of),
        "hours": figures.by_hour(every, as_of=as_of),
        "others": request.GET.get("for") == "others",
        "since": as_of - A_YEAR,
    }
    return render(request, "asking/alert_figures.html", given)


def wordings(request: Request) -> HttpResponse:
    """Instruments whose wording may not ship, and what one's own organisation has brought."""
    expect_bringer(request)
    held = SiteText.objects.filter(organisation=request.staff.organisation_id).select_related("withdrawal", "by__staff")
    lacking = [one for one in instruments() if not all(item.text for item in one.items)]
    given = {"lacking": lacking, "held": list(held.order_by("instrument", "-number"))}
    return render(request, "asking/wordings.html", given)


def bring_wording(request: Request, name: str) -> HttpResponse:
    expect_bringer(request)
    measured = _instrument(name)
    form = WordingForm(sent(request), request.FILES if request.method == "POST" else None, measured)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("wordings", done="wording")
    return show(request, "asking/bring_wording.html", form, {"measured": measured})


def withdraw_wording(request: Request, number: int) -> HttpResponse:
    expect_bringer(request)
    mine = SiteText.objects.filter(organisation=request.staff.organisation_id)
    held = mine.filter(pk=number, withdrawal=None).first()
    if held is None:
        raise Http404
    form = WithdrawForm(sent(request), held)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("wordings", done="wording-withdrawn")
    return show(request, "asking/withdraw_wording.html", form, {"held": held, "measured": _instrument(held.instrument)})


def own_service(request: Request, number: int) -> Service:
    """A service of one's own organisation, for those who set its alerts; 404 for everybody else."""
    mine = Service.objects.filter(organisation=request.staff.organisation_id).select_related("organisation")
    found = mine.filter(pk=number).first()
    if found is None or request.staff.role not in MAY_SET:
        raise Http404
    return found


def expect_bringer(request: Request) -> None:
    if request.staff.role not in MAY_BRING:
        raise Http404


def _blueprint(service: Service) -> Blueprint:
    return run_by(service, digest=service.blueprint_id)


def _instrument(name: str) -> Instrument:
    try:
        return instrument(name)
    except KeyError:
        raise Http404 from None


def _rules(service: Service, measured: Instrument) -> list[tuple[str, str, float, float, int]]:
    """Each rule: its id, what it is about, the value of the file, the one in force, and the number of the setting."""
    local = thresholds_of(service.pk, measured.id)
    return [
        (rule, about, default, local[rule][1] if rule in local else default, local[rule][0] if rule in local else 0)
        for rule, about, default in rules_of(measured)
    ]
