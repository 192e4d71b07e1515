"""A scheme at Eastmoor: Mina coordinates it. Robin and Sasha are its mentors; Blake, Casey and Drew would like one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import LONG_AGO, Cast, gather, live_at, open_services
from tests.kept import Kept, keep
from tests.mentors import SUPERVISED, WAY
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Episode, Service
from throughcare.organisations.models import Organisation, Staff, StaffRole, Unit
from throughcare.pathways import Moment
from throughcare.peers import pairing, schemes
from throughcare.peers.models import Match, Mentee, Mentor, Scheme
from throughcare.people.models import Person, Placement

# A Tuesday. Everything that the mentors needed was done in February.
NOW = datetime(2026, 3, 24, 9, 30, tzinfo=UTC)
TODAY = Moment(on=NOW.date())
REQUEST = {"asked-by": "person", "need": "loneliness", "language": "Polish", "aim": "To leave my cell once a day"}


def on(number: int, month: int = 2) -> Moment:
    return Moment(on=date(2026, month, number))


def at_noon(number: int, month: int = 2) -> datetime:
    return datetime.combine(date(2026, month, number), time(12), tzinfo=UTC)


@dataclass
class Peers:
    """The cast with a scheme; `mentors` and `mentees` by first name."""

    cast: Cast
    scheme: Scheme
    mina: StaffRole
    wings: dict[str, Unit]
    mentors: dict[str, int] = field(default_factory=dict)
    mentees: dict[str, int] = field(default_factory=dict)

    def who(self, name: str) -> StaffRole:
        return self.mina if name == "mina" else self.cast.staff[name]

    def mentor(self, name: str) -> Mentor:
        return Mentor.objects.select_related("scheme__support", "episode__service", "person").get(pk=self.mentors[name])

    def mentee(self, name: str) -> Mentee:
        rows = Mentee.objects.select_related("scheme__support", "episode__service", "person")
        return rows.get(pk=self.mentees[name])

    def takes(self, episode: Episode, step: str, by: str, moment: Moment, at: datetime, **facts: Any) -> Episode:
        who = self.who(by)
        return actions.take_step(episode=episode, step=step, facts=facts, happened=moment, by=who, at=at)

    def mentor_takes(self, name: str, step: str, by: str = "mina", **facts: Any) -> Episode:
        """Something happens to a mentor today."""
        return self.takes(self.mentor(name).episode, step, by, TODAY, NOW, **facts)

    def applicant(self, given: str, reference: str, *, until: str = "mentor-active", wing: str = "C wing") -> Mentor:
        """Somebody who applied in February and got as far as a step, or no further where none is named."""
        person = self.lives(given, reference, wing)
        episode = referring.refer(
            person=person, service=self.scheme.mentors, facts={"languages": "English"}, begin="application-received",
            happened=on(2), by=self.mina, at=at_noon(2),
        )  # fmt: skip
        self.mentors[given] = Mentor.objects.get(episode=episode).pk
        for step, by, day, facts in (*WAY, SUPERVISED) if until else ():
            known = {**facts, "shadows": self.guide(facts)} if "shadows" in facts else facts
            self.takes(episode, step, by, on(day), at_noon(day), **known)
            if step == until:
                break
        return self.mentor(given)

    def guide(self, facts: Mapping[str, Any]) -> str:
        """Staff stand in until there is a mentor to go along with."""
        active = Mentor.objects.filter(scheme=self.scheme, active=True).select_related("episode").first()
        return active.episode.reference if active else str(facts["shadows"])

    def asks(self, given: str, reference: str, *, wing: str = "C wing", until: str = "found-safe") -> Mentee:
        """Somebody who asked for a mentor on 2 March, and waits for one since the third."""
        person = self.lives(given, reference, wing)
        episode = referring.refer(
            person=person, service=self.scheme.support, facts=REQUEST, begin="support-requested", happened=on(2, 3),
            by=self.mina, at=at_noon(2, 3),
        )  # fmt: skip
        self.mentees[given] = Mentee.objects.get(episode=episode).pk
        for step, facts in (
            ("request-looked-at", {"mental-health-first": "no"}),
            ("found-safe", {"location-safe": "yes"}),
        ):
            self.takes(episode, step, "mina", on(3, 3), at_noon(3, 3), **facts)
            if step == until:
                break
        return self.mentee(given)

    def lives(self, given: str, reference: str, wing: str) -> Person:
        person = live_at(self.cast, "HMP Eastmoor", given, "Archer", reference=reference)
        Placement.objects.filter(person=person).update(unit=self.wings[wing])
        return person

    def match(self, mentor: str, mentee: str, *, at: datetime = NOW) -> Match:
        aim = "To leave my cell once a day"
        return pairing.match(mentor=self.mentor(mentor), mentee=self.mentee(mentee), aim=aim, by=self.mina, at=at)


def joins(cast: Cast, username: str, shown: str, role: str, at: Organisation) -> StaffRole:
    staff = Staff.objects.create(username=username, display_name=shown, password="!")
    cast.staff[username] = StaffRole.objects.create(staff=staff, organisation=at, role=role, from_on=LONG_AGO)
    return cast.staff[username]


def service_of(cast: Cast, slug: str, title: str, runs: Organisation, by: StaffRole) -> Service:
    parties = {
        "scheme": runs,
        "prison": cast.places["HMP Eastmoor"],
        "mental-health": cast.places["Eastmoor mental health team"],
    }
    made = Service(
        title=title, blueprint=referring.adopt(slug=slug, by=by, at=at_noon(1)), organisation=runs, opened_on=LONG_AGO
    )
    return referring.open_service(service=made, parties=parties, by=by, at=at_noon(1))


def furnish(cast: Cast, *, most: int = 25) -> Peers:
    """The scheme with nobody in it."""
    prison = cast.places["HMP Eastmoor"]
    runs = Organisation.objects.create(name="Eastmoor peer support", kind="peer-support", parent=prison, fictional=True)
    cast.places[runs.name] = runs
    mina = joins(cast, "mina", "Mina Osei", "MC", runs)
    wings = {name: Unit.objects.create(organisation=prison, kind="wing", name=name) for name in ("C wing", "D wing")}
    mentors = service_of(cast, "peer-mentor", "Mentors, Eastmoor", runs, mina)
    support = service_of(cast, "peer-support", "Peer support, Eastmoor", runs, mina)
    scheme = schemes.open_scheme(
        support=support, mentors=mentors, place=prison, values=schemes.Values(most=most), by=mina, at=at_noon(1)
    )
    return Peers(cast, scheme, mina, wings)


def peopled() -> Peers:
    peers = furnish(open_services(gather()))
    peers.applicant("Robin", "TC-RRR-222", until="supervision-held")
    peers.applicant("Sasha", "TC-SSS-222", until="shadowing-started", wing="D wing")
    for given, letter in (("Blake", "B"), ("Casey", "C"), ("Drew", "D")):
        peers.asks(given, f"TC-{letter * 3}-222")
    # Mentors sit down with somebody every fourteen days.
    for day in (9, 23):
        moment = on(day, 3)
        sat_down = {"support-worker": "Mina Osei", "clinician": "Nadia Rahman"}
        peers.takes(peers.mentor("Robin").episode, "supervision-held", "mina", moment, at_noon(day, 3), **sat_down)
    return peers


@pytest.fixture(scope="session")
def kept_peers(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Kept:
    with django_db_blocker.unblock():
        return keep(peopled)


@pytest.fixture
def peers(kept_peers: Kept, db: None) -> Peers:
    found: Peers = kept_peers.lay_out()
    return found
