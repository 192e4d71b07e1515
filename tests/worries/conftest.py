"""Alex has been supported by Milo, a mentor on C wing, since Tuesday 3 March 2026; Cora coordinates the scheme."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import LONG_AGO, MONDAY, Cast, live_at
from tests.episodes.conftest import day, evening
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Episode, Service
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.models import Organisation, Staff, StaffRole, Unit
from throughcare.people.models import Placement
from throughcare.worries import escalating, raising
from throughcare.worries.models import Worry
from throughcare.worries.whom import Tapped

NIGHT = datetime(2026, 3, 23, 23, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOME = "HMP Eastmoor"

Raise = Callable[..., Worry]


class Scheme:
    """The mentor scheme of Eastmoor: its two services, its coordinator, Milo's account, his own way and Alex's."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.organisation = Organisation.objects.create(
            name="Eastmoor mentor scheme", kind="peer-support", parent=cast.places[HOME], fictional=True
        )
        self.cora = self.account("cora", "Cora Lindt", "MC", self.organisation)
        self.abe = self.account("abe", "Abe Coles", "ADMIN", self.organisation)
        self.milo = self.account("milo", "Milo", "PM", self.organisation)
        self.wing = Unit.objects.create(organisation=cast.places[HOME], kind="wing", name="C wing")
        Placement.objects.filter(person=cast.people["alex"]).update(unit=self.wing)
        self.mentors, self.support = self.service("peer-mentor"), self.service("peer-support")
        self.mentor = self.mentor_named("Milo", "Ashby", reference="TC-MMM-222")
        self.mentee = self.matched(cast.people["alex"])

    def account(self, username: str, shown: str, role: str, there: Organisation) -> StaffRole:
        staff = Staff.objects.create(username=username, display_name=shown, password="!")
        acting = StaffRole.objects.create(staff=staff, organisation=there, role=role, from_on=LONG_AGO)
        self.cast.staff[username] = acting
        return acting

    def service(self, slug: str) -> Service:
        blueprint = referring.adopt(slug=slug, by=self.cora, at=MONDAY)
        places = self.cast.places
        parties = {
            "scheme": self.organisation,
            "prison": places[HOME],
            "mental-health": places["Eastmoor mental health team"],
        }
        known = {party: of for party, of in parties.items() if f'id = "{party}"' in blueprint.text}
        service = Service(
            title=f"{blueprint.title}, Eastmoor", blueprint=blueprint, organisation=self.organisation,
            opened_on=LONG_AGO,
        )  # fmt: skip
        return referring.open_service(service=service, parties=known, by=self.abe, at=MONDAY)

    def mentor_named(self, given: str, family: str, *, reference: str) -> Episode:
        """Somebody's own way as a mentor, as far as it matters here: it has begun."""
        person = live_at(self.cast, HOME, given, family, reference=reference)
        Placement.objects.filter(person=person).update(unit=self.wing)
        return Episode.objects.create(
            reference=reference.replace("TC", "EP"), person=person, service=self.mentors,
            blueprint=self.mentors.blueprint, created_at=MONDAY, nobody_holds=True, stage="active",
            stage_since=MONDAY.date(),
        )  # fmt: skip

    def matched(self, person: Any) -> Episode:
        asked = {"asked-by": "person", "need": "coping", "aim": "To sleep"}
        episode = referring.refer(
            person=person, service=self.support, begin="support-requested", happened=day(2), by=self.cast.nadia,
            facts=asked, at=evening(day(2)),
        )  # fmt: skip
        for step, said in {
            "support-requested": asked,
            "request-looked-at": {"mental-health-first": "no"},
            "found-safe": {"location-safe": "yes"},
            "matched": {"mentor": self.mentor.reference, "aim": "To sleep"},
        }.items():
            actions.take_step(
                episode=episode, step=step, facts=said, happened=day(3), by=self.cora, at=evening(day(3))
            )  # fmt: skip
        return Episode.objects.select_related("service__organisation", "person").get(pk=episode.pk)


@pytest.fixture
def scheme(cast: Cast) -> Scheme:
    return Scheme(cast)


@pytest.fixture
def tap(scheme: Scheme) -> Callable[..., raising.Passed]:
    """tap(): Milo passes on a worry about Alex on the evening of Monday 23 March, ten past eleven."""

    def tapped(*, at: datetime = NIGHT, mentee: Episode | None = scheme.mentee, **more: Any) -> raising.Passed:
        said = {"tapped": Tapped(scheme.mentor, mentee), "key": uuid4(), "by": scheme.milo, **more}
        return raising.tap(at=at, **said)

    return tapped


def escalate(at: datetime) -> int:
    return escalating.escalate_all(by=clock_keeper(at=at), at=at)
