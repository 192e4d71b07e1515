"""The job that tells people: soon after midnight, and again every hour for what was recorded since."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.ladder import raising
from throughcare.organisations.keeper import clock_keeper


@app.periodic(cron="10 * * * *")
@app.task(queueing_lock="raise-rungs", pass_context=False)
def raise_rungs(timestamp: int) -> None:
    """Tell whoever the ladder names of those who wait, after what time brings has been recorded."""
    now = datetime.fromtimestamp(timestamp, UTC)
    raising.run(by=clock_keeper(at=now), at=now)
