"""The pages of beds that name nobody but to those who may see them: the board, a ward, the waiting list, the flow."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.bedboard import filters
from throughcare.bedboard.ward_forms import (
    AddBedsForm,
    CloseForm,
    ConfirmForm,
    DescribeForm,
    HoldForm,
    KeepOpenForm,
    OpenForm,
    PutBackForm,
    WardForm,
    WithholdForm,
)
from throughcare.beds import board, lining, throughput
from throughcare.beds.models import Bed, Offer, Stay, Ward
from throughcare.beds.wards import WRITES, keeps
from throughcare.episodes.history import versions_meaning
from throughcare.meanings import StepMeaning
from throughcare.placing.lists import LEVELS, MEETS, SEXES, SPECIALTIES, STATES
from throughcare.placing.queueing import RULE
from throughcare.web.asking import Request
from throughcare.web.forms import choose, see, sent, show
from throughcare.web.person import number as as_key
from throughcare.web.words import london_day

View = Callable[..., HttpResponse]
# Who looks at beds at all; numbers about many are all that a commissioner is shown.
LOOKS = frozenset({"SH", "CM", "COMM", "PMH", "OPS", "POM", "MHCS"})
NUMBERS_ONLY = frozenset({"COMM"})
QUARTER = timedelta(days=91)
LISTS = {"levels": LEVELS, "specialties": SPECIALTIES, "sexes": SEXES, "meets": MEETS, "states": STATES}


def for_those_who_look(view: View) -> View:
    @wraps(view)
    def answer(request: Request, **named: Any) -> HttpResponse:
        if request.staff.role not in LOOKS:
            raise PermissionDenied
        return view(request, **named)

    return answer


@for_those_who_look
def bed_board(request: Request) -> HttpResponse:
    asked = filters.wanted(request.GET)
    found = board.page(asked.said, request.now, first=asked.first, most=filters.A_PAGE)
    collaboratives, hospitals = board.choices()
    given = {
        "asked": asked,
        "found": found,
        "last": asked.first + filters.A_PAGE >= found.wards,
        "collaboratives": collaboratives,
        "hospitals": hospitals,
        "keeps_wards": request.staff.role == WRITES,
        **LISTS,
    }
    audit.record(by=request.staff, at=request.now, did="saw-beds")
    return render(request, "bedboard/bed_board.html", given)


@for_those_who_look
def ward(request: Request, number: int) -> HttpResponse:
    line = board.ward_now(number, request.now)
    if line is None:
        raise Http404
    theirs = request.staff.role == WRITES and request.staff.organisation_id == line.hospital_id
    people = people_in(line.key, request) if theirs else {}
    given = {
        "line": line,
        "theirs": theirs,
        "beds": board.beds_of(line.key, request.now) if theirs else [],
        "people": people,
        "confirm": ConfirmForm(None, Ward(pk=line.key)),
        "day": london_day(request.now),
        **LISTS,
    }
    shown = sorted({one.person_id for one in people.values()})
    audit.record(by=request.staff, at=request.now, did="saw-ward", detail={"ward": line.key, "people": shown})
    return render(request, "bedboard/ward.html", given)


def people_in(ward_id: int, request: Request) -> dict[int, Stay | Offer]:
    """Bed -> who is in it, or for whom it is kept, as far as whoever asks may see them."""
    offers = seen_by(Offer, staff=request.staff, as_of=request.now).filter(ended_at=None)
    stays = seen_by(Stay, staff=request.staff, as_of=request.now).filter(until_on=None)
    name = lining.named(request.staff, request.now)
    found: dict[int, Stay | Offer] = {}
    for rows in (offers, stays):
        named = rows.filter(bed__ward=ward_id).select_related("episode").annotate(name=name)
        found |= {row.bed_id: row for row in named}
    return found


@for_those_who_look
def waiting_list(request: Request) -> HttpResponse:
    every, asked = lining.lines(london_day(request.now)), request.GET.get("line", "")
    only = next((line for line in every if line.key == asked), None)
    given: dict[str, Any] = {"rule": RULE, "lines": every, "only": only, "numbers_only": True, "parts": []}
    if request.staff.role not in NUMBERS_ONLY:
        number = filters.page_of(request.GET)
        parts, more = lining.page(request.staff, every, only, number, as_of=request.now)
        given |= {"numbers_only": False, "parts": parts, "number": number, "more": more}
    given["seen"] = {part.line.key: part for part in given["parts"]}
    people = [one.wait.person_id for part in given["parts"] for one in (*part.shown, *part.parked)]
    audit.record(by=request.staff, at=request.now, did="saw-waiting-list", detail={"people": sorted(people)})
    return render(request, "bedboard/waiting_list.html", given)


@for_those_who_look
def bed_flow(request: Request) -> HttpResponse:
    """Of the quarter that ends today; for a hospital of its own wards, with the people whom somebody there may see."""
    day = london_day(request.now)
    last, here = day + timedelta(days=1), ready(request)
    services = versions_meaning(StepMeaning.RECEIVED)
    flows = throughput.flows(wards_of(request), last - QUARTER, last)
    titles = {key: one.title for by in services for key, one in by.delay_reason.items()}
    given = {
        "flows": flows,
        "lost": throughput.lost_days(flows, titles),
        "first": last - QUARTER,
        "day": day,
        "ready": here,
        "pathways": {one.digest: one.pathway for one in services},
    }
    shown = {"people": [one.person_id for one in here or ()]}
    audit.record(by=request.staff, at=request.now, did="saw-bed-flow", detail=shown)
    return render(request, "bedboard/bed_flow.html", given)


def wards_of(request: Request) -> list[board.WardLine]:
    """All wards; for whoever keeps some, those of their hospital."""
    every, theirs = board.wards_now(request.now), request.staff.organisation_id
    return [one for one in every if one.hospital_id == theirs] if request.staff.role == WRITES else every


def ready(request: Request) -> list[Stay] | None:
    """Those in a bed who are ready to leave it, whom whoever asks may see, longest first; None for numbers only."""
    if request.staff.role in NUMBERS_ONLY:
        return None
    stays = seen_by(Stay, staff=request.staff, as_of=request.now).filter(until_on=None, ready_on__isnull=False)
    named = stays.select_related("episode", "bed__ward__unit__organisation")
    return list(named.annotate(name=lining.named(request.staff, request.now)).order_by("ready_on", "pk"))


@for_those_who_look
def open_ward(request: Request) -> HttpResponse:
    """A ward of one's own hospital that is not in the directory yet, chosen first."""
    if request.staff.role != WRITES:
        raise PermissionDenied
    missing = board.units_without(request.staff.organisation_id)
    typed = request.GET.get("unit", "")
    if as_key(typed) is None:
        return choose(request, "bedboard/choose_unit.html", {"units": missing})
    unit = get_object_or_404(missing, pk=as_key(typed))
    form = OpenForm(sent(request), unit, DescribeForm.said(None))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("bed_board", done="ward-opened")
    return show(request, "bedboard/answer.html", form, {"over": unit, "back": "bed_board", "parts": []})


