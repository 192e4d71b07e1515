"""Petra's team at Eastmoor runs an emotional-regulation programme: what the tests of care begin with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from tests.cast import Cast, live_at
from tests.episodes.conftest import REFERRAL, day, evening
from throughcare.care import booking, programmes, waiting
from throughcare.care.lines import Line
from throughcare.care.models import Cohort, Membership, Programme, Room, Session, Wait
from throughcare.care.programmes import Said
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Episode
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person
from throughcare.regimes import places

NOW = evening(day(4))
FIRST = date(2026, 3, 10)
THERE = Line("on-time", "took-part")
NAMES = (
    "Blake",
    "Casey",
    "Drew",
    "Ellis",
    "Frankie",
    "Gray",
    "Harper",
    "Indi",
    "Jules",
    "Kit",
    "Lee",
    "Morgan",
    "Noel",
)
LETTERS = "BCDEFGHJKMNPQ"


def said(**more: Any) -> Said:
    """Emotional regulation: twelve sessions of 90 minutes, for four to twelve people."""
    modules = [("Understanding emotions", 4), ("Riding the wave", 5), ("Keeping going", 3)]
    about: dict[str, Any] = {"pathway": "emotional-regulation", "intensity": "high", "minutes": 90}
    return Said(**about | {"smallest": 4, "largest": 12, "modules": modules} | more)


def treated(cast: Cast, person: Person, *, until: str = "pathway-started") -> Episode:
    """Referred on 2 March, and in treatment since 3 March; `until` a step that came last."""
    assert cast.daycare is not None
    made = referring.refer(
        person=person, service=cast.daycare, facts=REFERRAL, happened=day(2), by=cast.nadia, at=evening(day(2))
    )
    steps: Mapping[str, dict[str, Any]] = {
        "referral-received": {},
        "accepted": {},
        "assessed": {},
        "pathway-started": {"pathway": "emotional-regulation", "mode": "group"},
    }
    for step, facts in steps.items():
        actions.take_step(episode=made, step=step, facts=facts, happened=day(3), by=cast.petra, at=evening(day(3)))
        if step == until:
            break
    return Episode.objects.get(pk=made.pk)


@dataclass
class Eastmoor:
    """The cast with a programme, a room and a group of it; `people` by first name, each with an episode."""

    cast: Cast
    programme: Programme
    room: Room
    people: dict[str, Episode] = field(default_factory=dict)

    @property
    def petra(self) -> StaffRole:
        return self.cast.petra

    def somebody(self, number: int) -> Episode:
        """One more person in treatment."""
        given = NAMES[number]
        letters = LETTERS[number]
        person = live_at(self.cast, "HMP Eastmoor", given, "Archer", reference=f"TC-C{letters}C-222")
        self.people[given] = treated(self.cast, person)
        return self.people[given]

    def group(self, *, first: date = FIRST, starts: time = time(10), places: int = 12, **more: Any) -> Cohort:
        version = self.programme.versions.first()
        assert version is not None
        asked: dict[str, Any] = {"title": "Tuesday group", "room": self.room, "givers": [self.petra]}
        planned = booking.Group(version=version, first=first, starts=starts, places=places, **asked | more)
        return booking.open_cohort(group=planned, by=self.petra, at=NOW)

    def waits(self, episode: Episode, *, since: int = 3, need: str = "usual", fit: str = "fits") -> Wait:
        return waiting.put_on_list(
            episode=episode, programme=self.programme, since=day(since).on, need=need, fit=fit, by=self.petra, at=NOW
        )

    def joins(self, episode: Episode, cohort: Cohort) -> Membership:
        turn = "Was promised this group"
        made = waiting.offer(cohort=cohort, wait=self.waits(episode), out_of_turn=turn, by=self.petra, at=NOW)
        return waiting.accept(membership=made, by=self.petra, at=NOW)

    def filled(self, people: int = 3, **more: Any) -> Cohort:
        """A group with members."""
        cohort = self.group(**more)
        for number in range(people):
            self.joins(self.somebody(number), cohort)
        return cohort


def session_of(cohort: Cohort, number: int = 1) -> Session:
    return cohort.sessions.get(number=number, cancelled_at=None)


def after(session: Session) -> datetime:
    """An hour after it ended."""
    return session.ends_at + timedelta(hours=1)


def at_ten(on: date) -> datetime:
    return datetime.combine(on, time(10), tzinfo=UTC)


def furnish(cast: Cast) -> Eastmoor:
    organisation = cast.places["Eastmoor psychology"]
    programme = programmes.open_programme(
        organisation=organisation, title="Emotional regulation", said=said(), by=cast.petra, at=NOW
    )
    place = cast.places["HMP Eastmoor"]
    room = places.add_room(place=place, name="Group room", holds=14, needs="regime", by=cast.petra, at=NOW)
    return Eastmoor(cast, programme, room)


@pytest.fixture
def eastmoor(cast: Cast) -> Eastmoor:
    return furnish(cast)
