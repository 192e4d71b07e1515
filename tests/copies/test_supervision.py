"""A copy passes over no supervision in silence: it says what was agreed where it may, else that it was held."""

from tests.caseload.conftest import NOW, Team, team
from tests.caseload.story import colleague
from tests.copies.told import one, outcome, told
from throughcare.caseload.copying import KEPT_BY_THEM
from throughcare.episodes.models import Episode

__all__ = ["team"]

TALKED = "Talked about in supervision on 18 March 2026"


def talked_of(team: Team) -> Episode:
    """Rosa and Quinn talk of somebody, under Petra's lead."""
    episode = team.somebody()
    team.held(team.arranged(), cases={episode.pk: "To slow down, says Tony"})
    return episode


def test_whoever_took_part_hands_over_what_was_agreed(team: Team):
    row = one(told(talked_of(team).person, to=team.quinn, at=NOW), TALKED)
    assert row.says == "To slow down, says Tony"
    assert (row.category, outcome(row)) == ("clinical", "look")


def test_whoever_did_not_says_that_there_is_something(team: Team):
    other = colleague(team.petra)
    row = one(told(talked_of(team).person, to=other, at=NOW), TALKED)
    assert row.says == KEPT_BY_THEM
    assert outcome(row) == "look"


def test_another_organisation_learns_of_none(team: Team):
    person = talked_of(team).person
    for who in ("nadia", "owen", "sam"):
        assert not any("supervision" in title for title in told(person, to=team.cast.staff[who], at=NOW))
