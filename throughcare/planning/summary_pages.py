"""The summary of an episode: read, sent, acknowledged, and taken as a PDF."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.episodes.reading import Account
from throughcare.fields.choosing import by_region
from throughcare.organisations.choosing import every_open
from throughcare.planning.pages import found, reads, writes
from throughcare.planning.printing import file_of, printed_summary
from throughcare.planning.summary_forms import AcknowledgeForm, SendForm
from throughcare.planning.summary_value import Letter, letter, signed
from throughcare.plans.keeping import live
from throughcare.plans.models import Summary, SummaryDraft, SummarySending
from throughcare.plans.reading import draft_of, sections_of, sendings_of, summaries_of
from throughcare.plans.words import CARE_PLAN
from throughcare.sharing import CATEGORIES
from throughcare.web.asking import Request
from throughcare.web.episode_page import title
from throughcare.web.episodes import note_seen
from throughcare.web.forms import see, sent, show
from throughcare.web.step_forms import about
from throughcare.web.words import london_day


def summary(request: Request, reference: str, number: int = 0) -> HttpResponse:
    """The newest version, or the one of a number; that there is none, to those who would write it."""
    told = found(request, reference)
    versions = summaries_of(told.episode.pk, staff=request.staff, as_of=request.now)
    one = _version(versions, number)
    note_seen(request, told)
    given = {
        "letter": _letter(request, told, one) if one else None,
        "summary": one,
        "versions": [(version, signed(version)) for version in versions],
        "newest": one is not None and one is versions[0],
        "sendings": sendings_of(told.episode.pk, staff=request.staff, as_of=request.now) if one else [],
        "signs": signs(told, versions),
        "draft": drafted_now(request, told, versions) if signs(told, versions) else None,
        "reads": reads(told, CARE_PLAN),
        "mine": request.staff.organisation_id,
        "categories": CATEGORIES,
        "day": london_day(request.now),
    }
    return render(request, "planning/summary.html", {**about(told), **given})


def _version(versions: Sequence[Summary], number: int) -> Summary | None:
    if not number:
        return versions[0] if versions else None
    one = next((version for version in versions if version.number == number), None)
    if one is None:
        raise Http404
    return one


def signs(told: Account, versions: Sequence[Summary]) -> bool:
    """Whether the reader signs or corrects a summary here: the verbs judge by the same."""
    own = bool(versions) and versions[0].by.organisation_id == told.reader.organisation_id
    return writes(told) or (own and told.levels.get(CARE_PLAN) == "write")


def drafted_now(request: Request, told: Account, versions: Sequence[Summary]) -> SummaryDraft | None:
    """The draft of the next version, where there is one; for those who sign."""
    last = draft_of(told.episode.pk, staff=request.staff, as_of=request.now)
    return live(last, 1 + (versions[0].number if versions else 0))


def _letter(request: Request, told: Account, one: Summary, only: Sequence[str] | None = None) -> Letter:
    sections = sections_of(one, staff=request.staff, as_of=request.now)
    return letter(one, sections, reference=told.episode.reference, about=title(told), only=only)


def send_summary(request: Request, reference: str) -> HttpResponse:
    told = found(request, reference)
    versions = summaries_of(told.episode.pk, staff=request.staff, as_of=request.now)
    if not versions:
        raise Http404
    form = _send_form(request, told, versions[0])
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("summary", reference, done="summary-sent")
    note_seen(request, told)
    if not signs(told, versions):
        return render(request, "planning/not_yours.html", {**about(told), "form": form}, status=403)
    return show(request, "planning/send_summary.html", form, {**about(told), "summary": versions[0]})


def _send_form(request: Request, told: Account, newest: Summary) -> SendForm:
    has = {
        one.organisation_id
        for one in sendings_of(told.episode.pk, staff=request.staff, as_of=request.now)
        if one.summary_id == newest.pk
    } | {request.staff.organisation_id}
    parts = {int(part.organisation) for part in told.course.state.parts if part.until is None}
    names = told.organisations
    part = sorted(((str(key), names.get(str(key), "")) for key in parts - has), key=lambda one: one[1])
    others = every_open(as_of=london_day(request.now)).exclude(pk__in=parts | has).only("pk", "name", "region")
    sections = sections_of(newest, staff=request.staff, as_of=request.now)
    return SendForm(sent(request), newest, sections, part=part, groups=by_region(others))


def acknowledge_summary(request: Request, reference: str, number: int) -> HttpResponse:
    told = found(request, reference)
    sending = find_sending(request, told, number)
    form = AcknowledgeForm(sent(request), sending, by=request.staff)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("summary", reference, done="summary-acknowledged")
    note_seen(request, told)
    if request.staff.organisation_id not in {sending.organisation_id, sending.sender_id}:
        return render(request, "planning/not_yours.html", {**about(told), "form": form}, status=403)
    return show(request, "planning/acknowledge_summary.html", form, {**about(told), "sending": sending})


def find_sending(request: Request, told: Account, number: int) -> SummarySending:
    rows = sendings_of(told.episode.pk, staff=request.staff, as_of=request.now)
    sending = next((one for one in rows if one.pk == number), None)
    if sending is None:
        raise Http404
    return sending


def summary_pdf(request: Request, reference: str, number: int) -> HttpResponse:
    """One version, with what the reader may see."""
    told = found(request, reference)
    one = _version(summaries_of(told.episode.pk, staff=request.staff, as_of=request.now), number)
    assert one is not None
    made = _letter(request, told, one)
    return file_of(request, told.episode, printed_summary(made, at=request.now), f"summary-{number}")


def summary_to_pdf(request: Request, reference: str, number: int) -> HttpResponse:
    """The copy for one receiver: no more than is shared with them, nor than the reader may see."""
    told = found(request, reference)
    sending = find_sending(request, told, number)
    versions = summaries_of(told.episode.pk, staff=request.staff, as_of=request.now)
    one = _version(versions, sending.summary.number)
    assert one is not None
    made = _letter(request, told, one, sending.categories)
    return file_of(request, told.episode, printed_summary(made, at=request.now), f"summary-{one.number}-to-{number}")
