"""The example world's rows and thresholds: invented, marked as such, with an answer, a row that ended and a gap."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from throughcare.organisations.models import Organisation
from throughcare.providers.answering import Question, answer
from throughcare.providers.example import FICTIONAL, keep_rows
from throughcare.providers.models import Responsibility, ResponsibilityEnd, Threshold
from throughcare.providers.places import read
from throughcare.synthetic.actions import load_world

MORNING = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_world(name="tiny", at=MORNING)
        keep_rows(at=MORNING)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _in_the_world(_loaded: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def asked(level: str, sex: str) -> tuple[str, list[str]]:
    area = Organisation.objects.get(name="Wold and Vale Integrated Commissioning")
    known = read(areas=[area.pk])
    found = answer(known.rows, Question("provider", [area.pk], level, "mental-illness", sex, date(2026, 9, 1)))
    who = known.organisations[found.row.organisation].name if found.row else ""
    return who, [one.because for one in found.nots]


def test_every_row_says_that_it_is_invented():
    for rows in (Responsibility, ResponsibilityEnd, Threshold):
        assert set(rows.objects.values_list("source", flat=True)) == {FICTIONAL}


def test_a_man_for_medium_security_is_answered_for_and_an_earlier_row_has_ended():
    who, nots = asked("medium", "1")
    assert who == "Bramblewick Clinic"
    assert "that row ended on Monday 1 September 2025" in nots


def test_a_region_without_a_hospital_for_a_level_leaves_a_gap():
    assert asked("picu", "1")[0] == ""


def test_hospitals_say_on_what_terms_they_admit():
    assert Threshold.objects.filter(provider__name="Sorrel House", level="medium").exists()
