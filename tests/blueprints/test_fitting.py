"""Who fits a service, as far as whoever refers can say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.blueprints.blueprint import Criterion
from throughcare.blueprints.fitting import fit
from throughcare.blueprints.library import load

CRITERIA = (
    Criterion("ill", "Ill enough", "all"),
    Criterion("sentenced", "Serving a sentence", "any"),
    Criterion("urgent", "Urgent", "any"),
    Criterion("leaving", "Leaves soon", "exclude"),
)


@pytest.mark.parametrize(
    ("said", "met", "unmet", "unknown", "fits"),
    [
        ({}, [], [], ["ill", "sentenced", "urgent", "leaving"], None),
        ({"ill": True, "sentenced": True, "leaving": False}, ["ill", "sentenced", "leaving"], [], [], True),
        ({"ill": False}, [], ["ill"], ["sentenced", "urgent", "leaving"], False),
        ({"leaving": True}, [], ["leaving"], ["ill", "sentenced", "urgent"], False),
        ({"sentenced": False}, [], [], ["ill", "sentenced", "urgent", "leaving"], None),
        ({"sentenced": False, "urgent": False}, [], ["sentenced", "urgent"], ["ill", "leaving"], False),
        ({"sentenced": False, "urgent": True}, ["urgent"], [], ["ill", "leaving"], None),
    ],
)
def test_what_was_said_speaks_for_or_against(said, met, unmet, unknown, fits):
    found = fit(CRITERIA, said)
    assert [one.id for one in found.met] == met
    assert [one.id for one in found.unmet] == unmet
    assert [one.id for one in found.unknown] == unknown
    assert found.fits is fits


def test_without_criteria_everybody_fits():
    assert fit((), {}).fits is True


@given(st.dictionaries(st.sampled_from([one.id for one in load("hospital-transfer").criteria]), st.booleans()))
def test_no_criterion_speaks_twice(said):
    found = fit(load("hospital-transfer").criteria, said)
    ids = [one.id for group in (found.met, found.unmet, found.unknown) for one in group]
    assert len(ids) == len(set(ids))
