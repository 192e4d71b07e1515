"""Why somebody sees what they see, told for the command line and for pages: from the rows, by the rule."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.access.asked import FRIDAY, HOUR, answer, person
from tests.cast import Cast
from throughcare.access.explaining import decisions
from throughcare.access.models import Grant
from throughcare.sharing import CATEGORIES, Ground

NEXT_WEEK = datetime(2026, 3, 13, 9, tzinfo=UTC)


def test_every_category_has_a_decision_a_reason_and_a_way(cast: Cast):
    found = decisions(person(cast), staff=cast.bola, as_of=FRIDAY)
    assert list(found) == list(CATEGORIES)
    assert all(one.reasons for one in found.values())
    clinical = found["clinical"]
    assert (clinical.allowed, clinical.level) == (False, None)
    assert {route.kind for route in clinical.routes} >= {"consent", "agreement"}


def test_a_nurse_at_the_place_sees_because_the_person_lives_there(cast: Cast):
    clinical = decisions(person(cast), staff=cast.nadia, as_of=FRIDAY)["clinical"]
    assert (clinical.level, clinical.ground) == ("write", Ground.PLACEMENT)
    assert "works where this person lives" in clinical.reasons[0].says


def test_consent_names_who_asked_and_its_end_is_told_when_it_is_taken_back(cast: Cast):
    answer(cast, "given", by=cast.nadia)
    given = decisions(person(cast), staff=cast.bola, as_of=FRIDAY + HOUR)["clinical"]
    assert (given.level, given.ground) == ("read", Ground.CONSENT)
    assert "asked by Nadia Rahman" in given.reasons[0].says
    answer(cast, "withdrawn", by=cast.nadia, at=FRIDAY + 2 * HOUR)
    after = decisions(person(cast), staff=cast.bola, as_of=FRIDAY + 3 * HOUR)["clinical"]
    assert after.level is None
    assert any("withdrawn their consent" in reason.says for reason in after.reasons)


@pytest.mark.parametrize(("days", "level"), [(6, "write"), (8, None)])
def test_a_ground_that_has_an_end_says_when(cast: Cast, days: int, level: str | None):
    end = FRIDAY + timedelta(days=7)
    Grant.objects.filter(organisation=cast.nadia.organisation).update(ends_at=end)
    clinical = decisions(person(cast), staff=cast.nadia, as_of=FRIDAY + timedelta(days=days))["clinical"]
    assert (clinical.level, clinical.until) == (level, end if level else None)
