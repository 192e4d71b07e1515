"""What the person is told of their plan and their summary: staff print it, signed in they open it themselves."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.episodes.reading import Account, account, episode_seen
from throughcare.planning.pages import found, reads
from throughcare.planning.plain import Told, plan_told, summary_told
from throughcare.planning.printing import file_of, printed_plain
from throughcare.plans.letters import Letters, letters_of
from throughcare.plans.models import Plan, Summary
from throughcare.plans.reading import written_of
from throughcare.plans.words import CARE_PLAN, PLAIN
from throughcare.sharing.roles import THE_PERSON
from throughcare.web.asking import Request
from throughcare.web.episodes import note_seen

# What may be told, by the word of its address.
KINDS = ("plan", "summary")


def for_them(request: Request, reference: str, kind: str) -> HttpResponse:
    told = _printable(request, reference)
    given = {"told": [_told(request, told, kind)], "episode": told.episode, "kind": kind, "mine": False}
    return render(request, "planning/for_them.html", given)


def for_them_pdf(request: Request, reference: str, kind: str) -> HttpResponse:
    told = _printable(request, reference)
    page = _told(request, told, kind)
    return file_of(request, told.episode, printed_plain(page, at=request.now), f"{kind}-for-the-person")


def _printable(request: Request, reference: str) -> Account:
    told = found(request, reference)
    if not reads(told, CARE_PLAN):
        raise Http404
    note_seen(request, told)
    return told


def _told(request: Request, told: Account, kind: str) -> Told:
    """404 where there is no summary yet; of a plan that is not there, the page says so."""
    if kind == "plan":
        return plan_told(told, written_of(told.episode.pk, staff=request.staff, as_of=request.now))
    letters = letters_of(told.episode.pk, staff=request.staff, as_of=request.now)
    if letters.newest is None:
        raise Http404
    return _of_summary(told, letters, letters.newest)


def _of_summary(told: Account, letters: Letters, newest: Summary) -> Told:
    got = [one.organisation.name for one in letters.sendings if one.summary_id == newest.pk]
    plain = next(one.says for one in letters.says(newest) if one.key == PLAIN)
    return summary_told(told, newest, plain, got)


def own_plan(request: Request) -> HttpResponse:
    """Their own: of the newest plan that they see, with its summary, or that there is none. Staff have none."""
    told = _own(request)
    given = {"told": _both(request, told) if told else [], "episode": told.episode if told else None}
    return render(request, "planning/for_them.html", {**given, "kind": "plan", "mine": True})


def own_plan_pdf(request: Request) -> HttpResponse:
    told = _own(request)
    if told is None:
        raise Http404
    content = printed_plain(_told(request, told, "plan"), at=request.now)
    return file_of(request, told.episode, content, "plan-for-the-person")


def _own(request: Request) -> Account | None:
    if request.staff.role != THE_PERSON:
        raise Http404
    mine = seen_by(Plan, staff=request.staff, as_of=request.now).order_by("-episode__created_at", "-pk")
    reference = mine.values_list("episode__reference", flat=True).first()
    seen = episode_seen(reference, staff=request.staff, as_of=request.now) if reference else None
    if seen is None:
        return None
    audit.record(by=request.staff, at=request.now, did="saw-own-record", person_id=seen.person_id, episode_id=seen.pk)
    return account(seen, staff=request.staff, as_of=request.now)


def _both(request: Request, told: Account) -> list[Told]:
    letters = letters_of(told.episode.pk, staff=request.staff, as_of=request.now)
    plan = _told(request, told, "plan")
    return [plan, _of_summary(told, letters, letters.newest)] if letters.newest else [plan]
