"""The job that counts what no page counts."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.measures import publishing
from throughcare.pathways import from_instant


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="count-measures", pass_context=False)
def count_measures(timestamp: int) -> None:
    """Count the financial years that are over and have no table yet."""
    at = datetime.fromtimestamp(timestamp, UTC)
    for year in publishing.years_due(as_of=from_instant(at).on):
        publishing.publish(year=year, at=at)
