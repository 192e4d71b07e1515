"""Background jobs of the record: what time brings is recorded soon after midnight, and again every hour."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from procrastinate.contrib.django import app

from throughcare.episodes import passing
from throughcare.organisations.acting import CLOCK_KEEPER, serving
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.models import StaffRole


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="record-lapses", pass_context=False)
def record_lapses(timestamp: int) -> None:
    """Record the steps that the end of a clock brings, such as a warrant that has lapsed."""
    _go_round(timestamp, passing.lapses, lambda one, by, at: passing.record_lapse(clock=one, by=by, at=at))


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="record-reliefs", pass_context=False)
def record_reliefs(timestamp: int) -> None:
    """Whoever held jointly for the first days of a stage no longer does."""
    _go_round(timestamp, passing.relieved, lambda one, by, at: passing.record_relief(episode=one, by=by, at=at))


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="record-leads-gone", pass_context=False)
def record_leads_gone(timestamp: int) -> None:
    """Record of every lead whose role has ended that they lead no longer."""
    lead_left = passing.record_lead_left
    _go_round(timestamp, passing.led_by_nobody_there, lambda one, by, at: lead_left(episode=one, by=by, at=at))


def _go_round(
    timestamp: int, find: Callable[..., Iterable[Any]], record: Callable[[Any, StaffRole, datetime], Any]
) -> None:
    """Find as the keeper of clocks what time has brought, and record each."""
    now = datetime.fromtimestamp(timestamp, UTC)
    keeper = clock_keeper(at=now)
    with serving(CLOCK_KEEPER):
        found = list(find(as_of=now))
    for one in found:
        record(one, keeper, now)
