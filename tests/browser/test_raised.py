"""What was raised with those who see no stages, and a referral that is filled in from the record, in a browser."""

from datetime import date

import pytest

from tests.browser.conftest import Visit
from tests.browser.everybody import wrong_with
from tests.cast import LONG_AGO, MONDAY, Cast, live_at
from tests.episodes.conftest import day, evening, request_for
from tests.ladder.conftest import climb
from tests.web.conftest import TODAY
from throughcare.episodes import referring
from throughcare.episodes.models import Episode
from throughcare.organisations.models import Staff, StaffRole
from throughcare.people import actions
from throughcare.people.models import LegalStatus

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def raised(world: Cast) -> Episode:
    """Somebody has waited since 2 March; Corin of the commissioner and Owen of the prison were told on day 21."""
    corin = Staff.objects.create(username="corin", display_name="Corin Ashe", password="!")
    place = world.places["Northshire Commissioning"]
    world.staff["corin"] = StaffRole.objects.create(staff=corin, organisation=place, role="COMM", from_on=LONG_AGO)
    sol = live_at(world, "HMP Eastmoor", "Solomon", "Featherstonehaugh", reference="TC-SSS-222")
    status = LegalStatus(person=world.people["alex"], kind="sentence", code="determinate", from_on=date(2026, 1, 5))
    actions.set_legal_status(status=status, by=world.nadia, at=MONDAY)
    episode = referring.refer(
        person=sol, service=world.transfer, facts=request_for(world), begin="initial-request-for-medical-report",
        happened=day(2), by=world.nadia, at=evening(day(2)),
    )  # fmt: skip
    climb(TODAY)
    return episode


# name of the page -> who looks, and where: {e} is the episode, {n} the fact that told them
PAGES = {
    "raised-with-a-commissioner": ("corin", "/raised"),
    "raised-with-a-prison": ("owen", "/raised"),
    "answer-case": ("corin", "/raised/{e}/{n}"),
    "answer-case-of-a-prison": ("owen", "/raised/{e}/{n}"),
    "held-as-changed": ("nadia", "/episodes/{t}/steps/held-as-changed"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(visit: Visit, world: Cast, raised: Episode, name: str):
    who, address = PAGES[name]
    told = raised.events.get(step="escalation-raised", facts__rung="day-21").number
    transfer = Episode.objects.filter(service=world.transfer).exclude(pk=raised.pk).get()
    address = address.format(e=raised.reference, n=told, t=transfer.reference)
    assert wrong_with(visit, who, address, name) == []
