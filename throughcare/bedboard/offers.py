"""The pages of beds about one episode: what fits and why not, what was offered, who decides next, which bed it is."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.bedboard.boards import LISTS, LOOKS, NUMBERS_ONLY, for_those_who_look
from throughcare.bedboard.offer_forms import (
    AgreeForm,
    DeclineForm,
    EpisodeForm,
    LeaveForm,
    NeedForm,
    OfferAnswer,
    OfferForm,
    ParkForm,
    SettleForm,
    WithdrawForm,
)
from throughcare.beds import fits, lining
from throughcare.beds.asking import ASKS, plays
from throughcare.beds.board import beds_on_record
from throughcare.beds.following import gives_beds
from throughcare.beds.keeping import free_beds
from throughcare.beds.models import Offer, Stay, Wait
from throughcare.beds.offering import may_be_theirs, whose
from throughcare.beds.wards import WRITES
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode
from throughcare.episodes.reading import Account
from throughcare.placing.deciding import DECISIONS, HOSPITAL, next_decision
from throughcare.web.asking import Request
from throughcare.web.beside import Beside
from throughcare.web.forms import see, sent, show
from throughcare.web.person import number as as_key
from throughcare.web.words import london_day

View = Callable[..., HttpResponse]
FITTING, OTHERS = 20, 40


def beside(account: Account) -> Beside | None:
    """The line on the page of an episode that leads to the bed it is about."""
    if not gives_beds(account.blueprint) or account.reader.role not in LOOKS - NUMBERS_ONLY:
        return None
    return Beside("episode_beds", "Bed", "What would fit, what was offered, and the place in line")


def find_episode(request: Request, reference: str) -> Episode:
    """A transfer that whoever asks may see, with the person's name where they may see that; else 404."""
    if request.staff.role in NUMBERS_ONLY:
        raise PermissionDenied
    seen = seen_by(Episode, staff=request.staff, as_of=request.now)
    more = {
        "name": lining.named(request.staff, request.now),
        "said_no": fits.said_no(request.now - fits.SAID_NO_FOR, episode="pk"),
    }
    named = seen.select_related("service", "wait").annotate(**more)
    found = get_object_or_404(named, reference=reference)
    if not gives_beds(blueprint_of(found)):
        raise Http404
    audit.record(by=request.staff, at=request.now, did="saw-episode", person_id=found.person_id, episode_id=found.pk)
    return found


@for_those_who_look
def episode_beds(request: Request, reference: str) -> HttpResponse:
    found = find_episode(request, reference)
    offers, wait = offers_of(found, request), wait_of(found)
    given = {
        "episode": found,
        "offers": offers,
        "wait": wait,
        "stay": None if wait else stays_of(found, request).first(),
        "day": london_day(request.now),
        "decisions": DECISIONS,
        "asks": request.staff.role in ASKS,
        "settles": request.staff.role == WRITES,
        **matched(wait, vars(found)["said_no"], request),
        **LISTS,
    }
    return render(request, "bedboard/episode_beds.html", given)


def wait_of(episode: Episode) -> Wait | None:
    """The open wait of an episode from `find_episode`: it is seen by whoever sees the episode."""
    wait: Wait | None = vars(episode)["_state"].fields_cache["wait"]
    return wait if wait and wait.open else None


def stays_of(episode: Episode, request: Request) -> QuerySet[Stay]:
    seen = seen_by(Stay, staff=request.staff, as_of=request.now).filter(episode=episode, until_on=None)
    return seen.select_related("bed__ward__unit__organisation")


def matched(wait: Wait | None, said_no: list[int], request: Request) -> dict[str, Any]:
    """The place in line, and every ward with what is against it, one's own first; nothing where nobody waits."""
    answers, ours = fits.answers(wait, said_no, as_of=request.now) if wait else [], request.staff.organisation.name
    return {
        "place": lining.place_of(wait, london_day(request.now)) if wait else None,
        "fitting": sorted((one for one in answers if one.fits), key=lambda one: one.ward.hospital != ours)[:FITTING],
        "others": [one for one in answers if not one.fits][:OTHERS],
        "wards": len(answers),
    }


def offers_seen(episode: Episode, request: Request) -> QuerySet[Offer]:
    rows = seen_by(Offer, staff=request.staff, as_of=request.now).filter(episode=episode)
    return rows.select_related("bed__ward__unit__organisation", "episode")


