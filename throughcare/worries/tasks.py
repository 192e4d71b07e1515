"""The job that tells others of worries that nobody acknowledged in time."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.organisations.keeper import clock_keeper
from throughcare.worries import escalating


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="watch-worries", pass_context=False)
def watch_worries(timestamp: int) -> None:
    """Every minute. Lists are right also without it: it puts on record who was told."""
    now = datetime.fromtimestamp(timestamp, UTC)
    escalating.escalate_all(by=clock_keeper(at=now), at=now)
