"""The rules of beds as examples: whom a ward fits, who is next and why, whose decision it is, what is not told."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.placing import deciding, fitting, lists, matching
from throughcare.placing.fitting import Need, Profile
from throughcare.placing.queueing import RULE, Wait, ordered, why_before
from throughcare.sharing import small

DAY = date(2026, 3, 30)
YEAR = 2026


def ward(key: int = 1, **more: Any) -> Profile:
    said: dict[str, Any] = {
        "level": "medium",
        "specialties": frozenset({"mental-illness"}),
        "sexes": frozenset({"1"}),
        "age_from": 18,
        "age_to": 65,
        "meets": frozenset({"wheelchair"}),
    }
    return Profile(key=key, **said | more)


@pytest.mark.parametrize(
    ("need", "why"),
    [
        (Need(1), []),
        (Need(1, level="medium", specialty="mental-illness", sex="1", born_in=1990), []),
        (Need(1, level="low"), ["It is medium secure, and low secure is asked for."]),
        (Need(1, specialty="deaf"), ["It does not treat: deaf people."]),
        (Need(1, sex="2"), ["It takes men only."]),
        (Need(1, sex="X"), []),
        (Need(1, born_in=2008), []),
        (Need(1, born_in=2009), ["It takes people of 18 to 65."]),
        (Need(1, born_in=1960), []),
        (Need(1, born_in=1959), ["It takes people of 18 to 65."]),
        (Need(1, meets=frozenset({"wheelchair", "hearing"})), ["It does not have: hearing loop or sign language."]),
        (Need(1, declined_by=frozenset({1})), ["It said no to this person lately."]),
    ],
)
def test_a_ward_fits_or_says_why_not(need: Need, why: list[str]):
    assert [one.says for one in fitting.misfits(need, ward(), in_year=YEAR)] == why


def test_every_reason_has_a_word_and_says_what_it_depends_on():
    assert fitting.AGAINST.keys() == fitting.AGAINST_IN_WORDS.keys() == matching.ASKED.keys() == matching.OF_WARD.keys()


KEYS = st.sampled_from
NEEDS = st.builds(
    Need,
    key=st.integers(0, 99),
    level=KEYS(["", *lists.LEVELS]),
    specialty=KEYS(["", *lists.SPECIALTIES]),
    sex=KEYS(["1", "2", "9", "X"]),
    born_in=st.none() | st.integers(1940, 2012),
    meets=st.frozensets(KEYS(list(lists.MEETS)), max_size=2),
    declined_by=st.frozensets(st.integers(0, 4), max_size=2),
)
PROFILES = st.builds(
    ward,
    level=KEYS(list(lists.LEVELS)),
    specialties=st.frozensets(KEYS(list(lists.SPECIALTIES)), min_size=1),
    sexes=st.frozensets(KEYS(list(lists.SEXES)), min_size=1),
    age_from=st.integers(16, 40),
    age_to=st.integers(41, 90),
    meets=st.frozensets(KEYS(list(lists.MEETS))),
)


@given(st.lists(st.tuples(PROFILES, st.integers(0, 4)), max_size=5), st.lists(NEEDS, max_size=6))
def test_matching_all_at_once_finds_what_the_judge_finds(there: Sequence[tuple[Profile, int]], needs: list[Need]):
    wards = [
        (ward(key, **{name: getattr(one, name) for name in Profile.__slots__ if name != "key"}), beds)
        for key, (one, beds) in enumerate(there)
    ]
    named = [(one, [one.key * 10 + place for place in range(beds)]) for one, beds in wards]
    stock = matching.Stock.of(named, in_year=YEAR)
    for need, match in zip(needs, matching.matched(stock, needs), strict=True):
        judged = {one.key: fitting.misfits(need, one, in_year=YEAR) for one, _ in named}
        assert list(stock.keys(match)) == [bed for one, beds in named if not judged[one.key] for bed in beds]
        for why in fitting.AGAINST:
            counted = sum(len(beds) for one, beds in named if why in {reason.why for reason in judged[one.key]})
            assert match.against.get(why, 0) == counted


def wait(key: int, since: date = date(2026, 3, 2), *, urgent: bool = False, at_risk: bool = False) -> Wait:
    return Wait(key, urgent, at_risk, since)


def test_the_rule_in_its_order():
    slow, risk, urgent, late = wait(1), wait(2, DAY, at_risk=True), wait(3, DAY, urgent=True), wait(4, DAY)
    same = wait(5, DAY)
    assert ordered([same, late, slow, risk, urgent]) == [urgent, risk, slow, late, same]
    assert why_before(urgent, risk, as_of=DAY) == "Urgency: urgent, before not urgent."
    assert why_before(risk, slow, as_of=DAY) == (
        "Risk while waiting: at risk while waiting, before no such risk recorded."
    )
    assert why_before(slow, late, as_of=DAY) == "Days since the initial request: 28 days, before 0 days."
    assert why_before(late, same, as_of=DAY) == "Recorded first: they are alike in all else."


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [(wait(2), wait(1), "the rule puts the second before the first"), (wait(1), wait(1), "the same person")],
)
def test_no_reason_is_made_up(first: Wait, second: Wait, says: str):
    with pytest.raises(ValueError, match=says):
        why_before(first, second, as_of=DAY)


WAITS = st.builds(wait, st.integers(0, 9), st.dates(date(2026, 1, 1), DAY), urgent=st.booleans(), at_risk=st.booleans())


@given(st.lists(WAITS, unique_by=lambda one: one.key))
def test_every_pair_of_neighbours_has_a_reason(waits: list[Wait]):
    line = ordered(waits)
    for first, second in pairwise(line):
        assert any(why_before(first, second, as_of=DAY).startswith(row.title) for row in RULE)


def test_decisions_come_in_order_and_each_no_is_for_a_reason():
    assert [deciding.next_decision(taken) for taken in range(6)] == [*deciding.ORDER, ""]
    for decision in deciding.ORDER[1:]:
        assert deciding.DECISIONS[decision].noes
    parked = {no.park_as for row in deciding.DECISIONS.values() for no in row.noes.values() if no.parks}
    assert parked <= lists.PARKED_FOR.keys()


@pytest.mark.parametrize(("number", "says"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (1200, "1,200")])
def test_a_small_number_is_not_told(number: int, says: str):
    assert small.told(number) == says


@pytest.mark.parametrize(
    ("numbers", "total"),
    [({"a": 7, "b": 3}, "not shown"), ({"a": 7, "b": 8}, "15"), ({"a": 2}, "fewer than 5"), ({}, "0")],
)
def test_no_total_gives_a_small_number_away(numbers: dict[str, int], total: str):
    assert small.told_together(numbers)[1] == total


def test_free_text_names_a_specialty_or_none():
    assert lists.specialty_named("Mental illness, admission ward") == "mental-illness"
    assert lists.specialty_named("deaf") == "deaf"
    assert lists.specialty_named("Intensive care") == lists.specialty_named(" ") == ""
