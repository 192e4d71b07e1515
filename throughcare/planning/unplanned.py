"""Who is in treatment and has no plan yet: of the services that an organisation runs, longest in treatment first."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.blueprints.library import load, shipped
from throughcare.episodes.due import name_where_seen
from throughcare.episodes.models import Episode
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import asked_by
from throughcare.organisations.questions import Given, Question, among
from throughcare.plans.models import Plan
from throughcare.plans.words import CARE_PLAN
from throughcare.sharing import MATRIX, Cell
from throughcare.web.asking import Request
from throughcare.web.notices import Counted, Notice, Rows

TREATMENT_STARTED = StepMeaning.TREATMENT_STARTED
# Those who write plans, and are told where one is missing.
WRITERS = frozenset(role for role, cell in MATRIX[CARE_PLAN].items() if cell is Cell.WRITE)


@cache
def stages() -> list[str]:
    """The stages in which somebody is treated: those to which a start of treatment leads, in what the library holds."""
    steps = (one.pathway.step[step] for one in map(load, shipped()) for step in one.meaning(TREATMENT_STARTED))
    return sorted({step.to for step in steps if step.to})


def unplanned() -> QuerySet[Episode]:
    """Open episodes that are in such a stage, since `stage_since`: both are computed anew with every fact.

    An index leads from services to their open episodes by stage, and none from who holds them. It is asked on the first
    page: from facts, by what their steps mean, it took longer to plan than all else of that page together.
    """
    treated = seen_by(Episode, staff=WHOEVER, as_of=WHENEVER).filter(among("stage", "stages"), closed_on=None)
    planned = Plan.objects.filter(episode=OuterRef("pk"), changes__gt=0)
    return treated.filter(~Exists(planned), service__organisation=WHOEVER.organisation_id)


def listed(most: int) -> QuerySet[Episode]:
    """The first of them and one more, to tell whether there are more."""
    found = unplanned().select_related("service").annotate(name=name_where_seen())
    return found.order_by("stage_since", "pk")[: most + 1]


def _led() -> QuerySet[Episode, Any]:
    """How many of those whom whoever asks leads; no row where there are none."""
    mine = unplanned().filter(lead=Given("staff"))
    return mine.values("lead").order_by().annotate(number=Count("pk"))


def _asked(request: Request) -> Mapping[str, Any] | None:
    if request.staff.role not in WRITERS:
        return None
    return {**asked_by(request.staff, as_of=request.now), "stages": stages()}


def _told(_: Request, rows: Rows) -> Iterator[Notice]:
    for row in rows:
        yield Notice("plans", f"People you lead who are in treatment and have no plan yet: {row['number']}", late=False)


COUNTED = Counted(Question(_led), _asked, _told)
