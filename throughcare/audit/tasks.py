"""The job that seals the audit record."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.audit import actions


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal-audit", pass_context=False)
def seal_audit(timestamp: int) -> None:
    """Seal what has been recorded since the last minute."""
    while actions.seal(at=datetime.fromtimestamp(timestamp, UTC)):
        pass
