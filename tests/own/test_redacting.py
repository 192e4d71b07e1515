"""The rule says of every category what becomes of it in a copy, and guesses at nothing that somebody typed."""

import pytest

from throughcare.own.redacting import (
    EXEMPTIONS,
    HEALTH,
    NEVER_RELEASED,
    RULES,
    WITHHELD_FOR,
    Outcome,
    Ruling,
    ruling,
)
from throughcare.sharing import CATEGORIES, NEVER_IN_OWN_VIEW, levels_of


def test_every_category_has_a_rule_and_no_other():
    assert list(RULES) == list(CATEGORIES)
    assert set(CATEGORIES) >= HEALTH


def test_every_rule_that_does_not_release_says_in_which_law():
    reasons = {rule.reason for rule in RULES.values() if rule.outcome is not Outcome.RELEASE}
    assert reasons <= set(EXEMPTIONS)
    assert set(WITHHELD_FOR) <= set(EXEMPTIONS)
    assert all(exemption.law for exemption in EXEMPTIONS.values())


@pytest.mark.parametrize("category", sorted(NEVER_IN_OWN_VIEW))
def test_what_the_person_is_never_shown_is_withheld_whoever_wrote_it(category: str):
    assert {ruling(category, free_text=typed).outcome for typed in (True, False)} == {Outcome.WITHHOLD}
    assert category in NEVER_RELEASED


@pytest.mark.parametrize("category", CATEGORIES)
def test_whatever_somebody_typed_is_looked_at_or_withheld(category: str):
    assert ruling(category, free_text=True).outcome is not Outcome.RELEASE


def test_what_is_typed_and_would_be_released_may_name_others():
    assert ruling("clinical", free_text=True) == Ruling(Outcome.LOOK, "names-others")
    assert ruling("clinical", free_text=False) == Ruling(Outcome.RELEASE)
    assert ruling("mentor-vetting", free_text=True) == Ruling(Outcome.LOOK, "confidence")


def test_nothing_is_released_by_rule_that_the_matrix_shows_the_person_only_in_part():
    """Of these the person's own pages give a summary; a reviewer looks at each before more is given."""
    own = levels_of("SU")
    summarised = {category for category, most in own.items() if most.as_own == "summary"}
    assert summarised
    assert all(RULES[category].outcome is Outcome.LOOK for category in summarised)


def test_what_would_give_something_away_is_not_told():
    assert {reason for reason, exemption in EXEMPTIONS.items() if exemption.told} == {"third-party", "confidence"}
