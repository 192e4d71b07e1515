"""The jobs that seal the audit record, and look whether the seals still hold."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.audit import actions


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal-audit", pass_context=False)
def seal_audit(timestamp: int) -> None:
    """Seal what has been recorded since the last minute."""
    while actions.seal(at=datetime.fromtimestamp(timestamp, UTC)):
        pass


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="verify-audit", pass_context=False)
def verify_audit(timestamp: int) -> None:
    """Look once an hour whether the new seals, and some of the old in turn, still match what they cover."""
    actions.verify(at=datetime.fromtimestamp(timestamp, UTC))
