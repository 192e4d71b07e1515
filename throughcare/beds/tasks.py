"""The job that frees beds on whose offer nobody decided in time."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.beds import offering


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="lapse-offers", pass_context=False)
def lapse_offers(timestamp: int) -> None:
    """Record of every such offer that it lapsed."""
    offering.lapse_all(at=datetime.fromtimestamp(timestamp, UTC))
