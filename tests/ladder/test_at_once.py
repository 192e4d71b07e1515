"""Two workers in the same hour, and a worker beside somebody who records: each rung is told once."""

import pytest

from tests.cast import Cast
from tests.crowd import at_once
from tests.episodes.test_at_once import committed
from tests.ladder.conftest import climb, day, on_day, request_for
from throughcare.episodes import referring
from throughcare.episodes.models import Event
from throughcare.ladder.checking import faults
from throughcare.ladder.models import Unanswered
from throughcare.organisations.keeper import clock_keeper

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["committed"]


def test_two_workers_at_once_tell_everybody_once(committed: Cast):
    asked = {"begin": "initial-request-for-medical-report", "happened": day(2), "by": committed.nadia}
    referring.refer(
        person=committed.people["alex"],
        service=committed.transfer,
        facts=request_for(committed),
        at=on_day(0),
        **asked,
    )
    clock_keeper(at=on_day(0))
    assert at_once(lambda _: climb(on_day(22)), times=6, lines=6) == ["done"] * 6
    raised = Event.objects.filter(step="escalation-raised").values_list("facts__rung", flat=True)
    assert sorted(raised) == ["day-14", "day-21", "day-7"]
    assert Unanswered.objects.count() == 6
    assert list(faults(as_of=on_day(22))) == []
