"""Fair access for those who answer for it: the services, the one-pager with its PDF, every group, and the rolls."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from markupsafe import Markup

from throughcare.audit import actions as audit
from throughcare.care.keeping import keeps_place, place_of
from throughcare.episodes.models import Service
from throughcare.equity import telling
from throughcare.equity.chart import SIZES, picture
from throughcare.equity.forms import RollForm
from throughcare.equity.groups import groups
from throughcare.equity.models import Roll, Told
from throughcare.equity.months import in_words, later, month_of, months, read_month
from throughcare.equity.one_pager import one_pager
from throughcare.equity.printing import printed
from throughcare.equity.reading import Access, access, is_of_the_team, months_told
from throughcare.equity.rolls import Rolls, rolls_of
from throughcare.equity.waited import WAITED_FOR
from throughcare.indicators.blocks import FIGURES
from throughcare.organisations.models import Organisation, Unit
from throughcare.people.lives import london_day
from throughcare.sharing.matrix import MATRIX, Cell
from throughcare.sharing.roles import THE_PERSON
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show

# Who is shown figures about many people, as the matrix says; whoever looks at their own record is kept to that.
MAY_SEE = frozenset(role for role, cell in MATRIX["indicators"].items() if cell in {Cell.AGGREGATE, Cell.WRITE}) - {
    THE_PERSON
}
MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """A service, the months that something is told of, newest first, and what is shown of the one asked for."""

    service: Service
    months: list[date]
    shown: Access | None
    written: str


def fair_access(request: Request) -> HttpResponse:
    _refuse_others(request)
    services = list(telling.counted_services())
    newest = dict(Told.objects.filter(figure="").order_by("from_on").values_list("service", "from_on"))
    place = place_of(request.staff.organisation)
    given = {"services": [(one, newest.get(one.pk)) for one in services], "settles_in": telling.SETTLES_IN.days}
    keeps = keeps_place(place.pk, request.staff) and any(place_of(one.organisation) == place for one in services)
    return render(request, "equity/fair_access.html", {**given, "keeps": keeps, "in_words": in_words})


def fair_access_page(request: Request, number: int) -> HttpResponse:
    asked = _asked(request, number)
    page = one_pager(asked.shown) if asked.shown else None
    _note(request, asked, "saw-fair-access")
    drawn: list[tuple[str, Markup]] = (
        [(size.name, picture(page.bars_title, page.bars, size)) for size in SIZES] if page and page.bars else []
    )
    given = {"page": page, "drawn": drawn, **_of(asked, request)}
    return render(request, "equity/one_pager.html", given, status=200 if page or not asked.written else 404)


def fair_access_pdf(request: Request, number: int) -> HttpResponse:
    asked = _asked(request, number)
    if asked.shown is None:
        raise Http404
    _note(request, asked, "exported-fair-access")
    made = printed(one_pager(asked.shown), at=request.now)
    answer = HttpResponse(made, content_type="application/pdf")
    inside = "-internal" if asked.shown.internal else ""
    answer["Content-Disposition"] = f'attachment; filename="fair-access-{asked.shown.month:%Y-%m}{inside}.pdf"'
    return answer


def fair_access_groups(request: Request, number: int) -> HttpResponse:
    asked = _asked(request, number)
    shown = groups(asked.shown, request.GET.get("figure") or WAITED_FOR) if asked.shown else None
    if asked.shown is None or shown is None:
        raise Http404
    _note(request, asked, "saw-fair-access")
    given = {"figure": shown, "figures": [(key, FIGURES[key].title) for key in asked.shown.spans]}
    return render(request, "equity/groups.html", {**given, **_of(asked, request)})


def rolls(request: Request) -> HttpResponse:
    """How many live where: the place of whoever acts, month by month, and the form for one month."""
    place = place_of(request.staff.organisation)
    if request.staff.role not in MAY_SEE or not keeps_place(place.pk, request.staff):
        raise Http404
    this = month_of(london_day(request.now))
    written = request.GET.get("month", "")
    month = read_month(written) if written else later(this, -1)
    if month is None:
        raise Http404
    kept = rolls_of(place.pk, later(this, -MONTHS_SHOWN), max(later(this, -1), month))
    form = _form(request, place, month, kept)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("rolls", done="rolls")
    listed = list(months(later(this, -MONTHS_SHOWN), later(this, -1)))[::-1]
    given = {"place": place, "month": month, "kept": kept, "months": listed, "in_words": in_words}
    return show(request, "equity/rolls.html", form, given)


def _form(request: Request, place: Organisation, month: date, kept: Rolls) -> RollForm:
    """Filled in with what was said of the month, or else which wings lay apart before it."""
    units = Unit.objects.filter(organisation=place, closed=False).order_by("name")
    apart = kept.split_from_the_site(month)
    known: dict[str, object] = {f"average_{unit.pk}": kept.average.get((month, "unit", unit.name)) for unit in units}
    known |= {f"apart_{unit.pk}": unit.name in apart for unit in units}
    source = Roll.objects.filter(place=place).order_by("-id").values_list("source", flat=True).first()
    return RollForm(sent(request), place=place, month=month, units=units, known={**known, "source": source or ""})


def _asked(request: Request, number: int) -> Asked:
    _refuse_others(request)
    service = telling.counted_services().filter(pk=number).first()
    if service is None:
        raise Http404
    told, written = months_told(service), request.GET.get("month", "")
    month = read_month(written) if written else next(iter(told), None)
    shown = access(service, month, by=request.staff) if month in told and month else None
    return Asked(service, told, shown, written)


def _refuse_others(request: Request) -> None:
    if request.staff.role not in MAY_SEE:
        raise Http404


def _of(asked: Asked, request: Request) -> dict[str, object]:
    """What every page of a service says of it."""
    shown = asked.months[:MONTHS_SHOWN]
    given = {"asked": asked, "service": asked.service, "months": shown, "in_words": in_words}
    return {**given, "team": is_of_the_team(asked.service, request.staff), "settles_in": telling.SETTLES_IN.days}


def _note(request: Request, asked: Asked, did: str) -> None:
    """That figures were looked at or taken, of which service and month, and whether small numbers were among them."""
    of = {"month": f"{asked.shown.month:%Y-%m}", "internal": asked.shown.internal} if asked.shown else {}
    audit.record(by=request.staff, at=request.now, did=did, detail={"service": asked.service.pk, **of})
