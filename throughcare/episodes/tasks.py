"""Background jobs of the record: what time brings is recorded soon after midnight, and again every hour."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.episodes import passing
from throughcare.organisations.acting import CLOCK_KEEPER, serving
from throughcare.organisations.keeper import clock_keeper


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="record-lapses", pass_context=False)
def record_lapses(timestamp: int) -> None:
    """Record the steps that the end of a clock brings, such as a warrant that has lapsed."""
    now = datetime.fromtimestamp(timestamp, UTC)
    keeper = clock_keeper(at=now)
    with serving(CLOCK_KEEPER):
        ended = passing.lapses(as_of=now)
    for clock in ended:
        passing.record_lapse(clock=clock, by=keeper, at=now)


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="record-leads-gone", pass_context=False)
def record_leads_gone(timestamp: int) -> None:
    """Record of every lead whose role has ended that they lead no longer."""
    now = datetime.fromtimestamp(timestamp, UTC)
    keeper = clock_keeper(at=now)
    with serving(CLOCK_KEEPER):
        led = passing.led_by_nobody_there(as_of=now)
    for episode in led:
        passing.record_lead_left(episode=episode, by=keeper, at=now)
