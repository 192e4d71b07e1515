"""What of the instruments nobody has confirmed, and the pages on which a clinician confirms it for their own site."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.asking.set_forms import ConfirmForm, WithdrawFactsForm
from throughcare.asking.set_pages import expect_bringer, instrument_named
from throughcare.asking.sureness import sureness
from throughcare.handbook.instrument_page import method, spans
from throughcare.instruments import Instrument, Scale, instruments
from throughcare.instruments.absent import broken_files
from throughcare.instruments.library import signed_by
from throughcare.instruments.parts import AlertRule, Band, Code, Fact, Licence, Norm, Recoding
from throughcare.responses.confirming import MAY_CONFIRM
from throughcare.responses.models import FactsConfirmed
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show

Told = Callable[[Instrument, Any], str]


def confirmations(request: Request) -> HttpResponse:
    """Every instrument, with what nobody has confirmed of it here, or who has."""
    expect_bringer(request)
    mine = FactsConfirmed.objects.filter(organisation=request.staff.organisation_id)
    past = mine.select_related("by__staff", "withdrawal__by__staff").order_by("instrument", "-pk")
    given = {
        "all": [(one, signed_by(one.id, one.version)) for one in instruments()],
        "past": list(past),
        "broken": broken_files(),
    }
    return render(request, "asking/confirmations.html", {**given, **sureness(request)})


def confirm_facts(request: Request, name: str) -> HttpResponse:
    """The facts of one version with what they say, and the form with which they are confirmed together."""
    measured = _for_clinicians(request, name)
    form = ConfirmForm(sent(request), measured)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("confirmations", done="facts-confirmed")
    given = {"measured": measured, "facts": list(unconfirmed(measured))}
    return show(request, "asking/confirm_facts.html", form, given)


def withdraw_facts(request: Request, number: int) -> HttpResponse:
    mine = FactsConfirmed.objects.filter(organisation=request.staff.organisation_id, withdrawal=None)
    held = mine.filter(pk=number).select_related("by__staff").first()
    if held is None or request.staff.role not in MAY_CONFIRM:
        raise Http404
    form = WithdrawFactsForm(sent(request), held)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("confirmations", done="facts-withdrawn")
    return show(request, "asking/withdraw_facts.html", form, {"held": held})


def _for_clinicians(request: Request, name: str) -> Instrument:
    if request.staff.role not in MAY_CONFIRM:
        raise Http404
    return instrument_named(name)


def unconfirmed(measured: Instrument) -> Iterator[tuple[str, str, str]]:
    """Each fact that nobody has confirmed, once: what it is, what the file says, and where that comes from."""
    titles = {source.id: source.title for source in measured.sources}
    doubted: dict[str, Fact] = {}
    for what, fact in measured.facts():
        if not fact.confirmed:
            doubted.setdefault(what, fact)
    for what, fact in doubted.items():
        yield what, SAYS.get(type(fact), _nothing)(measured, fact), titles.get(fact.source, fact.source)


def _keys(measured: Instrument, fact: Fact) -> str:
    if fact is not measured.keys:
        return f"{measured.asks} {len(measured.items)} items, as they are shown."
    turned = [item.number for item in measured.items if item.reverse]
    values = spans([item.number for item in measured.items])
    return f"{values}: {measured.items[0].min} to {measured.items[0].max}. Turned round: {spans(turned) or 'none'}."


def _bands(measured: Instrument, fact: Band) -> str:
    return "; ".join(f"from {one.lo:g} {one.label}" for one in measured.bands if one.scale == fact.scale)


def _scale(_: Instrument, fact: Scale) -> str:
    return f"{fact.title}: {method(fact)}, {fact.low:g} to {fact.high:g}"


def _norm(_: Instrument, fact: Norm) -> str:
    more = "".join(f", {name} {value:g}" for name, value in (("alpha", fact.alpha), ("retest", fact.retest)) if value)
    return f"mean {fact.mean:g}, standard deviation {fact.sd:g}{f', n {fact.n}' if fact.n else ''}{more}"


def _rule(_: Instrument, fact: AlertRule) -> str:
    return f"{f'item {fact.item}' if fact.item else fact.scale} {fact.op} {fact.value:g}: {fact.says}"


def _licence(_: Instrument, fact: Licence) -> str:
    return f"{fact.holder}. {fact.terms}"


def _code(_: Instrument, fact: Code) -> str:
    return fact.code


def _recoding(_: Instrument, fact: Recoding) -> str:
    return f"add {fact.add:g} to each answer"


def _nothing(_: Instrument, _fact: Fact) -> str:
    """Of a fact whose name says all of it, such as a cut-off."""
    return ""


SAYS: Mapping[type[Fact], Told] = {
    Fact: _keys, Licence: _licence, Scale: _scale, Band: _bands, Norm: _norm, AlertRule: _rule, Code: _code,
    Recoding: _recoding,
}  # fmt: skip
