"""The example world has plans with goals and answers, a formulation, and two summaries of which one waits."""

from datetime import UTC, datetime
from time import process_time

from throughcare.plans.changing import kept_of
from throughcare.plans.example import plan
from throughcare.plans.models import FormulationPart, GoalRating, Plan, Summary, SummarySending
from throughcare.synthetic.actions import load_world

MORNING = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)


def test_some_of_those_in_day_care_have_plans(db: None):
    load_world(name="tiny", at=MORNING)
    began = process_time()
    number = plan(at=MORNING)
    assert process_time() - began < 10
    assert number == Plan.objects.count() > 1
    assert GoalRating.objects.count() >= number
    assert FormulationPart.objects.exists()
    assert Summary.objects.count() == min(2, number)
    assert {one.waiting for one in SummarySending.objects.all()} == {True, False}
    for one in Plan.objects.select_related("episode__service"):
        assert kept_of(one) == {name: getattr(one, name) for name in kept_of(one)}
