"""A summary is written: begun from what is on record, kept as often as somebody leaves it, signed, or given up."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.episodes.reading import Account
from throughcare.organisations.acting import asked_by
from throughcare.planning.outcomes import outcomes_of
from throughcare.planning.pages import found
from throughcare.planning.summary_forms import Begun, DiscardForm, SummaryForm
from throughcare.planning.summary_pages import of_whom, read_letters, signs
from throughcare.plans.drafting import OnRecord, draft
from throughcare.plans.letters import Letters, letters_in, with_letters
from throughcare.plans.reading import written_of
from throughcare.responses.reading import Asked, asked_from, columns
from throughcare.web.asking import Request
from throughcare.web.episodes import note_seen
from throughcare.web.forms import see, sent, show


def write_summary(request: Request, reference: str, *, keeping: bool = False) -> HttpResponse:
    """From the draft where there is one, else from the version before, else from what is on record."""
    told = found(request, reference)
    letters, asked = _on_record(request, told)
    form = SummaryForm(sent(request), told, _begun(request, told, letters, asked), letters.newest, keeping=keeping)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("summary", reference, done="summary-kept" if keeping else "summary")
    note_seen(request, told)
    if not signs(told, letters):
        return render(request, "planning/not_yours.html", {**of_whom(told), "form": form}, status=403)
    given = {**of_whom(told), "before": letters.newest, "draft": letters.draft}
    return show(request, "planning/write_summary.html", form, given)


def _on_record(request: Request, told: Account) -> tuple[Letters, Asked]:
    """What there is of the summary, and what was answered, as far as the writer may read either. One query."""
    for row in ON_RECORD.ask(**asked_by(request.staff, as_of=request.now), episode=told.episode.pk):
        return letters_in(row), asked_from(row)
    raise Http404


def _begun(request: Request, told: Account, letters: Letters, asked: Asked) -> Begun:
    number = letters.last.number if letters.last else 0
    outcomes = outcomes_of(told, asked, as_of=request.now)
    if now := letters.draft:
        return Begun(letters.drafted, now.in_short, now.changed, number, outcomes.scales)
    if newest := letters.newest:
        says = {row.key: row.says for row in letters.says(newest)}
        return Begun(says, newest.in_short, "", number, outcomes.scales)
    written = written_of(told.episode.pk, staff=request.staff, as_of=request.now)
    return Begun(draft(OnRecord(told, written, outcomes.lines)), number=number, scales=outcomes.scales)


def discard_draft(request: Request, reference: str) -> HttpResponse:
    """404 where there is no draft, and for those who would not sign it."""
    told = found(request, reference)
    letters = read_letters(request, told)
    now = letters.draft if signs(told, letters) else None
    if now is None:
        raise Http404
    form = DiscardForm(sent(request), told, now)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("summary", reference, done="summary-discarded")
    note_seen(request, told)
    return show(request, "planning/discard_draft.html", form, {**of_whom(told), "draft": now})


ON_RECORD = with_letters(columns)
