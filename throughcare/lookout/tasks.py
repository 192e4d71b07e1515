"""The job that goes through what is new of the audit record."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.lookout import actions


@app.periodic(cron="35 * * * *")
@app.task(queueing_lock="look-out", pass_context=False)
def look_out(timestamp: int) -> None:
    """Keep what the rules find in the last hour, for the Guardians to look at."""
    actions.go_round(at=datetime.fromtimestamp(timestamp, UTC))
