"""Rowan Unit keeps two wards of three beds each, and Alex is accepted there: what the tests of beds begin with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from tests.cast import Cast, live_at
from tests.episodes.conftest import day, evening, request_for
from throughcare.beds import wards
from throughcare.beds.models import Bed, Ward, WardVersion
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Episode
from throughcare.organisations.models import StaffRole, Unit
from throughcare.people.models import Person

OPENED, NOW = evening(day(1)), evening(day(20))


def said(level: str = "medium", **more: Any) -> WardVersion:
    """What a ward says that it is: for men with mental illness, unless told otherwise."""
    about: dict[str, Any] = {
        "level": level,
        "specialties": ["mental-illness"],
        "sexes": ["1"],
        "collaborative": "North collaborative",
        "meets": ["wheelchair"],
        "criteria": "Men who need medium security.",
    }
    return WardVersion(**about | more)


def ward_at(
    by: StaffRole, name: str, version: WardVersion, beds: Sequence[str] = ("Room 1", "Room 2", "Room 3")
) -> Ward:
    unit = Unit.objects.create(organisation=by.organisation, kind="ward", name=name)
    made = wards.open_ward(unit=unit, version=version, by=by, at=OPENED)
    wards.add_beds(ward=made, names=beds, by=by, at=OPENED)
    return made


def waiting(cast: Cast, person: Person, *, on: int = 2, level: str = "medium", urgent: bool = False) -> Episode:
    """Somebody referred to Rowan Unit on a day of March, and accepted by its access assessment on the 10th."""
    assert cast.transfer is not None
    asked = {**request_for(cast), "urgent": "yes" if urgent else "no"}
    episode = referring.refer(
        person=person, service=cast.transfer, facts=asked, begin="initial-request-for-medical-report",
        happened=day(on), by=cast.nadia, at=evening(day(on)),
    )  # fmt: skip
    met = {"finding": "met", "doctor": "Dr Iqbal", "approved": "yes"}
    steps: list[tuple[str, StaffRole, dict[str, Any]]] = [
        ("first-medical-report", cast.nadia, met),
        ("criteria-met", cast.nadia, {}),
        ("access-assessment-done", cast.harun, {"result": "accepted", "level": level, "specialty": "Mental illness"}),
    ]
    for step, by, facts in steps:
        actions.take_step(episode=episode, step=step, facts=facts, happened=day(10), by=by, at=evening(day(10)))
    return Episode.objects.get(pk=episode.pk)


def warranted(cast: Cast, episode: Episode) -> None:
    """From the second report to the warrant, all on 18 March."""
    there = {"secure-hospital": cast.places["Rowan Unit"].pk, "section": "section-47", "restricted": "yes"}
    steps: list[tuple[str, StaffRole, dict[str, Any]]] = [
        ("second-medical-report", cast.harun, {"finding": "met", "doctor": "Dr Ilori"}),
        ("application-to-mhcs", cast.nadia, {}),
        ("transfer-direction-given", cast.maya, there),
    ]
    for step, by, facts in steps:
        actions.take_step(episode=episode, step=step, facts=facts, happened=day(18), by=by, at=evening(day(18)))


def received(cast: Cast, episode: Episode, *, on: int) -> Episode:
    return actions.take_step(
        episode=episode, step="received-into-hospital", facts={}, happened=day(on), by=cast.harun, at=evening(day(on))
    )


@dataclass
class Rowan:
    """The cast with the wards Cedar (medium, men) and Hazel (low, women), and Alex who waits for a medium bed."""

    cast: Cast
    cedar: Ward
    hazel: Ward
    alex: Episode

    @property
    def beds(self) -> list[Bed]:
        return list(Bed.objects.filter(ward=self.cedar).order_by("pk"))

    def another(self, name: str, letter: str, **more: Any) -> Episode:
        """Somebody else at Eastmoor who waits."""
        given, family = name.split()
        person = live_at(self.cast, "HMP Eastmoor", given, family, reference=f"TC-R{letter}R-222")
        person.sex = "1"
        person.save(update_fields=["sex"])
        return waiting(self.cast, person, **more)


def furnish(cast: Cast, person: Person | None = None) -> Rowan:
    """The wards, and Alex who waits; or somebody else, where Alex is referred already."""
    cedar = ward_at(cast.harun, "Cedar ward", said())
    hazel = ward_at(cast.harun, "Hazel ward", said("low", sexes=["2"], criteria="Women who need low security."))
    alex = person or cast.people["alex"]
    alex.sex = "1"
    alex.save(update_fields=["sex"])
    return Rowan(cast, cedar, hazel, waiting(cast, alex))


@pytest.fixture
def rowan(cast: Cast) -> Rowan:
    return furnish(cast)
