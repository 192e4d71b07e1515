"""The estimates of a person, newest first, and the forms that work one out or correct one."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.door import SHOWS_ROWS
from throughcare.access.seeing import seen_by, writes_of
from throughcare.audit import actions as audit
from throughcare.episodes.reading import Account
from throughcare.estimates.estimating import known_of
from throughcare.estimates.forms import EstimateForm
from throughcare.estimates.models import RISK, EstimateBasis, RiskEstimate
from throughcare.organisations.refusals import Refused
from throughcare.people.models import Person
from throughcare.predictors import MODELS
from throughcare.web.asking import Request
from throughcare.web.beside import Beside
from throughcare.web.forms import choose, see, sent, show
from throughcare.web.person import find_person, not_theirs
from throughcare.web.person import number as numbered
from throughcare.web.words import london_day

A_PAGE = 20
TITLE, SAYS = "Risk estimates", "Group probabilities, with all that they rest on."


@dataclass(frozen=True, slots=True)
class Shown:
    """An estimate as a page shows it; `basis` is for those who read all, `newer` the one that corrects it."""

    row: RiskEstimate
    basis: EstimateBasis | None
    newer: int | None


def beside(account: Account) -> Beside | None:
    """The line on an episode's page, for those to whom estimates of its person are shown."""
    shown = account.shows_identity and account.levels.get(RISK) in SHOWS_ROWS
    return Beside("estimates", TITLE, SAYS, about=account.episode.person.reference) if shown else None


def estimates(request: Request, reference: str) -> HttpResponse:
    found = find_person(request, reference)
    rows = _rows(request, found)
    before = numbered(request.GET.get("before", ""))
    page = list((rows.filter(pk__lt=before) if before else rows)[: A_PAGE + 1])
    shown = _shown(request, page[:A_PAGE])
    if shown:
        audit.record(by=request.staff, at=request.now, did="saw-estimates", person_id=found.pk)
    given = {"person": found, "shown": shown, "writes": RISK in writes_of(found) and not found.died_on}
    given |= {"older": page[A_PAGE - 1].pk if len(page) > A_PAGE else None, "models": MODELS, "newest": not before}
    return render(request, "estimates/estimates.html", given)


def work_out(request: Request, reference: str, model: str) -> HttpResponse:
    return _asked(request, find_person(request, reference), model)


def correct_estimate(request: Request, reference: str, number: int) -> HttpResponse:
    """The same form, with the answers of the estimate that is corrected."""
    found = find_person(request, reference)
    row = _rows(request, found).filter(pk=number).first()
    if row is None:
        raise Http404
    basis = seen_by(EstimateBasis, staff=request.staff, as_of=request.now).filter(estimate=row).first()
    return _asked(request, found, row.model, corrects=row, before=basis.given if basis else None)


def _asked(
    request: Request, found: Person, model: str, *, corrects: RiskEstimate | None = None, before: Any = None
) -> HttpResponse:
    if RISK not in writes_of(found):
        return not_theirs(request, found, frozenset({RISK}))
    given = {"person": found, "model": MODELS[model], "corrects": corrects}
    try:
        given["known"] = known_of(found, MODELS[model])
    except Refused as refused:
        return choose(request, "estimates/no_estimate.html", {**given, "why": str(refused)})
    replaced = corrects.pk if corrects else None
    form = EstimateForm(
        sent(request), person=found, model=model, today=london_day(request.now), corrects=replaced, before=before
    )
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("estimates", found.reference, done="estimate")
    return show(request, "estimates/work_out.html", form, given)


def _rows(request: Request, found: Person) -> Any:
    rows = seen_by(RiskEstimate, staff=request.staff, as_of=request.now).filter(person=found)
    # Whoever sees an estimate sees the one that corrects it: they are of one person and one category.
    return rows.annotate(newer=F("corrected_by")).select_related("by__staff", "organisation").order_by("-pk")


def _shown(request: Request, rows: list[RiskEstimate]) -> list[Shown]:
    """One question for all of them, whatever their number."""
    bases = seen_by(EstimateBasis, staff=request.staff, as_of=request.now).filter(estimate__in=rows)
    basis_of = {basis.estimate_id: basis for basis in bases}
    return [Shown(row, basis_of.get(row.pk), vars(row)["newer"]) for row in rows]
