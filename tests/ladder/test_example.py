"""The example world shows the ladder at work: some have answered, most have not."""

from tests.cast import Cast, live_at
from tests.episodes.conftest import day, evening, request_for
from tests.ladder.conftest import on_day
from throughcare.episodes import referring
from throughcare.episodes.models import Event
from throughcare.ladder.checking import faults
from throughcare.ladder.example import climb
from throughcare.ladder.models import Unanswered


def test_everybody_is_told_and_some_have_answered(cast: Cast):
    for letter in "ABC":
        referring.refer(
            person=live_at(cast, "HMP Eastmoor", "Gareth", "Lowe", reference=f"TC-C{letter}C-222"),
            service=cast.transfer,
            facts=request_for(cast),
            begin="initial-request-for-medical-report",
            happened=day(2),
            by=cast.nadia,
            at=evening(day(2)),
        )
    assert climb(at=on_day(22)) == 9
    answered = Event.objects.filter(step="escalation-answered").count()
    assert 0 < answered < Unanswered.objects.count()
    assert list(faults(as_of=on_day(22))) == []
