"""What holds for whatever anybody answers."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.instruments.answering import read
from throughcare.instruments import Instrument, Refused, alerts, answers, instruments, score

EVERY = st.sampled_from(instruments())


@st.composite
def answered(draw: st.DrawFn) -> tuple[Instrument, dict[str, int]]:
    """An instrument, and answers to some of its items."""
    of = draw(EVERY)
    given_ = {}
    for item in of.items:
        taken = [None, *item.values, *([] if item.unknown is None else [item.unknown])]
        if (value := draw(st.sampled_from(taken))) is not None:
            given_[item.number] = value
    return of, given_


@given(answered())
def test_answers_have_scores_or_a_refusal_and_never_both(case: tuple[Instrument, dict[str, int]]) -> None:
    of, raw = case
    found = score(of, read(of, raw))
    assert (found.refused is None) is (of.main_scale in found.scores)
    if found.refused:
        assert (dict(found.scores), dict(found.bands), dict(found.labels)) == ({}, {}, {})
    assert not set(found.scores) & set(found.unscored)


@given(answered())
def test_every_score_lies_in_the_range_of_its_scale(case: tuple[Instrument, dict[str, int]]) -> None:
    of, raw = case
    for scale, value in score(of, read(of, raw)).scores.items():
        assert of.scale[scale].low <= value <= of.scale[scale].high


@given(answered())
def test_alerts_of_answers_do_not_depend_on_a_score(case: tuple[Instrument, dict[str, int]]) -> None:
    of, raw = case
    given_ = read(of, raw)
    at_once = alerts(of, given_)
    assert score(of, given_).alerts[: len(at_once)] == at_once
    for rule in (rule for rule in of.alerts if rule.item):
        alone = alerts(of, read(of, {rule.item: raw[rule.item]} if rule.item in raw else {}))
        assert [one for one in at_once if one.item == rule.item] == [one for one in alone if one.item == rule.item]


@given(answered(), st.randoms(use_true_random=False))
def test_the_order_of_answers_is_of_no_account(case: tuple[Instrument, dict[str, int]], random: Any) -> None:
    of, raw = case
    names = list(raw)
    random.shuffle(names)
    shuffled = {name: raw[name] for name in names}
    assert score(of, read(of, shuffled)) == score(of, read(of, raw))


@given(EVERY)
def test_turning_an_answer_round_twice_gives_it_back(of: Instrument) -> None:
    for item in of.items:
        for value in item.values:
            assert item.counted(item.counted(value)) == value
            assert item.counted(value) in item.values


WHATEVER = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=3,
)


@given(EVERY, st.dictionaries(st.text(max_size=3) | st.sampled_from(["1", "2", "9", "A", "P1"]), WHATEVER, max_size=8))
def test_no_answer_is_too_strange_for_a_sentence(of: Instrument, raw: dict[str, Any]) -> None:
    found = answers(of, raw)
    if isinstance(found, Refused):
        assert found.faults
        assert found.says.isprintable()
        found = found.sound
    assert set(found) == set(of.item)
    score(of, found)
