"""Eastmoor refers by a blueprint of its own, in which no step and no clock bears a name that the product knows."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.cast import LONG_AGO, MONDAY, Cast
from tests.episodes.conftest import day, evening, request_for
from tests.meanings.renamed import SLUG, ours, renamed
from tests.papers.story import Story
from tests.web.conftest import SignIn, _tuesday_24_march, as_
from throughcare.episodes import referring
from throughcare.episodes.models import Service
from throughcare.organisations.keeper import operator
from throughcare.organisations.models import StaffRole
from throughcare.pathways import Moment

__all__ = ["SignIn", "_tuesday_24_march", "as_"]


@dataclass
class OurStory(Story):
    """The same story, told in the words of this prison."""

    def take(self, step: str, *, by: StaffRole, on: Moment, **facts: Any) -> Story:
        return super().take(ours(step), by=by, on=on, **facts)

    def begun(self) -> Story:
        facts = {**request_for(self.cast), "why": self.says, "acct": "open"}
        begin = ours("initial-request-for-medical-report")
        self.episode = referring.refer(
            person=self.person, service=self.cast.transfer, facts=facts, begin=begin,
            happened=day(2), by=self.cast.nadia, at=evening(day(2)),
        )  # fmt: skip
        return self


@pytest.fixture
def story(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Story:
    """Alex's, by a service that adopts that file."""
    assert cast.transfer is not None
    monkeypatch.setattr(referring, "source", lambda _: renamed().encode())
    service = Service(
        title="The Eastmoor way",
        blueprint=referring.adopt(slug=SLUG, by=cast.ada, at=MONDAY),
        organisation=cast.transfer.organisation,
        opened_on=LONG_AGO,
    )
    parties = {row.party: row.organisation for row in cast.transfer.parties.all()}
    cast.transfer = referring.open_service(service=service, parties=parties, by=operator(at=MONDAY), at=MONDAY)
    alex = cast.people["alex"]
    alex.sex = "1"
    alex.save(update_fields=["sex"])
    return OurStory(cast, alex, "section-47")
