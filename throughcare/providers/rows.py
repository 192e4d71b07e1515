"""The rows that say who answers for whom: of an area, put on record, ended."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.organisations.models import Organisation
from throughcare.providers import places
from throughcare.providers.finder import numbers
from throughcare.providers.forms import AnswerForm, EndForm
from throughcare.providers.keeping import may_keep
from throughcare.providers.kinds import ANSWERED_BY, ANSWERS, AREAS, KEEPERS, TRAITS, in_words
from throughcare.providers.models import Responsibility
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day


def responsibilities(request: Request) -> HttpResponse:
    """All areas with the number of their rows, or every row there ever was of the one that the address names."""
    today = london_day(request.now)
    for number in numbers(request.GET.get("area", "")):
        area = get_object_or_404(Organisation.objects.filter(kind__in=AREAS), pk=number)
        rows = Responsibility.objects.filter(area=area).select_related("organisation", "end", "recorded_by__staff")
        lines = [(row, state(row, today=today), traits(row)) for row in rows.order_by("answers", "-from_on", "-pk")]
        given = {"area": area, "lines": lines, "words": ANSWERS, "keeps": may_keep(area, request.staff)}
        return render(request, "providers/area.html", given)
    given = {"areas": places.areas_by_rows(as_of=today), "keeps": request.staff.role in KEEPERS}
    return render(request, "providers/responsibilities.html", given)


def answer_for(request: Request) -> HttpResponse:
    refuse_others(request)
    today = london_day(request.now)
    kinds = {*AREAS, *(kind for part in ANSWERED_BY.values() for kind in part)}
    offered = places.could_be(kinds, as_of=today)
    form = AnswerForm(sent(request), offered=offered, area=request.GET.get("area", "")[:20], today=today)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("responsibilities", done="responsibility")
    return show(request, "providers/answer_for.html", form)


def end_responsibility(request: Request, number: int) -> HttpResponse:
    refuse_others(request)
    row = get_object_or_404(Responsibility.objects.select_related("area", "organisation"), pk=number)
    form = EndForm(sent(request), row=row, today=london_day(request.now))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("responsibilities", done="responsibility-ended")
    return show(request, "providers/end_responsibility.html", form, {"row": row, "traits": traits(row)})


def refuse_others(request: Request) -> None:
    if request.staff.role not in KEEPERS:
        raise PermissionDenied


def state(row: Responsibility, *, today: date) -> tuple[str, str]:
    """The word for how a row stands on a day, and the colour of its tag."""
    if row.until_on is not None and row.until_on <= today:
        return "Ended", "grey"
    return ("To come", "blue") if row.from_on > today else ("Holds", "green")


def traits(row: Responsibility) -> str:
    return ", ".join(in_words(trait, vars(row)[trait]) for trait in TRAITS)
