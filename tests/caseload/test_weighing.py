"""What a case weighs: points of its service, local defaults where it has set none."""

from decimal import Decimal

import pytest

from tests.caseload.conftest import NOW, Team
from throughcare.caseload import weighing
from throughcare.caseload.models import LocalWeight
from throughcare.caseload.weighing import weighed, weights_of
from throughcare.episodes.history import run_by
from throughcare.episodes.models import Service
from throughcare.organisations.refusals import Refused


@pytest.fixture
def daycare(team: Team) -> Service:
    assert team.cast.daycare is not None
    return team.cast.daycare


CASES = {
    "waits for the team": ({"stage": "accepted", "mode": None, "alert": False}, 1),
    "in treatment": ({"stage": "in-treatment", "mode": None, "alert": False}, 2),
    "alone": ({"stage": "in-treatment", "mode": "individual", "alert": False}, 4),
    "in a group": ({"stage": "in-treatment", "mode": "group", "alert": False}, 3),
    "both, with an alert": ({"stage": "in-treatment", "mode": "both", "alert": True}, 7),
}


@pytest.mark.parametrize("name", CASES)
def test_local_defaults_add_up(daycare: Service, name: str):
    said, points = CASES[name]
    blueprint = run_by(daycare, digest=daycare.blueprint_id)
    assert weights_of(Service.objects.all()).of_case(daycare.pk, blueprint, **said) == points


def test_a_service_sets_its_own_and_only_what_differs_is_recorded(team: Team, daycare: Service):
    listed = {one.name: one.points for one in weighed(daycare, weights_of(Service.objects.all()))}
    weighing.set_weights(service=daycare, points={**listed, "mode-group": 5}, by=team.quinn, at=NOW)
    assert LocalWeight.objects.get().key == "group"
    weighing.set_weights(service=daycare, points={**listed, "mode-group": 6}, by=team.rosa, at=NOW)
    found = weights_of(Service.objects.all())
    assert [row.points for row in LocalWeight.objects.order_by("pk")] == [5, 6]
    (group,) = [one for one in weighed(daycare, found) if one.name == "mode-group"]
    assert (group.points, group.default, group.local and group.local.by) == (6, 1, team.rosa)


REFUSED = {
    "too much": ({"mode-group": 21}, "petra", "mode-group", "Points are a whole number from 0 to 20."),
    "unknown": ({"mode-x": 2}, "petra", "mode-x", "There is no such weight."),
    "the same": ({"mode-group": 1}, "petra", "", "Nothing is changed."),
    "a stranger": ({"mode-group": 2}, "nadia", "", "Only the clinicians of the team itself keep its caseloads."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_in_words(team: Team, daycare: Service, name: str):
    points, who, field, says = REFUSED[name]
    with pytest.raises(Refused) as refused:
        weighing.set_weights(service=daycare, points=points, by=team.cast.staff[who], at=NOW)
    assert refused.value.reasons == {field: says}


def test_hours_make_room_for_points(team: Team, daycare: Service):
    said = weighing.set_hours(whose=team.petra, hours=Decimal("22.5"), by=team.petra, at=NOW)
    assert said.hours * weights_of(Service.objects.filter(pk=daycare.pk)).of_an_hour() == 45
    with pytest.raises(Refused, match="from 0 to 60 hours"):
        weighing.set_hours(whose=team.petra, hours=Decimal(61), by=team.petra, at=NOW)


def test_where_services_differ_an_hour_has_room_for_the_fewest_points(team: Team, daycare: Service):
    weighing.set_weights(service=daycare, points={"hour-hour": 4}, by=team.petra, at=NOW)
    assert weights_of(Service.objects.filter(pk=daycare.pk)).of_an_hour() == 4
    every = weights_of(Service.objects.all())
    assert (len(every.local) > 1, every.of_an_hour()) == (True, 2)
