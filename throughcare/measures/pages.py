"""Figures of whole services for those who answer for them: a page, one figure in groups, and all of it as a file."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from markupsafe import Markup

from throughcare.audit import actions as audit
from throughcare.indicators import financial_year, year_in_words
from throughcare.measures import publishing
from throughcare.measures.chart import SIZES, intervals
from throughcare.measures.models import Publication
from throughcare.measures.reading import Shown, figures, spans
from throughcare.measures.sheet import HEAD, rows
from throughcare.measures.trend import FEWEST, number, trend
from throughcare.measures.trend_chart import pictures
from throughcare.sharing.matrix import MATRIX, Cell
from throughcare.sharing.roles import THE_PERSON
from throughcare.web.asking import Request
from throughcare.web.sheets import as_file

# Who is shown figures about many people; whoever looks at their own record is kept to that.
MAY_SEE_FIGURES = frozenset(
    role for role, cell in MATRIX["indicators"].items() if cell in {Cell.AGGREGATE, Cell.WRITE}
) - {THE_PERSON}


@dataclass(frozen=True)
class Asked:
    """The tables that there are, and of these the one of the year asked for."""

    tables: list[Publication]
    table: Publication | None
    year: str

    @property
    def shown(self) -> list[Shown]:
        return figures(self.table.table) if self.table else []


def measures(request: Request) -> HttpResponse:
    asked = asked_of(request)
    note(request, asked, "saw-measures")
    given = {**said(asked), "charts": charts(asked)}
    return render(request, "measures/measures.html", given, status=404 if asked.year and not asked.table else 200)


def measure(request: Request) -> HttpResponse:
    asked = asked_of(request)
    wanted = request.GET.get("figure", "")
    found = [one for one in asked.shown if one.indicator.id == wanted]
    if not found:
        raise Http404
    note(request, asked, "saw-measures", figure=wanted)
    return render(request, "measures/measure.html", {**said(asked), "found": found, **course_of(asked, found[0])})


def measures_file(request: Request) -> HttpResponseBase:
    asked = asked_of(request)
    if asked.table is None:
        raise Http404
    note(request, asked, "exported-measures")
    return as_file(f"measures-{asked.table.year}.csv", HEAD, rows(asked.table, asked.shown))


def course_of(asked: Asked, figure: Shown) -> dict[str, object]:
    """How the figure went up to the end of the year asked for, and its pictures; nothing where that is not told."""
    so_far = [one for one in asked.tables if asked.table and one.year <= asked.table.year]
    told = trend(figure.indicator, figure.title, so_far)
    return {
        "trend": told,
        "drawn": pictures(told, figure.indicator.id) if told else [],
        "number": number,
        "fewest": FEWEST,
    }


def asked_of(request: Request) -> Asked:
    if request.staff.role not in MAY_SEE_FIGURES:
        raise Http404
    tables = list(publishing.published())
    year = request.GET.get("year", "")
    chosen = [one for one in tables if str(one.year) == year] if year else tables[:1]
    return Asked(tables, chosen[0] if chosen else None, year)


def note(request: Request, asked: Asked, did: str, **more: str) -> None:
    """That figures were looked at or taken, and of which year."""
    of = {"year": asked.table.year} if asked.table else {}
    audit.record(by=request.staff, at=request.now, did=did, detail={**of, **more})


def said(asked: Asked) -> dict[str, object]:
    """What every page of these says of the year."""
    return {
        "asked": asked,
        "period": financial_year(asked.table.year) if asked.table else None,
        "years": [(one.year, year_in_words(one.year)) for one in asked.tables],
        "spans": spans,
        "settles_in": publishing.SETTLES_IN.days,
    }


def charts(asked: Asked) -> list[tuple[str, Markup]]:
    """The same picture for wide and for narrow windows; none where no share can be drawn."""
    told = [(one, one.whole.parts[0]) for one in asked.shown if one.is_share and one.whole and one.whole.parts]
    shares = [(f"{one.title}: {part.k:,} of {part.n:,}", part) for one, part in told]
    if not shares or asked.table is None:
        return []
    title = f"Shares of {year_in_words(asked.table.year)}, each with its 95% interval"
    says = "; ".join(f"{label}, {part.percent:.0f}%" for label, part in shares)
    return [(size.name, intervals(title, f"{says}. The table says the same.", shares, size)) for size in SIZES]
