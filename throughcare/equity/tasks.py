"""The job that counts months and tells what may be told of them."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.equity import telling


@app.periodic(cron="50 * * * *")
@app.task(queueing_lock="tell-fair-access", pass_context=False)
def tell_fair_access(timestamp: int) -> None:
    """Count the months that are over, service by service, and the halves of a year whose rolls are there."""
    at = datetime.fromtimestamp(timestamp, UTC)
    for service in telling.counted_services():
        telling.tell(service=service, at=at)
