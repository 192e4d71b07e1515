"""A scheme at Eastmoor: Mina coordinates it. Robin and Sasha are its mentors; C wing wants one around the clock."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import LONG_AGO, Cast, gather, live_at, open_services
from tests.kept import Kept, keep
from tests.mentors import WAY
from throughcare.access.models import Grant
from throughcare.cover import rostering, wanting
from throughcare.cover.models import Duty
from throughcare.cover.rostering import Planned
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Episode, Service
from throughcare.organisations.models import Organisation, Staff, StaffRole, Unit
from throughcare.pathways import Moment
from throughcare.people.models import Person, Placement
from throughcare.rota.gaps import AROUND_THE_CLOCK

# A Tuesday; the clocks go forward in the night of the coming Saturday.
NOW = datetime(2026, 3, 24, 9, 30, tzinfo=UTC)


def on(number: int, month: int = 3) -> Moment:
    return Moment(on=date(2026, month, number))


def at_noon(number: int, month: int = 3) -> datetime:
    return datetime.combine(date(2026, month, number), time(12), tzinfo=UTC)


@dataclass
class Eastmoor:
    """The cast with a scheme; mentors and those who are supported by first name, as their episodes."""

    cast: Cast
    mina: StaffRole
    wings: dict[str, Unit]
    mentoring: Service
    support: Service
    episodes: dict[str, Episode] = field(default_factory=dict)

    def who(self, name: str) -> StaffRole:
        return self.mina if name == "mina" else self.cast.staff[name]

    def of(self, given: str) -> Episode:
        return Episode.objects.select_related("service", "person").get(pk=self.episodes[given].pk)

    def takes(self, given: str, step: str, by: str = "mina", when: Moment | None = None, **facts: Any) -> Episode:
        """Something happens to somebody, today where no day is named."""
        happened, at = (when, at_noon(when.on.day, when.on.month)) if when else (Moment(on=NOW.date(), at=NOW), NOW)
        return actions.take_step(
            episode=self.of(given), step=step, facts=facts, happened=happened, by=self.who(by), at=at
        )

    def lives(self, given: str, reference: str, wing: str = "C wing") -> Person:
        person = live_at(self.cast, "HMP Eastmoor", given, "Archer", reference=reference)
        Placement.objects.filter(person=person).update(unit=self.wings[wing])
        # A scheme knows who lives in its prison: how else would anybody apply to it?
        Grant.objects.create(
            person=person, organisation=self.mina.organisation, categories=["identity-and-location"], level="read",
            ground="placement", starts_at=datetime(2026, 1, 1, tzinfo=UTC),
        )  # fmt: skip
        return person

    def mentor(self, given: str, reference: str, *, until: str = "mentor-active") -> Episode:
        """Somebody who applied in February and got as far as a step."""
        self.episodes[given] = referring.refer(
            person=self.lives(given, reference), service=self.mentoring, facts={"languages": "English"},
            happened=on(2, 2), by=self.mina, at=at_noon(2, 2),
        )  # fmt: skip
        for step, by, day, facts in WAY:
            self.takes(given, step, by, on(day, 2), **facts)
            if step == until:
                break
        return self.of(given)

    def supported(self, given: str, reference: str, by: str = "") -> Episode:
        """Somebody who asked for a mentor on 2 March, found safe on the third; `by` a mentor since the fourth."""
        request = {"asked-by": "person", "need": "coping", "aim": "To leave my cell once a day"}
        self.episodes[given] = referring.refer(
            person=self.lives(given, reference), service=self.support, facts=request, happened=on(2),
            by=self.cast.owen, at=at_noon(2),
        )  # fmt: skip
        self.takes(given, "support-requested", when=on(3))
        self.takes(given, "request-looked-at", when=on(3), **{"mental-health-first": "no"})
        self.takes(given, "found-safe", when=on(3), **{"location-safe": "yes"})
        if by:
            self.matched(given, by, 4)
        return self.of(given)

    def matched(self, given: str, mentor: str, day: int) -> Episode:
        return self.takes(given, "matched", when=on(day), mentor=self.of(mentor).reference, aim="To go out")

    def on_rota(
        self, given: str, day: int, hours: str = "22:00-06:00", *, wing: str = "C wing", weekly: bool = False,
        month: int = 3, year: int = 2026, by: str = "mina", at: datetime = NOW,
    ) -> list[Duty]:  # fmt: skip
        starts, ends = (time.fromisoformat(one) for one in hours.split("-"))
        planned = Planned(self.wings[wing], date(year, month, day), starts, ends, weekly)
        return rostering.put_on_rota(mentor=self.episodes[given].pk, planned=planned, by=self.who(by), at=at)


def joins(cast: Cast, username: str, shown: str, role: str, at: Organisation) -> StaffRole:
    staff = Staff.objects.create(username=username, display_name=shown, password="!")
    cast.staff[username] = StaffRole.objects.create(staff=staff, organisation=at, role=role, from_on=LONG_AGO)
    return cast.staff[username]


def service_of(cast: Cast, slug: str, title: str, runs: Organisation, by: StaffRole) -> Service:
    prison, health = cast.places["HMP Eastmoor"], cast.places["Eastmoor mental health team"]
    parties = {"scheme": runs, "prison": prison, "mental-health": health}
    blueprint = referring.adopt(slug=slug, by=by, at=at_noon(1, 2))
    made = Service(title=title, blueprint=blueprint, organisation=runs, opened_on=LONG_AGO)
    return referring.open_service(service=made, parties=parties, by=by, at=at_noon(1, 2))


def furnish(cast: Cast) -> Eastmoor:
    prison = cast.places["HMP Eastmoor"]
    runs = Organisation.objects.create(name="Eastmoor peer support", kind="peer-support", parent=prison, fictional=True)
    cast.places[runs.name] = runs
    mina = joins(cast, "mina", "Mina Osei", "MC", runs)
    wings = {name: Unit.objects.create(organisation=prison, kind="wing", name=name) for name in ("C wing", "D wing")}
    mentoring = service_of(cast, "peer-mentor", "Mentors, Eastmoor", runs, mina)
    support = service_of(cast, "peer-support", "Peer support, Eastmoor", runs, mina)
    return Eastmoor(cast, mina, wings, mentoring, support)


def peopled() -> Eastmoor:
    return inhabited(furnish(open_services(gather())))


def inhabited(scheme: Eastmoor) -> Eastmoor:
    """Robin and Sasha become mentors, and C wing wants one around the clock."""
    scheme.mentor("Robin", "TC-RBC-222")
    scheme.mentor("Sasha", "TC-SHC-222")
    wanting.say_wanted(unit=scheme.wings["C wing"], hours=AROUND_THE_CLOCK, by=scheme.mina, at=at_noon(1))
    return scheme


@pytest.fixture(scope="session")
def kept_scheme(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Kept:
    with django_db_blocker.unblock():
        return keep(peopled)


@pytest.fixture
def scheme(kept_scheme: Kept, db: None) -> Eastmoor:
    found: Eastmoor = kept_scheme.lay_out()
    return found