def find_ward(request: Request, number: int) -> Ward:
    found = get_object_or_404(board.wards_on_record(), pk=number)
    if not keeps(found.unit, request.staff):
        raise PermissionDenied
    return found


def find_bed(request: Request, number: int) -> Bed:
    found = get_object_or_404(board.beds_on_record(), pk=number)
    if not keeps(found.ward.unit, request.staff):
        raise PermissionDenied
    return found


def about_ward(asks: type[WardForm], done: str) -> View:
    """The page on which something is recorded of one ward."""

    @for_those_who_look
    def answer(request: Request, number: int) -> HttpResponse:
        found = find_ward(request, number)
        return answered(request, asks, found, found, initial_of(asks, found, request), done)

    return answer


def about_bed(asks: type[WardForm], done: str) -> View:
    """The same of one bed."""

    @for_those_who_look
    def answer(request: Request, number: int) -> HttpResponse:
        found = find_bed(request, number)
        return answered(request, asks, found, found.ward, {"from_on": london_day(request.now)}, done)

    return answer


def initial_of(asks: type[WardForm], found: Ward, request: Request) -> dict[str, Any]:
    return DescribeForm.said(found.versions.first()) if asks is DescribeForm else {"on": london_day(request.now)}


def answered(
    request: Request, asks: type[WardForm], thing: Any, ward: Ward, initial: dict[str, Any], done: str
) -> HttpResponse:
    form = asks(sent(request), thing, initial)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("ward", ward.pk, done=done)
    over = ward if thing is ward else f"{ward}, {thing}"
    return show(request, "bedboard/answer.html", form, {"over": over, "back": "ward", "parts": [ward.pk]})


# Url name -> the page.
ABOUT_WARDS = {
    "describe_ward": about_ward(DescribeForm, "ward-described"),
    "add_beds": about_ward(AddBedsForm, "beds-added"),
    "confirm_beds": about_ward(ConfirmForm, "beds-confirmed"),
    "close_ward": about_ward(CloseForm, "ward-closed"),
    "keep_ward_open": about_ward(KeepOpenForm, "ward-kept-open"),
}
ABOUT_BEDS = {
    "withhold_bed": about_bed(WithholdForm, "bed-withheld"),
    "hold_bed": about_bed(HoldForm, "bed-withheld"),
    "put_bed_back": about_bed(PutBackForm, "bed-back"),
}
