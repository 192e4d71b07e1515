"""Referring somebody: find the person, see which services fit, write one page, send it."""

from dataclasses import dataclass
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.fitting import Fit
from throughcare.blueprints.holding import beginnings
from throughcare.episodes import offering
from throughcare.episodes.models import Episode, Service
from throughcare.episodes.reading import episode_seen
from throughcare.episodes.referring import may_refer
from throughcare.pathways import everywhere, from_instant
from throughcare.people.models import Person
from throughcare.telling.plain_words import told
from throughcare.telling.sentences import truth
from throughcare.web.asking import Request
from throughcare.web.episode_page import story_of, title
from throughcare.web.episodes import note_seen, read
from throughcare.web.forms import see, sent, show
from throughcare.web.people import looked_for, searchable
from throughcare.web.person import find_person
from throughcare.web.referral_forms import Opening, ReferralForm, ticked
from throughcare.web.words import london_day

MOST_ELSEWHERE = 30


@dataclass(frozen=True)
class Offer:
    """A service that somebody may be referred to, as the page shows it."""

    service: Service
    blueprint: Blueprint
    fit: Fit
    waits: list[offering.Wait]
    open_already: Episode | None


def refer(request: Request) -> HttpResponse:
    searchable(request)
    if "person" in request.GET:
        return choose_service(request, named_person(request))
    return render(request, "refer/refer.html", looked_for(request, request.GET.get("q", "").strip()[:200]))


def choose_service(request: Request, person: Person) -> HttpResponse:
    near = offering.services_near(request.staff, as_of=request.now)
    elsewhere = offering.services_elsewhere(request.staff, near, as_of=request.now, most=MOST_ELSEWHERE)
    offers = offers_of(request, person, near)
    given = {
        "person": person,
        "offers": sorted(offers, key=lambda offer: offer.fit.fits is False),
        "elsewhere": elsewhere,
        "criteria": list({one.id: one for offer in offers for one in offer.blueprint.criteria}.values()),
        "ticked": request.GET,
    }
    return render(request, "refer/choose_service.html", given)


def offers_of(request: Request, person: Person, services: list[Service]) -> list[Offer]:
    waits = offering.waits(services, staff=request.staff, as_of=request.now)
    already = offering.open_episodes(person, staff=request.staff, as_of=request.now)
    return [offer_of(request, service, waits.get(service.pk, []), already.get(service.pk)) for service in services]


def offer_of(request: Request, service: Service, waits: list[offering.Wait], already: Episode | None) -> Offer:
    blueprint = offering.blueprint_of_service(service)
    return Offer(service, blueprint, ticked(request.GET, blueprint.criteria), waits, already)


def refer_to(request: Request, service_id: int) -> HttpResponse:
    searchable(request)
    service, person = find_service(request, service_id), named_person(request)
    [offer] = offers_of(request, person, [service])
    begin, as_of = request.GET.get("begin") or None, from_instant(request.now)
    opening = Opening(offer.blueprint, begin, by=request.staff, as_of=as_of)
    form = ReferralForm(sent(request), opening, person)
    if form.carry_out(partial(form.record, person=person, service=service, by=request.staff, at=request.now)):
        sent_on = episode_seen(form.outcome.reference, staff=request.staff, as_of=request.now)
        # Whoever is shown no stages by their role has no receipt to look at.
        return see("receipt", sent_on.reference) if sent_on else see("person", person.reference, done="referred")
    if offer.open_already or not may_refer(service, by=request.staff):
        return not_now(request, person, offer)
    given = {"person": person, "offer": offer, "step": opening.step, "beginnings": beginnings(offer.blueprint)}
    return show(request, "refer/refer_to.html", form, given)


def not_now(request: Request, person: Person, offer: Offer) -> HttpResponse:
    """Says that the service has the person already, or who may refer to it. A form that was sent meets a conflict."""
    open_already = 409 if request.method == "POST" else 200
    status = open_already if offer.open_already else 403
    return render(request, "refer/not_now.html", {"person": person, "offer": offer}, status=status)


def receipt(request: Request, reference: str) -> HttpResponse:
    account = read(request, reference)
    note_seen(request, account)
    given = {
        "episode": account.episode,
        "title": title(account),
        "sentence": truth(story_of(account)),
        "unreceived": account.course.state.stage == everywhere.SENT,
        "plain": told(account.course, account.history[0].step if account.history else ""),
        "draft": account.course.state.stage == everywhere.DRAFT,
    }
    return render(request, "refer/receipt.html", {**given, "account": account})


def named_person(request: Request) -> Person:
    """The person whose reference the address gives; 404 without one whom the reader may see."""
    return find_person(request, request.GET.get("person", "")[:16].upper())


def find_service(request: Request, service_id: int) -> Service:
    """A service open today; 404 when there is none of this number."""
    return get_object_or_404(offering.services_on(london_day(request.now)), pk=service_id)
