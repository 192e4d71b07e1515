"""A year of day care at Eastmoor, written straight into the tables: figures are counted from rows, however they came.

Lodge wing and Quarry wing are split from the main site. Of 240 residents there, 16 are referred in the year and 12
start; of 560 in the rest of the prison 80 are referred and 60 start. Each has six sessions; the regime takes a third of
those of the split wings and a sixth of the others.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from tests.cast import Cast
from throughcare.episodes.models import Episode, Event
from throughcare.equity.months import months
from throughcare.equity.rolls import Line, keep_rolls
from throughcare.organisations.models import Unit
from throughcare.people.models import Person, Placement
from throughcare.people.references import ALPHABET

APART = ("Lodge wing", "Quarry wing")
MAIN = ("A wing", "B wing", "C wing", "D wing")
WINGS = (*MAIN, *APART)
FIRST, LAST = date(2024, 10, 1), date(2025, 9, 1)
RECORDED = datetime(2025, 10, 2, tzinfo=UTC)
ROLLED = datetime(2026, 3, 20, 9, tzinfo=UTC)
SOURCE = "Roll at unlock, averaged"
# What people are: every fifth is Black Caribbean, every eleventh of no recorded ethnic category.
BLACK, NOBODY_ASKED = 5, 11


def wings(cast: Cast) -> dict[str, Unit]:
    place = cast.places["HMP Eastmoor"]
    return {name: Unit.objects.get_or_create(organisation=place, kind="wing", name=name)[0] for name in WINGS}


def roll_lines(apart: str = "120", main: str = "140") -> list[Line]:
    return [Line("unit", name, Decimal(apart if name in APART else main), name in APART) for name in WINGS]


def rolls(cast: Cast, first: date = FIRST, last: date = LAST) -> None:
    """The roll of every month, entered by an officer."""
    for month in months(first, last):
        keep_rolls(
            place=cast.places["HMP Eastmoor"], month=month, lines=roll_lines(), source=SOURCE, by=cast.owen, at=ROLLED
        )


def a_year(cast: Cast) -> None:
    """The world above, without its rolls."""
    units, number = wings(cast), count(1)
    for names, people, every in ((APART, 16, 3), (MAIN, 80, 6)):
        for which in range(people):
            on = FIRST + timedelta(days=which * 330 // people + 1)
            starts = which % 4 != 0
            referred(cast, next(number), units[names[which % len(names)]], on=on, starts=starts, lost_every=every)


def referred(
    cast: Cast, number: int, unit: Unit | None, *, on: date, starts: bool = True, lost_every: int = 6, waits: int = 20
) -> Episode:
    """The number-th person, referred on a day, accepted a day later and started after so many days more."""
    assert cast.daycare is not None
    stamp: dict[str, Any] = {"recorded_at": RECORDED, "recorded_by": cast.nadia}
    ethnic = "99" if number % NOBODY_ASKED == 0 else "M" if number % BLACK == 0 else "A"
    person = Person.objects.create(
        reference=f"TC-EQA-{ALPHABET[number // 900]}{ALPHABET[number // 30 % 30]}{ALPHABET[number % 30]}",
        family_name=f"Nobody{number}",
        sex="1",
        ethnic_category=ethnic,
        birth_date=date(1990, 1, 1),
        fictional=True,
        **stamp,
    )
    if unit is not None:
        Placement.objects.create(
            person=person, organisation=unit.organisation, unit=unit, from_on=on - timedelta(days=60), **stamp
        )
    episode = Episode.objects.create(
        reference=f"EP-EQA-{number:03}",
        person=person,
        service=cast.daycare,
        blueprint=cast.daycare.blueprint,
        parties_at_start={row.party: row.organisation_id for row in cast.daycare.parties.all()},
        created_at=datetime.combine(on, time(9), UTC),
        stage="in-treatment" if starts else "accepted",
        stage_since=on,
        nobody_holds=True,
    )
    Event.objects.bulk_create(_events(cast, episode, on, starts=starts, lost_every=lost_every, waits=waits))
    return episode


def _events(cast: Cast, episode: Episode, on: date, *, starts: bool, lost_every: int, waits: int) -> Iterator[Event]:
    steps: list[tuple[str, int, dict[str, Any]]] = [("referral-received", 0, {}), ("accepted", 1, {})]
    if starts:
        steps.append(("pathway-started", 1 + waits, {}))
        for week in range(1, 7):
            lost = week % lost_every == 0
            reason = {"reason": "no-escort" if week == 6 else "no-officer-to-unlock"} if lost else {}
            steps.append(("session-lost-to-regime" if lost else "session-held", 1 + waits + 7 * week, reason))
    for place, (step, days, facts) in enumerate(steps, start=1):
        yield Event(
            episode=episode,
            person=episode.person,
            number=place,
            step=step,
            party="daycare",
            organisation=cast.petra.organisation,
            happened_on=on + timedelta(days=days),
            recorded_at=RECORDED,
            recorded_by=cast.petra,
            facts=facts,
        )
