"""A background job: what has ended by itself is recorded within ten minutes."""

import logging
from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.organisations.acting import CLOCK_KEEPER, serving
from throughcare.organisations.keeper import clock_keeper
from throughcare.transfers import ending

log = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="record-endings", pass_context=False)
def record_endings(timestamp: int) -> None:
    """Record of every open episode that a death, a release, a move or another admission has ended that it has."""
    now = datetime.fromtimestamp(timestamp, UTC)
    keeper = clock_keeper(at=now)
    with serving(CLOCK_KEEPER):
        found = ending.to_look_at(as_of=now)
    for sentence in ending.end_all(found, by=keeper, at=now):
        log.warning("not ended by itself: %s", sentence)
