"""Who is in treatment and has no plan yet: of the services that an organisation runs, longest in treatment first."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, Exists, F, Func, JSONField, Min, OuterRef, QuerySet, Subquery

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.episodes.due import name_where_seen
from throughcare.episodes.models import Episode, Event
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import asked_by
from throughcare.organisations.questions import Given, Question
from throughcare.plans.models import Plan
from throughcare.plans.words import CARE_PLAN
from throughcare.sharing import MATRIX, Cell
from throughcare.web.asking import Request
from throughcare.web.notices import Counted, Notice, Rows

# Those who write plans, and are told where one is missing.
WRITERS = frozenset(role for role, cell in MATRIX[CARE_PLAN].items() if cell is Cell.WRITE)


def unplanned() -> QuerySet[Episode]:
    """Each with `treated_since`. An index leads from services to their open episodes, and none from who holds them."""
    open_ones = seen_by(Episode, staff=WHOEVER, as_of=WHENEVER).filter(closed_on=None)
    planned = Plan.objects.filter(episode=OuterRef("pk"), changes__gt=0)
    began, ended = (_standing(one) for one in (StepMeaning.TREATMENT_STARTED, StepMeaning.TREATMENT_ENDED))
    since = Subquery(began.values("episode").annotate(first=Min("happened_on")).values("first"))
    mine = open_ones.filter(service__organisation=WHOEVER.organisation_id)
    return mine.filter(Exists(began), ~Exists(ended), ~Exists(planned)).annotate(treated_since=since)


def _standing(means: StepMeaning) -> QuerySet[Event]:
    """Facts of an episode whose step means this in its own version of the blueprint, and that nobody has corrected."""
    facts = Event.objects.filter(episode=OuterRef("pk")).order_by()
    corrected = Event.objects.filter(episode=OuterRef("episode"), corrects=OuterRef("number"))
    step = Func(F("step"), function="to_jsonb", output_field=JSONField())
    return facts.filter(~Exists(corrected), **{f"episode__blueprint__means__{means}__contains": step})


def listed(most: int) -> QuerySet[Episode]:
    """The first of them and one more, to tell whether there are more."""
    found = unplanned().select_related("service").annotate(name=name_where_seen())
    return found.order_by(F("treated_since"), "pk")[: most + 1]


def _led() -> QuerySet[Episode, Any]:
    """How many of those whom whoever asks leads; no row where there are none."""
    mine = unplanned().filter(lead=Given("staff"))
    return mine.values("lead").order_by().annotate(number=Count("pk"))


def _asked(request: Request) -> Mapping[str, Any] | None:
    return asked_by(request.staff, as_of=request.now) if request.staff.role in WRITERS else None


def _told(_: Request, rows: Rows) -> Iterator[Notice]:
    for row in rows:
        yield Notice("plans", f"People you lead who are in treatment and have no plan yet: {row['number']}", late=False)


COUNTED = Counted(Question(_led), _asked, _told)
