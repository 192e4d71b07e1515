"""Invented answers for an example world: CORE-10, PHQ-9 and GAD-7 of people in day care, while they are treated.

What became of alerts is invented too: most were seen to, and one was told to the prison and is still open.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from random import Random

from throughcare.episodes.history import blueprint_of, recorded
from throughcare.episodes.models import Episode
from throughcare.instruments import Instrument, instrument
from throughcare.instruments.library import Unsealed
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.pathways import standing
from throughcare.pathways.moments import LONDON
from throughcare.people.lives import london_day
from throughcare.responses import alerting, answering
from throughcare.responses.answering import Sheet
from throughcare.responses.models import NotAnswered, RaisedAlert
from throughcare.responses.schedule import Occasion, occasions
from throughcare.responses.words import END, PAPER

SEED = 20261127
# Beyond so many the others add nothing to see.
MOST_EPISODES, MOST_ALERTS = 60, 40
AFTERNOON = time(15, 20)
NOT_ANSWERED = ("refused", "not-offered", "lost-to-regime")


def answer(*, at: datetime) -> int:
    """Fill in what came due in the episodes of services that ask for CORE-10; how many responses there are."""
    rng, made = Random(SEED), 0
    found = Episode.objects.select_related("service", "person", "lead__organisation").order_by("-pk")
    asking = (one for one in found if one.lead and any(row["id"] == "core-10" for row in blueprint_of(one).instruments))
    for episode, _ in zip(asking, range(MOST_EPISODES), strict=False):
        made += sum(_answer(episode, one, severity, rng, at) for one, severity in _course(episode, rng, at))
    _see_to_alerts(rng, at)
    return made


def _course(episode: Episode, rng: Random, at: datetime) -> Iterator[tuple[Occasion, float]]:
    """What came due, with how bad things are then, from 0 to 1: mostly less bad with time, for some not."""
    facts = standing(recorded(episode))
    came = sorted(
        occasions(blueprint_of(episode), facts, as_of=london_day(at), closed_on=episode.closed_on),
        key=lambda one: one.since,
    )
    severity, fall = rng.uniform(0.35, 0.85), rng.choice((0.0, 0.06, 0.1, 0.15, -0.06))
    for number, one in enumerate(came):
        yield one, min(0.95, max(0.05, severity - fall * number * (2 if one.occasion == END else 1)))


def _answer(episode: Episode, due: Occasion, severity: float, rng: Random, at: datetime) -> int:
    when = min(at, datetime.combine(due.since, AFTERNOON, tzinfo=LONDON))
    by = episode.lead
    assert by is not None
    try:
        if rng.random() < 0.12:
            row = NotAnswered(
                episode=episode, instrument=due.instrument, occasion=due.occasion, nth=due.nth,
                outcome=rng.choice(NOT_ANSWERED), on=due.since,
            )  # fmt: skip
            answering.not_answered(row=row, by=by, at=when)
            return 0
        measured = instrument(due.instrument)
        answering.record(episode=episode, sheet=_sheet(measured, due, severity, rng), by=by, at=when)
    except (Refused, Unsealed):
        # Whoever led has moved on and may write no more, or a file is broken: it stays due.
        return 0
    return 1


def _sheet(measured: Instrument, due: Occasion, severity: float, rng: Random) -> Sheet:
    return Sheet(
        instrument=measured.id,
        digest=measured.hash,
        given=_given(measured, severity, rng),
        entered=PAPER,
        filled=rng.choice(("alone", "alone", "helped")),
        completed_on=due.since,
        occasion=due.occasion,
        nth=due.nth,
    )


def _given(measured: Instrument, severity: float, rng: Random) -> Mapping[str, int | None]:
    watched = {rule.item for rule in measured.alerts}
    given: dict[str, int | None] = {}
    for item in measured.items:
        drawn = round(item.min + (item.max - item.min) * min(1, max(0, rng.gauss(severity, 0.18))))
        value = item.counted(drawn)
        if item.number in watched:
            value = item.min if rng.random() > severity * 0.3 else item.min + 1
        given[item.number] = value if value in item.values else item.min
    return given


def _see_to_alerts(rng: Random, at: datetime) -> None:
    """Those of the past were seen to within the hour or two; the newest is left, and told to others."""
    alerts = list(RaisedAlert.objects.select_related("response__episode__lead").order_by("-at", "-pk")[:MOST_ALERTS])
    for alert in alerts[1:]:
        lead = alert.response.episode.lead
        if lead is not None:
            _see_to(alert, lead, alert.at + timedelta(minutes=rng.randint(4, 150)))
    alerting.escalate_all(by=clock_keeper(at=at), at=at)


def _see_to(alert: RaisedAlert, lead: StaffRole, when: datetime) -> None:
    try:
        alerting.act(alert=alert, action="seen-today", says="Spoke with them on the wing", by=lead, at=when)
        alerting.close(alert=alert, says="A plan is agreed", by=lead, at=when + timedelta(hours=2))
    except Refused:
        return
