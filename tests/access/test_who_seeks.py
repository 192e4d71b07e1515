"""Peer mentors live beside those whom they would find: they look for nobody, put nobody on record and refer nobody.

The matrix says which roles do; verbs hold it, whatever a page lets through.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from tests.access.test_verbs_of_strangers import CASES, NOW, NUMBER, World, verbs, written
from tests.cast import Cast, live_at
from tests.episodes.conftest import day, request_for
from tests.web.test_searching import SEARCHES_FOR_PEOPLE
from throughcare.episodes import referring
from throughcare.organisations.refusals import Refused
from throughcare.people.models import Person


def drafted(world: World) -> dict[str, Any]:
    """A referral of Jamie's, written by Nadia's team and not sent yet."""
    cast = world.cast
    jamie = live_at(cast, "HMP Eastmoor", "Jamie", "Hollis", reference="TC-WWW-222")
    asked = {"service": cast.transfer, "facts": request_for(cast), "happened": day(24), "send": False}
    return {"episode": referring.refer(person=jamie, by=cast.nadia, at=NOW, **asked), "happened": day(24)}


SEEKING: dict[str, Callable[[World], dict[str, Any]]] = {
    "access.actions.recognise": lambda w: {"number": NUMBER, "birth_date": w.alex.birth_date},
    "access.actions.record_person": lambda _: {"person": Person(family_name="Ives", fictional=True)},
    "episodes.referring.refer": CASES["episodes.referring.refer"],
    "episodes.referring.refer_again": CASES["episodes.referring.refer_again"],
    "episodes.referring.send": drafted,
}
# These two ask besides that whoever refers reads who the person is, and that the service is open to them.
JUDGED_FURTHER = {"episodes.referring.refer", "episodes.referring.refer_again"}


@pytest.mark.parametrize(("role", "seeks"), SEARCHES_FOR_PEOPLE.items())
def test_only_roles_that_look_for_people_put_them_on_record_or_refer_them(cast: Cast, role: str, seeks):
    world = World(cast)
    said = {name: case(world) for name, case in SEEKING.items()}
    cast.nadia.role = role
    cast.nadia.save()
    refused, told = set(), set()
    for name, given in said.items():
        before = written()
        try:
            with transaction.atomic():
                verbs()[name](**given, by=cast.nadia, at=NOW)
        except Refused as refusal:
            assert written() == before
            refused.add(name)
            told |= set(refusal.reasons.values())
    if seeks:
        assert refused <= JUDGED_FURTHER
        return
    assert refused == set(SEEKING)
    assert told == {f"{cast.nadia.get_role_display()}: in this role nobody is looked for, put on record or referred."}
