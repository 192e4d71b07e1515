"""What waits of plans and summaries: for a team on one page, and in a sentence on the first page of whoever acts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.audit import actions as audit
from throughcare.episodes.due import name_where_seen
from throughcare.organisations.acting import asked_by
from throughcare.organisations.questions import Given, Question
from throughcare.planning.unplanned import WRITERS, listed, stages
from throughcare.plans.models import Plan, Summary, SummaryDraft, SummarySending
from throughcare.plans.words import ANSWERS, CARE_PLAN, YES
from throughcare.sharing import MATRIX, STAGES, Cell
from throughcare.web.asking import Request
from throughcare.web.notices import Counted, Notice, Rows
from throughcare.web.words import london_day

# Of each list so many lines are shown, the most urgent first.
MOST = 50
# Those to whom a summary comes: they see of a plan that there is one, and the episode that it belongs to.
READERS = frozenset(
    role
    for role, cell in MATRIX[CARE_PLAN].items()
    if {cell, MATRIX[STAGES][role]} <= {Cell.WRITE, Cell.READ, Cell.SUMMARY}
)

_MINE = Q(organisation=WHOEVER.organisation_id) | Q(sender=WHOEVER.organisation_id)


@dataclass(frozen=True, slots=True)
class Lines:
    """The first lines of a list, and whether there are more."""

    rows: list[Any]
    more: bool


def _plans() -> QuerySet[Plan]:
    """Of open episodes that the organisation holds."""
    mine = seen_by(Plan, staff=WHOEVER, as_of=WHENEVER).filter(episode__holder=WHOEVER.organisation_id)
    shown = mine.filter(episode__closed_on=None).select_related("episode__service")
    return shown.annotate(name=name_where_seen())


def _sendings() -> QuerySet[SummarySending]:
    """The first of those that came and the first of those that went, `came` says which. One question for both."""
    waiting = seen_by(SummarySending, staff=WHOEVER, as_of=WHENEVER).filter(_MINE, waiting=True)
    came = ExpressionWrapper(Q(organisation=WHOEVER.organisation_id), output_field=BooleanField())
    place = Window(RowNumber(), partition_by=F("came"), order_by=[F("due_on"), F("pk")])
    first = waiting.annotate(came=came).annotate(place=place).filter(place__lte=MOST + 1)
    beside = ("summary__episode__service", "organisation", "sender")
    return first.select_related(*beside).annotate(name=name_where_seen()).order_by("due_on", "pk")


def _waiting_plans() -> QuerySet[Plan]:
    """The first of those whose review is `late`, and of those `not_agreed` to: nobody asked, no yes, or changed since.

    One question for both, and a plan may be on both.
    """
    late = ExpressionWrapper(Q(review_due_on__lt=Given("day")), output_field=BooleanField())
    open_to_ask = (~Q(agreed=YES) | Q(unasked=True)) & Q(changes__gt=0)
    found = _plans().annotate(late=late, not_agreed=ExpressionWrapper(open_to_ask, output_field=BooleanField()))
    places = {
        "late_place": Window(RowNumber(), partition_by=F("late"), order_by=[F("review_due_on"), F("pk")]),
        "ask_place": Window(RowNumber(), partition_by=F("not_agreed"), order_by=[F("agreed"), F("pk")]),
    }
    first = Q(late=True, late_place__lte=MOST + 1) | Q(not_agreed=True, ask_place__lte=MOST + 1)
    return found.annotate(**places).filter(first)


def _drafts() -> QuerySet[SummaryDraft]:
    """Drafts that are neither signed nor given up, in which whoever asks has written, as they were last kept."""
    its = SummaryDraft.objects.filter(episode=OuterRef("episode"))
    later, mine = its.filter(number__gt=OuterRef("number")), its.filter(by=Given("staff"), version=OuterRef("version"))
    signed = Summary.objects.filter(episode=OuterRef("episode"), number__gte=OuterRef("version"))
    seen = seen_by(SummaryDraft, staff=WHOEVER, as_of=WHENEVER).filter(discarded=False)
    kept = seen.filter(~Exists(later), ~Exists(signed), Exists(mine)).select_related("episode__service", "by__staff")
    return kept.annotate(name=name_where_seen()).order_by("at", "pk")[: MOST + 1]


QUESTIONS: Mapping[str, Question[Any]] = {
    "unplanned": Question(lambda: listed(MOST)),
    "drafts": Question(_drafts),
}
PLANS, SENDINGS = Question(_waiting_plans), Question(_sendings)

# Name of a list -> whether what is in it came, or went.
SENT = {"to_answer": True, "sent": False}
# Name of a list of plans -> by what it is ordered.
BY_PLACE = {"late": "late_place", "not_agreed": "ask_place"}


def plans(request: Request) -> HttpResponse:
    """Who has no plan yet, drafts, plans that are late or that nobody agreed to, summaries that wait: of one's own."""
    if request.staff.role not in READERS:
        raise PermissionDenied
    asked = {**asked_by(request.staff, as_of=request.now), "day": london_day(request.now), "stages": stages()}
    found = {name: _lines(question.ask(**asked)) for name, question in QUESTIONS.items()}
    waiting = PLANS.ask(**asked)
    for name, place in BY_PLACE.items():
        found[name] = _lines(sorted((one for one in waiting if vars(one)[name]), key=attrgetter(place)))
    sendings = SENDINGS.ask(**asked)
    found |= {name: _lines(one for one in sendings if vars(one)["came"] is came) for name, came in SENT.items()}
    people = sorted({row.person_id for lines in found.values() for row in lines.rows})
    audit.record(by=request.staff, at=request.now, did="saw-plans", detail={"people": people})
    given = {"answers": ANSWERS, "day": asked["day"], "writes": request.staff.role in WRITERS}
    return render(request, "planning/plans.html", {**found, **given})


def _lines(rows: Iterable[Any]) -> Lines:
    shown = list(rows)
    return Lines(shown[:MOST], len(shown) > MOST)


def _waiting() -> QuerySet[SummarySending, Any]:
    waiting = seen_by(SummarySending, staff=WHOEVER, as_of=WHENEVER).filter(_MINE, waiting=True)
    late = Q(due_on__lt=Given("day"))
    theirs = Q(by=Given("staff"), sender=WHOEVER.organisation_id)
    leads = Q(sender=WHOEVER.organisation_id, summary__episode__lead=Given("staff")) & late
    counted = waiting.values(no=F("waiting")).order_by()
    return counted.annotate(
        came=Count("pk", filter=Q(organisation=WHOEVER.organisation_id)),
        sent=Count("pk", filter=theirs | leads),
        late=Count("pk", filter=late & (Q(organisation=WHOEVER.organisation_id) | theirs | leads)),
    )


WAITING = Question(_waiting)


def _of_summaries(request: Request) -> Mapping[str, Any] | None:
    if request.staff.role not in READERS:
        return None
    return {**asked_by(request.staff, as_of=request.now), "day": london_day(request.now)}


def _told(_: Request, rows: Rows) -> Iterator[Notice]:
    """For receivers, what they have to acknowledge; for senders, what nobody has, and for leads once it is late."""
    for row in rows:
        said = [
            f"Summaries sent to you that nobody has acknowledged: {row['came']}" if row["came"] else "",
            f"Summaries you sent that nobody there has acknowledged: {row['sent']}" if row["sent"] else "",
        ]
        if any(said):
            yield Notice("plans", ". ".join(filter(None, said)), late=row["late"] > 0)


COUNTED = Counted(WAITING, _of_summaries, _told)
