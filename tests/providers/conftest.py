"""Two areas beside HMP Eastmoor's: a council that lies in Northshire, and Fenland, which is nobody's neighbour."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.cast import LONG_AGO, Cast
from throughcare.organisations.models import Organisation, Staff, StaffRole
from throughcare.providers import keeping
from throughcare.providers.models import Responsibility

TODAY = datetime(2026, 3, 24, 9, 30, tzinfo=UTC)
SAID = {"source": "Contract of 2020, schedule 2", "approved_by": "Director of specialised commissioning"}


@dataclass
class Areas:
    """`northshire` is the commissioner of the cast; Connie commissions there. `answer` puts a row on record."""

    cast: Cast
    northshire: Organisation
    council: Organisation
    fenland: Organisation
    connie: StaffRole

    def answer(self, area: Organisation, who: str | Organisation, **said: Any) -> Responsibility:
        organisation = self.cast.places[who] if isinstance(who, str) else who
        row = Responsibility(
            **{"answers": "provider", "from_on": LONG_AGO, **SAID, **said}, area=area, organisation=organisation
        )
        return keeping.answer_for(row=row, by=self.cast.carol, at=TODAY)


@pytest.fixture
def areas(cast: Cast) -> Areas:
    return make_areas(cast)


def make_areas(cast: Cast) -> Areas:
    council = Organisation.objects.create(name="Whitbeck Council", kind="local-authority", fictional=True)
    fenland = Organisation.objects.create(name="Fenland Commissioning", kind="commissioner", fictional=True)
    northshire = cast.places["Northshire Commissioning"]
    staff = Staff.objects.create(username="connie", display_name="Connie Lumb", password="!")
    connie = StaffRole.objects.create(staff=staff, organisation=northshire, role="COMM", from_on=LONG_AGO)
    cast.staff["connie"] = connie
    return Areas(cast, northshire, council, fenland, connie)


def on(text: str) -> date:
    return date.fromisoformat(text)
