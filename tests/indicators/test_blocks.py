"""Blocks of months: whoever has every number that is told works out nothing of fewer than five people."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indicators.attack import known
from throughcare.indicators import NOT_RECORDED
from throughcare.indicators.blocks import (
    APART,
    FIGURES,
    REASON,
    REST,
    SITE,
    UNIT,
    WHOLE,
    Block,
    Counts,
    block,
    every_number,
    half_of,
    joined,
    leaves_months_open,
    nearest,
    tells_the_sites,
)

LODGE, QUARRY = "Lodge wing", "Quarry wing"
SPLIT = frozenset({LODGE, QUARRY})
WINGS = ("A wing", "B wing", "C wing", LODGE, QUARRY, NOT_RECORDED)
GROUPS = ("White", "Black or Black British", "Mixed", "Not stated")


def month(people: list[tuple[int, int, str]]) -> Counts:
    """Counts of people by wing and group, each of whom had one thing happen: the name of a band."""
    tally: dict[str, dict[str, dict[str, int]]] = {WHOLE: {WHOLE: {}}, UNIT: {}, "ethnic": {}}
    for wing, group, band in people:
        for dimension, name in ((WHOLE, WHOLE), (UNIT, WINGS[wing]), ("ethnic", GROUPS[group])):
            counts = tally[dimension].setdefault(name, {})
            counts[band] = counts.get(band, 0) + 1
            counts["people"] = counts.get("people", 0) + 1
    return tally


def months(bands: tuple[str, ...]) -> st.SearchStrategy[list[Counts]]:
    """A few months of a few dozen people, most of them on one wing and of one group."""
    wing = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5])
    group = st.sampled_from([0, 0, 0, 0, 1, 1, 2, 3])
    one = st.tuples(wing, group, st.sampled_from(bands))
    return st.lists(st.lists(one, max_size=40).map(month), min_size=1, max_size=4)


def equations(told: Block, names: Mapping[str, list[str]], bands: int) -> Iterator[tuple[dict[str, int], int]]:
    """All that is told, and what anybody knows beside it: groups add up to the whole, and wings to their site."""
    for dimension, groups in [*names.items(), ("", ["whole"])]:
        for group in groups:
            yield {f"{dimension}/{group}/{band}": 1 for band in range(bands)} | {f"{dimension}/{group}/all": -1}, 0
    for band in range(bands):
        for dimension, groups in names.items():
            yield {f"{dimension}/{group}/{band}": 1 for group in groups} | {f"/whole/{band}": -1}, 0
        for site in names[SITE]:
            yield {f"unit/{name}/{band}": 1 for name in wings_of(site, names)} | {f"site/{site}/{band}": -1}, 0
    lines = {**told.lines, "": {"whole": told.whole}} if told.whole is not None else {}
    for dimension, of in lines.items():
        for group, numbers in of.items():
            each = [f"{dimension}/{group}/{band}" for band in range(bands)]
            yield from (
                ({name: 1}, number) for name, number in zip(each, numbers, strict=False) if len(numbers) == bands
            )
            yield {f"{dimension}/{group}/all": 1}, sum(numbers)


def wings_of(site: str, names: Mapping[str, list[str]]) -> list[str]:
    """Those of no known wing are a site of their own, or of the rest."""
    if site == NOT_RECORDED:
        return [NOT_RECORDED]
    wings = [name for name in names[UNIT] if (name in SPLIT) == (site == APART)]
    return [name for name in wings if name != NOT_RECORDED or NOT_RECORDED not in names[SITE]]


@pytest.mark.parametrize("name", ["referrals", "starts", "sessions"])
@given(data=st.data())
@settings(max_examples=150)
def test_nothing_small_follows_from_a_block(name: str, data: st.DataObject):
    figure = FIGURES[name]
    counts = data.draw(months(figure.bands))
    told, everything = block(figure, counts, SPLIT), every_number(figure, counts, SPLIT)
    names = {dimension: list(everything.lines.get(dimension, {})) for dimension in (UNIT, SITE, "ethnic")}
    found = known(equations(told, names, len(figure.bands)))
    assert {what: number for what, number in found.items() if 0 < number < 5} == {}


@given(st.data())
@settings(max_examples=100)
def test_blocks_added_up_tell_nothing_that_is_not_a_sum_of_what_each_tells(data: st.DataObject):
    figure = FIGURES["starts"]
    one, other = (block(figure, data.draw(months(figure.bands)), SPLIT) for _ in range(2))
    both = joined([one, other])
    if both.whole is not None:
        assert sum(both.whole) == sum(one.whole or ()) + sum(other.whole or ())
        for dimension, lines in both.lines.items():
            for name, numbers in lines.items():
                assert sum(numbers) == sum(one.lines[dimension][name]) + sum(other.lines[dimension][name])


def of(**counts: int) -> list[tuple[int, int, str]]:
    """So many referred from each wing, by its letter; everybody is White."""
    wings = {name.split()[0].lower(): number for number, name in enumerate(WINGS)}
    return [(wings[wing], 0, "referrals") for wing, number in counts.items() for _ in range(number)]


def test_the_split_wings_are_told_together_where_neither_can_be_told_alone():
    told = block(FIGURES["referrals"], [month(of(a=20, b=12, c=9, lodge=4, quarry=3))], SPLIT)
    assert told.lines[SITE] == {APART: (7,), REST: (41,)}
    assert told.lines[UNIT] == {"A wing": (20,), "B wing": (12,), "C wing": (9,)}
    assert told.together[UNIT] == (LODGE, QUARRY)


def test_few_of_unknown_wing_are_of_the_rest_and_many_a_line_of_their_own():
    few = block(FIGURES["referrals"], [month(of(a=20, b=12, lodge=8, quarry=7) + [(5, 0, "referrals")] * 2)], SPLIT)
    assert few.lines[SITE] == {APART: (15,), REST: (34,)}
    many = block(FIGURES["referrals"], [month(of(a=20, b=12, lodge=8, quarry=7) + [(5, 0, "referrals")] * 6)], SPLIT)
    assert many.lines[SITE] == {APART: (15,), REST: (32,), NOT_RECORDED: (6,)}


def test_too_few_from_the_split_wings_are_not_told_and_the_block_waits():
    told = block(FIGURES["referrals"], [month(of(a=20, b=12, lodge=2, quarry=1))], SPLIT)
    assert APART not in told.lines.get(SITE, {})
    assert not tells_the_sites(told, SPLIT)
    assert tells_the_sites(told, frozenset())


def test_many_sessions_of_few_people_are_not_told():
    sessions = {"kept": 30, "lost": 20, "people": 4}
    counts: Counts = {
        WHOLE: {WHOLE: sessions},
        UNIT: {"A wing": sessions},
        REASON: {"court": {"lost": 20, "people": 4}},
    }
    assert block(FIGURES["sessions"], [counts], SPLIT) == Block(None, {}, {})


def test_many_sessions_of_few_people_of_unknown_wing_are_in_no_line_of_their_own():
    units = {
        "A wing": {"kept": 40, "lost": 20, "people": 12},
        "Lodge wing": {"kept": 12, "lost": 9, "people": 6},
        NOT_RECORDED: {"kept": 9, "lost": 7, "people": 2},
    }
    whole = {"kept": 61, "lost": 36, "people": 20}
    told = block(FIGURES["sessions"], [{WHOLE: {WHOLE: whole}, UNIT: units}], SPLIT)
    assert NOT_RECORDED not in told.lines.get(SITE, {})
    assert told.whole == (61, 36)


def test_what_took_sessions_is_told_with_the_sessions_lost():
    reasons = {
        "court": {"lost": 9, "people": 6},
        "no-escort": {"lost": 12, "people": 8},
        "segregated": {"lost": 6, "people": 1},
    }
    whole = {"kept": 60, "lost": 27, "people": 20}
    told = block(FIGURES["sessions"], [{WHOLE: {WHOLE: whole}, UNIT: {"A wing": whole}, REASON: reasons}], frozenset())
    assert told.whole == (60, 27)
    assert told.lines[REASON] == {"no-escort": (12,)}
    assert told.together[REASON] == ("court", "segregated")


@pytest.mark.parametrize(
    ("day", "half"),
    [
        ("2026-04-01", "2026-04-01"),
        ("2026-09-01", "2026-04-01"),
        ("2026-10-01", "2026-10-01"),
        ("2027-03-01", "2026-10-01"),
        ("2026-01-01", "2025-10-01"),
    ],
)
def test_halves_are_those_of_the_financial_year(day: str, half: str):
    assert half_of(date.fromisoformat(day)) == date.fromisoformat(half)


@pytest.mark.parametrize(
    ("number", "ends"),
    [(0, (0, 4)), (4, (0, 4)), (5, (5, 7)), (7, (5, 7)), (8, (8, 12)), (12, (8, 12)), (13, (13, 17))],
)
def test_a_month_s_number_is_one_of_those_that_are_told_alike(number: int, ends: tuple[int, int]):
    assert nearest(number) == ends


@given(st.lists(st.integers(0, 14), min_size=1, max_size=4))
@settings(max_examples=200)
def test_a_month_told_as_few_keeps_three_possible_numbers_at_least(numbers: list[int]):
    ranges = [range(low, high + 1) for low, high in map(nearest, numbers)]
    fitting = [each for each in product(*ranges) if sum(each) == sum(numbers)]
    left = [{each[at] for each in fitting} for at, number in enumerate(numbers) if number < 5]
    assert leaves_months_open(numbers, sum(numbers)) == all(len(one) >= 3 for one in left)
