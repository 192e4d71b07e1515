"""What a step means is a word of a closed table: checked when a file loads, and read into files that have none."""

import re

import pytest

from throughcare.blueprints.check import check
from throughcare.blueprints.library import load, shipped, source
from throughcare.blueprints.read import read
from throughcare.meanings import CLOCKS, STEPS, WORDS, ClockMeaning, StepMeaning

TEXT = source("hospital-transfer").decode()
MEANS = re.compile(r"^means = .*\n", re.MULTILINE)
WITHOUT = MEANS.sub("", TEXT)
# What no version had that was written before there were words: it never had another name.
NEW_SINCE = {meaning for words in WORDS.values() for meaning, word in words.items() if not word.was}


def problems(text: str) -> list[tuple[str, str]]:
    """The line each problem is at, as it stands in the file, and what it says."""
    lines = text.splitlines()
    return [(lines[one.line - 1], one.says) for one in check(read(text.encode(), path="ours.toml"))]


def test_every_word_has_a_sentence_and_is_borne_in_one_of_the_blueprints_that_ship() -> None:
    for words in WORDS.values():
        for word, said in words.items():
            assert said.says.endswith("."), word
            assert [name for name in shipped() if load(name).meaning(word)], word
    assert STEPS.keys() == set(StepMeaning)
    assert CLOCKS.keys() == set(ClockMeaning)


def test_no_word_of_a_step_is_one_of_a_clock() -> None:
    assert not set(StepMeaning) & set(ClockMeaning)


WRONG = [
    ('means = "escort-booked"', 'means = "escort"', 'means = "escort"', "'escort' is not a known 'means'."),
    ('means = "warrant"', 'means = "warrent"', 'means = "warrent"', "'warrent' is not a known 'means'."),
    ('means = "left-prison"', 'means = "escort-booked"', 'means = "escort-booked"',
     "'left-prison' means 'escort-booked', and so does 'escort-booked': only one step may."),
    ('means = "notice-to-return"', 'means = "warrant"', 'means = "warrant"',
     "'rm-14' means 'warrant', and so does 'tr-warrant': only one standard may."),
    ('means = "left-prison"', 'means = "bed-date-offered"', 'means = "bed-date-offered"',
     "'left-prison' means 'bed-date-offered' but does not ask 'date'."),
    ('"accepted", "more-needed"', '"taken", "more-needed"', 'means = "access-assessed"',
     "'access-assessment-done' means 'access-assessed', but its question 'result' offers no 'accepted'."),
]  # fmt: skip


@pytest.mark.parametrize(("was", "becomes", "line", "says"), WRONG)
def test_a_word_that_is_wrong_is_told_with_its_line(was: str, becomes: str, line: str, says: str) -> None:
    assert TEXT.count(was) == 1
    assert (line, says) in problems(TEXT.replace(was, becomes))


def test_two_steps_may_bear_a_word_that_several_may() -> None:
    transfer = load("hospital-transfer")
    assert transfer.meaning(StepMeaning.WAITING_CONTACT) == ("interim-review-held", "waiting-contact-made")
    assert problems(TEXT) == []


@pytest.mark.parametrize("name", shipped())
def test_a_version_from_before_there_were_words_is_read_by_the_names_its_steps_had(name: str) -> None:
    without = MEANS.sub("", source(name).decode())
    before, now = read(without.encode(), path="before.toml").blueprint, load(name)
    assert before is not None
    for word in {*StepMeaning, *ClockMeaning} - NEW_SINCE:
        assert before.meaning(word) == now.meaning(word)
    assert problems(without) == []


def test_a_file_that_gives_one_word_is_read_by_its_words_alone() -> None:
    one = WITHOUT.replace('id = "escort-booked"\n', 'id = "escort-booked"\nmeans = "escort-booked"\n')
    blueprint = read(one.encode(), path="one.toml").blueprint
    assert blueprint is not None
    assert blueprint.that_means(StepMeaning.ESCORT_BOOKED) == "escort-booked"
    assert blueprint.that_means(StepMeaning.BED_REQUESTED) == ""


def test_day_care_means_nothing_that_a_transfer_does() -> None:
    transfer, daycare = load("hospital-transfer"), load("daycare")
    assert not [word for word in (*StepMeaning, *ClockMeaning) if transfer.meaning(word) and daycare.meaning(word)]


OF_OUTCOMES = [
    ('left = "gave-up"', 'lest = "gave-up"', "No stage has the outcome 'lest'."),
    ('left = "gave-up"', 'left = "went"', "'left' means 'went', which is not a known meaning of an outcome."),
]


@pytest.mark.parametrize(("was", "becomes", "says"), OF_OUTCOMES)
def test_a_meaning_of_an_outcome_that_is_wrong_is_told_with_its_line(was: str, becomes: str, says: str) -> None:
    text = source("peer-support").decode()
    assert problems(text.replace(was, becomes)) == [(becomes, says)]


def test_outcomes_of_a_version_from_before_they_had_meanings_are_read_by_their_ids() -> None:
    for name in ("peer-support", "peer-mentor"):
        text = re.sub(r"^\[outcomes_mean\]\n(?:[a-z-]+ = .*\n)+", "", source(name).decode(), flags=re.MULTILINE)
        before = read(text.encode(), path="before.toml").blueprint
        assert before is not None
        assert before.outcome_means == load(name).outcome_means
