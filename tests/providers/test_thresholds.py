"""On what terms a provider admits: its own clinicians say it, every version stays, and the last of a day counts."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import Cast
from tests.providers.conftest import TODAY, on
from throughcare.organisations.refusals import Refused
from throughcare.providers.models import Threshold
from throughcare.providers.thresholds import for_case, in_force, set_threshold

ILL = "Psychosis that has not answered to treatment in prison"


def set_by(who: str, cast: Cast, *, at: str = "Rowan Unit", **said: Any) -> Threshold:
    row = Threshold(
        **{
            "provider": cast.places[at],
            "admits": [ILL],
            "source": "Admission policy 4",
            "from_on": on("2026-01-01"),
            **said,
        }
    )
    return set_threshold(threshold=row, by=cast.staff[who], at=TODAY)


def test_the_last_version_of_a_day_counts_and_the_earlier_ones_stay(cast: Cast):
    first = set_by("harun", cast)
    second = set_by("harun", cast, admits=[ILL, "A second report is under way"], from_on=on("2026-03-01"))
    versions = list(Threshold.objects.all())
    assert in_force(versions, on=on("2026-02-28")) == [first]
    assert in_force(versions, on=on("2026-03-01")) == [second]
    assert in_force(versions, on=on("2025-12-31")) == []


def test_of_one_day_the_version_recorded_last_counts(cast: Cast):
    set_by("harun", cast)
    again = set_by("harun", cast, admits=["Another"])
    assert in_force(Threshold.objects.all(), on=date(2026, 1, 1)) == [again]


def test_the_most_particular_stands_first_and_others_levels_are_not_told(cast: Cast):
    every = set_by("harun", cast)
    medium = set_by("harun", cast, level="medium")
    ill = set_by("harun", cast, level="medium", specialty="mental-illness")
    set_by("harun", cast, level="low")
    found = for_case(Threshold.objects.all(), level="medium", specialty="mental-illness", on=TODAY.date())
    assert found == [ill, medium, every]


@pytest.mark.parametrize("who", ["alice", "nadia", "carol", "ada"])
def test_only_clinicians_of_the_provider_say_it(cast: Cast, who: str):
    with pytest.raises(Refused, match="The clinicians of Rowan Unit"):
        set_by(who, cast)


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"admits": []}, "admits", "at least one"),
        ({"admits": [" ", ""]}, "admits", "at least one"),
        ({"admits": ["So", "x" * 201]}, "admits", "Line 2: This is 201 characters long"),
        ({"refuses": ["\u202eneed"]}, "refuses", "Line 1: This holds a character"),
        ({"admits": [f"Line {number}" for number in range(13)]}, "admits", "at most 12 lines"),
        ({"level": "sky"}, "level", "no level called"),
        ({"source": ""}, "source", "cannot be empty"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, said: dict[str, Any], field: str, words: str):
    with pytest.raises(Refused) as refused:
        set_by("harun", cast, **said)
    assert words in refused.value.reasons[field]


@pytest.mark.parametrize("change", ["UPDATE providers_threshold SET level = ''", "DELETE FROM providers_threshold"])
def test_no_version_is_changed_or_lost(cast: Cast, change: str):
    set_by("harun", cast, level="low")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
