"""The job that tells what alerts of a half year came to, once it has settled."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.asking import telling


@app.periodic(cron="35 4 * * *")
@app.task(queueing_lock="tell-alerts", pass_context=False)
def tell_alerts(timestamp: int) -> None:
    telling.tell(at=datetime.fromtimestamp(timestamp, UTC))
