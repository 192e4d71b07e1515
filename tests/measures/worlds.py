"""Transfers written straight into the tables: figures are counted from rows, however they came there."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tests.cast import Cast
from throughcare.episodes.models import Episode, Event, EventDetail
from throughcare.people.models import Person

# Everybody here was asked for on this day, within the financial year 2024-25.
ASKED_ON = date(2024, 6, 3)
RECORDED = datetime(2024, 12, 1, tzinfo=UTC)

# Days from the request, and the steps.
WAY: Mapping[str, int] = {
    "initial-request-for-medical-report": 0,
    "first-medical-report": 9,
    "criteria-met": 9,
    "second-medical-report": 12,
    "application-to-mhcs": 12,
    "transfer-direction-given": 13,
}
DETAILS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "initial-request-for-medical-report": ("mha-status", {"section": "section-47"}),
    "first-medical-report": ("clinical", {"finding": "met", "disorder": "Never to be told"}),
}


def transferred(cast: Cast, number: int, *, after: int | None, sex: str = "1") -> Episode:
    """The number-th person, in hospital so many days after the request; None while they wait."""
    assert cast.transfer is not None
    stamp = {"recorded_at": RECORDED, "recorded_by": cast.nadia}
    person = Person.objects.create(
        reference=f"TC-MMM-{number:03}".replace("0", "A").replace("1", "B"),
        family_name=f"Nobody{number}",
        sex=sex,
        ethnic_category="A",
        birth_date=date(1990, 1, 1),
        fictional=True,
        **stamp,
    )
    episode = Episode.objects.create(
        reference=f"EP-MMM-{number:03}",
        person=person,
        service=cast.transfer,
        blueprint=cast.transfer.blueprint,
        parties_at_start={row.party: row.organisation_id for row in cast.transfer.parties.all()},
        created_at=datetime.combine(ASKED_ON, time(9), UTC),
        stage="in-hospital" if after else "warrant-live",
        stage_since=ASKED_ON,
        nobody_holds=True,
    )
    steps = dict(WAY) if after is None else {**WAY, "received-into-hospital": after}
    for place, (step, days) in enumerate(steps.items(), start=1):
        _record(cast, episode, place, step, ASKED_ON + timedelta(days=days))
    return episode


def _record(cast: Cast, episode: Episode, number: int, step: str, on: date) -> None:
    event = Event.objects.create(
        episode=episode,
        person=episode.person,
        number=number,
        step=step,
        party="prison-mental-health",
        organisation=cast.nadia.organisation,
        happened_on=on,
        recorded_at=RECORDED,
        recorded_by=cast.nadia,
        facts={"secure-hospital": cast.places["Rowan Unit"].pk} if step == "initial-request-for-medical-report" else {},
    )
    if step in DETAILS:
        category, facts = DETAILS[step]
        EventDetail.objects.create(event=event, person=episode.person, category=category, facts=facts)


def a_year(cast: Cast) -> None:
    """In hospital: seven men on day 20, one on day 26, five men and six women on day 40. Five men wait."""
    for number in range(7):
        transferred(cast, number, after=20)
    transferred(cast, 7, after=26)
    for number in range(8, 19):
        transferred(cast, number, after=40, sex="1" if number < 13 else "2")
    for number in range(19, 24):
        transferred(cast, number, after=None)
