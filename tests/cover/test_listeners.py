"""Listeners: how many and for how many hours in a month. No person, no word, and nobody but the prison says it."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from tests.cover.conftest import NOW, Eastmoor
from throughcare.cover.listeners import months, months_back, say_listeners
from throughcare.cover.models import ListenerMonth
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused

FEBRUARY = date(2026, 2, 1)


def say(scheme: Eastmoor, by: str = "owen", **said: Any) -> ListenerMonth:
    given = {"month": FEBRUARY, "volunteers": 6, "hours": 210, **said}
    return say_listeners(place=scheme.cast.places["HMP Eastmoor"], by=scheme.who(by), at=NOW, **given)


def test_there_is_room_for_counts_and_hours_and_for_nothing_else():
    """No text and no person, also by way of no other table: who spoke to a Listener, and what was said, is theirs."""
    fields = {one.name: one for one in ListenerMonth._meta.concrete_fields}
    assert fields.keys() == {"id", "by", "at", "place", "month", "volunteers", "hours"}
    assert not [
        one for one in fields.values() if isinstance(one, models.CharField | models.TextField | models.JSONField)
    ]
    leads_to = {one.related_model for one in fields.values() if one.is_relation}
    assert leads_to == {StaffRole, Organisation}
    assert not list(ListenerMonth._meta.related_objects)


def test_the_newest_counts_and_what_was_said_before_stays(scheme: Eastmoor):
    say(scheme, hours=190)
    say(scheme)
    (_, february) = months(scheme.who("mina"), months_back(NOW.date(), 2), at=NOW)
    assert february.listeners is not None
    assert (february.first, february.listeners.hours, ListenerMonth.objects.count()) == (FEBRUARY, 210, 2)


def test_hours_of_mentors_on_the_rota_stand_beside_them(scheme: Eastmoor):
    scheme.on_rota("Robin", 24, "10:00-12:00", at=NOW.replace(hour=8))
    (march,) = months(scheme.who("owen"), months_back(NOW.date(), 1), at=NOW.replace(hour=13))
    assert (march.listeners, march.mentors) == (None, 2)


@pytest.mark.parametrize("who", ["mina", "nadia", "harun", "sam"])
def test_nobody_but_officers_of_the_prison_says_it(scheme: Eastmoor, who: str):
    with pytest.raises(Refused, match="Only officers of this prison"):
        say(scheme, who)


WRONG = [
    ({"month": date(2026, 2, 3)}, "month"),
    ({"month": date(2026, 4, 1)}, "month"),
    ({"volunteers": -1}, "volunteers"),
    ({"volunteers": 301}, "volunteers"),
    ({"volunteers": 0, "hours": 1}, "hours"),
    ({"hours": 6 * 744 + 1}, "hours"),
]


@pytest.mark.parametrize(("said", "field"), WRONG)
def test_what_cannot_be_is_refused_at_its_field(scheme: Eastmoor, said: dict[str, Any], field: str):
    with pytest.raises(Refused) as refused:
        say(scheme, **said)
    assert refused.value.reasons.keys() == {field}


def test_the_database_refuses_it_too_and_keeps_what_was_said(scheme: Eastmoor):
    made = say(scheme)
    again = {"place": made.place, "by": made.by, "at": NOW}
    for wrong in ({"month": date(2026, 2, 3), "volunteers": 1}, {"month": FEBRUARY, "volunteers": 301}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ListenerMonth.objects.create(**again, hours=1, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        ListenerMonth.objects.update(hours=1)
