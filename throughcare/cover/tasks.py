"""The job that lays out weekly turns: each night, what has come near since the night before."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.cover.models import WeeklyDuty
from throughcare.cover.rostering import lay_ahead
from throughcare.organisations.acting import CLOCK_KEEPER, serving
from throughcare.organisations.in_turn import in_turn


@app.periodic(cron="10 3 * * *")
@app.task(queueing_lock="lay-out-turns", pass_context=False)
def lay_out_turns(timestamp: int) -> None:
    """Every weekly turn that goes on, for the weeks that are laid out ahead."""
    at = datetime.fromtimestamp(timestamp, UTC)
    with serving(CLOCK_KEEPER):
        found = list(WeeklyDuty.objects.filter(until_on=None).order_by("pk"))
    in_turn(lambda weekly: lay_ahead(weekly=weekly, at=at), found)
