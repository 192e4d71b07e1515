"""The job that keeps cases of which nothing is kept yet: once a night, and nothing to do on most."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.caseload.keeping import keep_anew, missing
from throughcare.organisations.acting import CLOCK_KEEPER, serving


@app.periodic(cron="40 2 * * *")
@app.task(queueing_lock="keep-cases", pass_context=False)
def keep_cases(timestamp: int) -> None:
    """What a caseload shows of episodes that were recorded before there were caseloads."""
    with serving(CLOCK_KEEPER):
        found = list(missing())
    for episode in found:
        keep_anew(episode=episode, at=datetime.fromtimestamp(timestamp, UTC))
