"""A summary is written: begun from what is on record, kept as often as somebody leaves it, signed, or given up."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.episodes.reading import Account
from throughcare.planning.outcomes import outcomes_of
from throughcare.planning.pages import found
from throughcare.planning.summary_forms import Begun, DiscardForm, SummaryForm
from throughcare.planning.summary_pages import drafted_now, signs
from throughcare.plans.drafting import OnRecord, draft
from throughcare.plans.keeping import live
from throughcare.plans.models import Summary, SummaryDraft
from throughcare.plans.reading import draft_of, drafted, sections_of, summaries_of, written_of
from throughcare.web.asking import Request
from throughcare.web.episodes import note_seen
from throughcare.web.forms import see, sent, show
from throughcare.web.step_forms import about


def write_summary(request: Request, reference: str, *, keeping: bool = False) -> HttpResponse:
    """From the draft where there is one, else from the version before, else from what is on record."""
    told = found(request, reference)
    versions = summaries_of(told.episode.pk, staff=request.staff, as_of=request.now)
    last = draft_of(told.episode.pk, staff=request.staff, as_of=request.now)
    now = live(last, 1 + (versions[0].number if versions else 0))
    begun = _begun(request, told, versions, now, last.number if last else 0)
    form = SummaryForm(sent(request), told, begun, versions[0] if versions else None, keeping=keeping)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("summary", reference, done="summary-kept" if keeping else "summary")
    note_seen(request, told)
    if not signs(told, versions):
        return render(request, "planning/not_yours.html", {**about(told), "form": form}, status=403)
    given = {**about(told), "before": versions[0] if versions else None, "draft": now}
    return show(request, "planning/write_summary.html", form, given)


def _begun(
    request: Request, told: Account, versions: Sequence[Summary], now: SummaryDraft | None, number: int
) -> Begun:
    if now:
        return Begun(drafted(now, staff=request.staff, as_of=request.now), now.in_short, now.changed, number)
    if versions:
        rows = sections_of(versions[0], staff=request.staff, as_of=request.now)
        return Begun({row.key: row.says for row in rows}, versions[0].in_short, "", number)
    written = written_of(told.episode.pk, staff=request.staff, as_of=request.now)
    return Begun(draft(OnRecord(told, written, outcomes_of(told, as_of=request.now))), number=number)


def discard_draft(request: Request, reference: str) -> HttpResponse:
    """404 where there is no draft, and for those who would not sign it."""
    told = found(request, reference)
    versions = summaries_of(told.episode.pk, staff=request.staff, as_of=request.now)
    now = drafted_now(request, told, versions) if signs(told, versions) else None
    if now is None:
        raise Http404
    form = DiscardForm(sent(request), told, now)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("summary", reference, done="summary-discarded")
    note_seen(request, told)
    return show(request, "planning/discard_draft.html", form, {**about(told), "draft": now})