def offers_of(episode: Episode, request: Request) -> list[Offer]:
    """Every offer to somebody, the last first, each with its decisions in `taken` and the next one in `next`."""
    found: list[Offer] = list(offers_seen(episode, request).annotate(taken=lining.decisions_taken()))
    for offer in found:
        taken = vars(offer)["taken"]
        for one in taken:
            one["at"] = datetime.fromisoformat(one["at"])
        lapsed = offer.accepted_at is None and offer.until <= request.now
        vars(offer).update(lapsed=lapsed, next=next_decision(len(taken)))
        vars(offer)["mine"] = may_be_theirs(vars(offer)["next"], offer, request.staff)
    return found


@for_those_who_look
def offer_bed(request: Request, reference: str) -> HttpResponse:
    """A bed of one ward, which the address names."""
    found = find_episode(request, reference)
    ward = request.GET.get("ward", "")
    if request.staff.role not in ASKS:
        raise PermissionDenied
    if as_key(ward) is None:
        raise Http404
    free = free_beds(request.now).filter(ward=as_key(ward)).select_related("ward__unit__organisation")
    form = OfferForm(sent(request), found, free.order_by("pk"))
    return about_episode(request, found, form, "bed-offered")


@for_those_who_look
def settle(request: Request, reference: str) -> HttpResponse:
    found = find_episode(request, reference)
    if request.staff.role != WRITES or not plays(found, request.staff, HOSPITAL):
        raise PermissionDenied
    theirs = {"ward__unit__organisation": request.staff.organisation_id, "ward__closed": False, "taken": False}
    form = SettleForm(sent(request), found, beds_on_record().filter(**theirs))
    return about_episode(request, found, form, "settled")


@for_those_who_look
def say_bed_need(request: Request, reference: str) -> HttpResponse:
    found = find_episode(request, reference)
    wait = find_wait(found)
    return asked(
        request, found, NeedForm(sent(request), found, {"specialty": wait.specialty, "meets": wait.meets}), "bed-need"
    )


@for_those_who_look
def park(request: Request, reference: str) -> HttpResponse:
    found = find_episode(request, reference)
    find_wait(found)
    return asked(request, found, ParkForm(sent(request), found, {}), "parked")


@for_those_who_look
def leave_bed(request: Request, reference: str) -> HttpResponse:
    found = find_episode(request, reference)
    theirs = {"bed__ward__unit__organisation": request.staff.organisation_id}
    stay = get_object_or_404(stays_of(found, request), **theirs)
    return asked(request, found, LeaveForm(sent(request), stay, {"on": london_day(request.now)}), "left-bed")


def find_wait(episode: Episode) -> Wait:
    wait = wait_of(episode)
    if wait is None:
        raise Http404
    return wait


def asked(request: Request, found: Episode, form: EpisodeForm, done: str) -> HttpResponse:
    """What is recorded by those who find beds for people, or have them in one."""
    if request.staff.role not in ASKS:
        raise PermissionDenied
    return about_episode(request, found, form, done)


def about_episode(request: Request, found: Episode, form: Any, done: str) -> HttpResponse:
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("episode_beds", found.reference, done=done)
    over = vars(found)["name"] or found.reference
    given = {"over": over, "back": "episode_beds", "parts": [found.reference]}
    return show(request, "bedboard/answer.html", form, given)


def about_offer(asks: type[OfferAnswer], template: str, done: str) -> View:
    """The page on which something is said of one offer of an episode."""

    @for_those_who_look
    def answer(request: Request, reference: str, number: int) -> HttpResponse:
        found = find_episode(request, reference)
        offer = get_object_or_404(offers_seen(found, request), pk=number)
        decision = next_decision(offer.decisions.count())
        if asks is not WithdrawForm and (not decision or whose(decision, offer, request.staff)):
            raise PermissionDenied
        form = asks(sent(request), offer, decision)
        if form.carry_out_once(by=request.staff, at=request.now):
            return see("episode_beds", found.reference, done=done)
        row = DECISIONS.get(decision)
        given = {"episode": found, "offer": offer, "decision": row, "over": f"{offer.bed.ward}, {offer.bed}"}
        return show(
            request, f"bedboard/{template}.html", form, {**given, "back": "episode_beds", "parts": [found.reference]}
        )

    return answer


# Url name -> the page.
ABOUT_OFFERS = {
    "agree_to_offer": about_offer(AgreeForm, "agree_to_offer", "offer-agreed"),
    "decline_offer": about_offer(DeclineForm, "decline_offer", "offer-declined"),
    "withdraw_offer": about_offer(WithdrawForm, "answer", "offer-withdrawn"),
}
