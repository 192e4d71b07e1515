"""What a service sets of its alerts, and the wording that a site brings."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.asking.set_forms import ValueForm, WatchForm, WithdrawForm, WordingForm
from throughcare.asking.sureness import sureness
from throughcare.blueprints.blueprint import Blueprint
from throughcare.episodes.history import run_by
from throughcare.episodes.models import Service
from throughcare.instruments import Instrument, instrument, instruments
from throughcare.instruments.absent import at_hand, broken_files, why_broken
from throughcare.instruments.library import Unsealed
from throughcare.instruments.parts import About
from throughcare.organisations.models import StaffRole
from throughcare.responses.models import AlertThreshold, SiteText
from throughcare.responses.setting import MAY_SET, told_next, watch_of
from throughcare.responses.watching import as_set, doubted, rules_of
from throughcare.responses.wording import MAY_BRING
from throughcare.responses.words import ABOUT
from throughcare.telling.phrases import listed
from throughcare.web.asking import Request
from throughcare.web.beside import Beside
from throughcare.web.forms import see, sent, show


def alert_settings(request: Request, number: int) -> HttpResponse:
    """The rules of every instrument that the service asks for, with the values in force and who set them."""
    service = own_service(request, number)
    blueprint = _blueprint(service)
    asked = [at_hand(row["id"]) for row in blueprint.instruments]
    rules = {one: _rules(service, one) for one in asked if not one.broken}
    watch = watch_of(service, blueprint)
    # What was set under an older version of the blueprint may name a party that is told nothing under this one.
    then = [blueprint.pathway.party[party].title for party in watch.then if party in told_next(blueprint)]
    given = {"service": service, "watch": watch, "rules": rules, "then": listed(then), "abouts": ABOUT}
    given["broken"] = why_broken(one.id for one in asked)
    return render(request, "asking/alert_settings.html", {**given, **sureness(request)})


def set_alert_watch(request: Request, number: int) -> HttpResponse:
    service = own_service(request, number)
    blueprint = _blueprint(service)
    form = WatchForm(sent(request), service, blueprint, watch_of(service, blueprint))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("alert_settings", number, done="alert-settings")
    return show(request, "asking/set_alert.html", form, {"service": service, "heading": "Who watches over alerts"})


def set_alert_value(request: Request, number: int, name: str, rule: str) -> HttpResponse:
    service, measured = own_service(request, number), instrument_named(name)
    now = next((one for one in _rules(service, measured) if one.id == rule), None)
    if now is None:
        raise Http404
    form = ValueForm(sent(request), service, measured, rule, now.value)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("alert_settings", number, done="alert-settings")
    heading = f"{measured.title}: when “{rule}” raises"
    return show(request, "asking/set_alert.html", form, {"service": service, "heading": heading})


def wordings(request: Request) -> HttpResponse:
    """Instruments whose wording may not ship, and what one's own organisation has brought."""
    expect_bringer(request)
    held = SiteText.objects.filter(organisation=request.staff.organisation_id).select_related("withdrawal", "by__staff")
    lacking = [one for one in instruments() if not all(item.text for item in one.items)]
    given = {"lacking": lacking, "held": list(held.order_by("instrument", "-number")), "broken": broken_files()}
    return render(request, "asking/wordings.html", {**given, **sureness(request)})


def bring_wording(request: Request, name: str) -> HttpResponse:
    expect_bringer(request)
    measured = instrument_named(name)
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
    given = {"held": held, "measured": at_hand(held.instrument)}
    return show(request, "asking/withdraw_wording.html", form, given)


def beside_alerts(service: Service, staff: StaffRole) -> Beside | None:
    """The line on a service's page, for those who set its alerts."""
    if not sets(service, staff):
        return None
    return Beside("alert_settings", "Alerts", "When they are raised, and who sees to them.")


def beside_completion(service: Service, staff: StaffRole) -> Beside | None:
    """The same for how much was answered, where the service asks for any instrument."""
    if not sets(service, staff):
        return None
    return Beside("completion", "Questionnaires answered", "How much of what was due, by wing, pathway and worker.")


def sets(service: Service, staff: StaffRole) -> bool:
    """Whether somebody sets the alerts of a service: those of the organisation that runs it, in some roles."""
    return service.organisation_id == staff.organisation_id and staff.role in MAY_SET


def own_service(request: Request, number: int) -> Service:
    """A service of one's own organisation, for those who set its alerts; 404 for everybody else."""
    mine = Service.objects.filter(organisation=request.staff.organisation_id).select_related("organisation")
    found = mine.filter(pk=number).first()
    if found is None or not sets(found, request.staff):
        raise Http404
    return found


def expect_bringer(request: Request) -> None:
    if request.staff.role not in MAY_BRING:
        raise Http404


def _blueprint(service: Service) -> Blueprint:
    return run_by(service, digest=service.blueprint_id)


def instrument_named(name: str) -> Instrument:
    """404 where there is no such one; of one whose file is broken the page that says so (`keeping`)."""
    try:
        return instrument(name)
    except Unsealed:
        raise
    except KeyError:
        raise Http404 from None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it is in force: `local` is the setting of the service, where there is one."""

    id: str
    asks: str
    default: float
    confirmed: bool
    off: bool
    about: str
    local: AlertThreshold | None

    @property
    def value(self) -> float:
        return self.local.value if self.local else self.default


def _rules(service: Service, measured: Instrument) -> list[Rule]:
    """Every rule that may be set, with what is in force. One question."""
    rows = AlertThreshold.objects.filter(service=service, instrument=measured.id).select_related("by__staff")
    local = {row.rule: row for row in rows.order_by("pk")}
    doubts, about = doubted(measured), {rule.id: rule.about for rule in measured.alerts}
    in_force = {rule.id: rule.off for rule in as_set(measured, {rule: row.value for rule, row in local.items()}).alerts}
    return [
        Rule(
            rule,
            asks,
            default,
            rule not in doubts,
            in_force.get(rule, False),
            about.get(rule, About.DETERIORATION),
            local.get(rule),
        )
        for rule, asks, default in rules_of(measured)
    ]
