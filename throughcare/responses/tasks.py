"""The job that tells others of alerts that nobody acknowledged in time, and hands in what was left on a device."""

from contextlib import ExitStack
from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.organisations.keeper import clock_keeper
from throughcare.responses import alerting, sitting


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="watch-alerts", pass_context=False)
def watch_alerts(timestamp: int) -> None:
    """Every minute: an hour's clock that is looked at once an hour is no clock."""
    now = datetime.fromtimestamp(timestamp, UTC)
    by = clock_keeper(at=now)
    # The one named last comes first; both come, whatever becomes of it.
    with ExitStack() as both:
        both.callback(sitting.close_left, by=by, at=now)
        both.callback(alerting.escalate_all, by=by, at=now)
