"""The example world has teams with hours, somebody away, and weeks of supervision."""

from datetime import UTC, datetime
from time import process_time

from throughcare.caseload.example import share_out
from throughcare.caseload.keeping import missing
from throughcare.caseload.models import Absence, Case, Discussed, Supervision, WeeklyHours
from throughcare.synthetic.actions import load_world

MORNING = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)


def test_some_teams_share_out_their_work(db: None):
    load_world(name="tiny", at=MORNING)
    assert Case.objects.exclude(lead=None).exists()
    assert not missing().exists()
    began = process_time()
    number = share_out(at=MORNING)
    assert process_time() - began < 5
    assert number == Supervision.objects.count() > 1
    assert WeeklyHours.objects.exists()
    assert Absence.objects.exists()
    assert Discussed.objects.exists()
