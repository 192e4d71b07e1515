"""Who fits whom: the reasons in words, in the order in which a coordinator is shown them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from throughcare.matching import REASONS, Bearing, Between, Mentee, Mentor, best_first, fit, free_today

TODAY = date(2026, 3, 24)
ROBIN = Mentor(
    key=1,
    active=True,
    suspended=False,
    here=True,
    clearance_until=TODAY,
    training_until=TODAY,
    supervision_due_on=TODAY,
    unsettled=False,
    rest_until=TODAY - timedelta(days=1),
    carries=3,
    most=25,
    wing="C wing",
    languages=frozenset({"English", "polish"}),
    needs=frozenset({"loneliness"}),
    hours=frozenset({"evening", "night"}),
)
BLAKE = Mentee("loneliness", "Polish", "C wing", frozenset({"morning", "evening"}))


def words(mentor: Mentor = ROBIN, mentee: Mentee = BLAKE, between: Between = Between()) -> list[str]:  # noqa: B008
    return [one.word for one in fit(mentor, mentee, between, as_of=TODAY).reasons]


def test_what_speaks_for_a_match_is_said_in_words():
    found = fit(ROBIN, BLAKE, Between(), as_of=TODAY)
    assert found.possible
    assert [one.says for one in found.reasons] == [
        "Takes: loneliness.",
        "Speaks Polish.",
        "Lives on C wing too.",
        "Can meet in the evening.",
        "Has room: supports 3 of at most 25.",
    ]


def test_of_a_mentor_of_whom_no_language_is_on_record_it_is_not_said_that_they_do_not_speak_it():
    for languages, says in (
        ({"English"}, "Does not speak Polish."),
        ((), "Nobody has said whether they speak Polish."),
    ):
        found = fit(replace(ROBIN, languages=frozenset(languages)), BLAKE, Between(), as_of=TODAY)
        assert [one.says for one in found.against] == [says]


def test_on_its_last_day_everything_still_holds_and_a_day_later_nothing_does():
    tomorrow = TODAY + timedelta(days=1)
    assert free_today(ROBIN, as_of=TODAY) == ()
    assert [one.says for one in free_today(ROBIN, as_of=tomorrow)] == [
        "Security clearance ran out after 24 March 2026.",
        "Training ran out after 24 March 2026.",
        "Supervision was due on 24 March 2026: nobody new until it is held.",
    ]


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"here": False}, "elsewhere"),
        ({"active": False, "suspended": True}, "suspended"),
        ({"active": False}, "not-active"),
        ({"clearance_until": None}, "clearance"),
        ({"training_until": None}, "training"),
        ({"supervision_due_on": None}, "supervision"),
        ({"unsettled": True}, "unsettled"),
        ({"rest_until": TODAY}, "resting"),
        ({"carries": 25}, "full"),
    ],
)
def test_each_thing_that_stops_a_mentor_stops_them_whoever_asks(changed: dict[str, object], word: str):
    mentor = replace(ROBIN, **changed)  # type: ignore[arg-type]
    assert [one.word for one in free_today(mentor, as_of=TODAY)] == [word]
    assert not fit(mentor, BLAKE, Between(), as_of=TODAY).possible


@pytest.mark.parametrize("between", ["kept_apart", "vetoed", "same_person"])
def test_what_is_between_two_forbids_it_and_says_nothing_of_why(between: str):
    found = fit(ROBIN, BLAKE, Between(**{between: True}), as_of=TODAY)
    assert not found.possible
    assert len(found.forbids) == 1
    assert found.forbids[0].bearing is Bearing.FORBIDS


def test_what_is_only_against_it_is_for_a_coordinator_to_weigh():
    other = replace(BLAKE, need="family", language="Welsh", wing="D wing", hours=frozenset({"morning"}))
    found = fit(ROBIN, other, Between(), as_of=TODAY)
    assert found.possible
    assert [one.word for one in found.against] == ["not-this-need", "no-language", "other-wing", "no-hours"]


def test_what_nobody_said_is_held_against_nobody():
    assert words(ROBIN, Mentee()) == ["room"]


def test_the_best_fit_comes_first_and_whoever_cannot_comes_last():
    away, near, full = replace(ROBIN, key=2, wing="D wing"), ROBIN, replace(ROBIN, key=3, carries=25)
    fits = (fit(one, BLAKE, Between(), as_of=TODAY) for one in (full, away, near))
    assert [one.mentor.key for one in best_first(fits)] == [1, 2, 3]


def test_of_two_who_fit_alike_the_one_with_more_room_comes_first():
    busy = replace(ROBIN, key=0, carries=12)
    fits = [fit(one, BLAKE, Between(), as_of=TODAY) for one in (busy, ROBIN)]
    assert [one.mentor.key for one in best_first(fits)] == [1, 0]


@settings(max_examples=30)
@given(carries=st.integers(0, 40), most=st.integers(1, 30), day=st.integers(-3, 3))
def test_nobody_is_suggested_beyond_their_load_or_after_their_clearance(carries: int, most: int, day: int):
    until = TODAY + timedelta(days=day)
    mentor = replace(ROBIN, carries=carries, most=most, clearance_until=until)
    assert fit(mentor, BLAKE, Between(), as_of=TODAY).possible == (carries < most and until >= TODAY)


def test_every_reason_has_a_sentence_that_ends():
    """Also where nothing is known: no sentence fails for want of a day."""
    bare = Mentor(9, False, False, False, None, None, None, True, None, 1, 1)
    for found in (fit(bare, BLAKE, Between(True, True, True), as_of=TODAY), fit(ROBIN, BLAKE, Between(), as_of=TODAY)):
        assert all(one.says.endswith(".") for one in found.reasons)
    assert {rule.bearing for rule in REASONS.values()} == set(Bearing)
