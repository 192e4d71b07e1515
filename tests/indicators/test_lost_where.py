"""What took sessions on each site: told only so far that nothing small follows, whatever else is told of them."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indicators.attack import known
from throughcare.indicators.blocks import (
    APART,
    FIGURES,
    LOST_ON,
    REASON,
    REST,
    SITE,
    UNIT,
    WHOLE,
    Block,
    Counts,
    block,
    every_number,
)
from throughcare.indicators.lost_where import Cell, told_reasons

LODGE = "Lodge wing"
SPLIT = frozenset({LODGE})
REASONS = ("no-escort", "court", "segregated", "regime-lockdown")
# Of how many people sessions are lost, by wing and reason; each lost one or two, and kept two.
LOSSES = st.fixed_dictionaries(
    {wing: st.fixed_dictionaries({reason: st.integers(0, 12) for reason in REASONS}) for wing in ("A wing", LODGE)}
)


def month(losses: Mapping[str, Mapping[str, int]], *, each: int = 1) -> Counts:
    """Counts of sessions of people, each of whom lost so many to one reason and kept two."""
    tally: dict[str, dict[str, dict[str, int]]] = {WHOLE: {WHOLE: {}}, UNIT: {}, REASON: {}}
    for wing, of in losses.items():
        for reason, people in of.items():
            lost = {"lost": people * each, "people": people}
            for dimension, name in ((REASON, reason), (f"{LOST_ON}{wing}", reason)):
                add(tally.setdefault(dimension, {}).setdefault(name, {}), lost)
            for dimension, name in ((WHOLE, WHOLE), (UNIT, wing)):
                add(tally[dimension].setdefault(name, {}), {**lost, "kept": 2 * people})
    return tally


def add(counts: dict[str, int], more: Mapping[str, int]) -> None:
    for name, number in more.items():
        counts[name] = counts.get(name, 0) + number


def equations(told: Block) -> Iterator[tuple[dict[str, int], int]]:
    """All that is told of sessions lost, and what anybody knows: cells add up to their site, and to their reason."""
    for site in (APART, REST):
        yield {f"{site}/{reason}": 1 for reason in REASONS} | {f"{site}/all": -1}, 0
        numbers = told.lines.get(SITE, {}).get(site, ())
        if len(numbers) > 1:
            yield {f"{site}/all": 1}, numbers[-1]
        for reason, (number,) in told.lines.get(f"{LOST_ON}{site}", {}).items():
            yield {f"{site}/{reason}": 1}, number
    for reason in REASONS:
        yield {f"{APART}/{reason}": 1, f"{REST}/{reason}": 1, f"all/{reason}": -1}, 0
        if reason in told.lines.get(REASON, {}):
            yield {f"all/{reason}": 1}, sum(told.lines[REASON][reason])
    if told.whole is not None and len(told.whole) > 1:
        yield {f"{APART}/all": 1, f"{REST}/all": 1}, told.whole[-1]


@given(LOSSES, st.integers(1, 3))
@settings(max_examples=150)
def test_nothing_small_follows_from_what_took_sessions_where(losses: dict[str, dict[str, int]], each: int):
    counts = [month(losses, each=each)]
    told = block(FIGURES["sessions"], counts, SPLIT)
    assert {what: number for what, number in known(equations(told)).items() if 0 < number < 5} == {}
    for site, wing in ((APART, LODGE), (REST, "A wing")):
        for reason, (number,) in told.lines.get(f"{LOST_ON}{site}", {}).items():
            assert number == losses[wing][reason] * each
            assert losses[wing][reason] in {0, *range(5, 13)}, "many sessions of few people are few"


def test_what_took_most_is_told_of_each_site_with_the_rest_as_one():
    losses = {
        "A wing": {"no-escort": 20, "court": 8, "segregated": 3},
        LODGE: {"no-escort": 12, "court": 6, "segregated": 5},
    }
    told = block(FIGURES["sessions"], [month(losses)], SPLIT)
    assert told.lines[f"{LOST_ON}{APART}"] == {"no-escort": (12,)}
    assert told.lines[f"{LOST_ON}{REST}"] == {"no-escort": (20,)}


def test_of_months_that_were_counted_before_nothing_is_told_of_the_sites():
    counts = month({"A wing": {"no-escort": 20, "court": 8}, LODGE: {"no-escort": 12, "court": 6}})
    before = {dimension: of for dimension, of in counts.items() if not dimension.startswith(LOST_ON)}
    told = block(FIGURES["sessions"], [counts, before], SPLIT)
    assert told.lines[REASON]
    assert not any(dimension.startswith(LOST_ON) for dimension in told.lines)


def test_a_split_of_which_months_are_missing_is_not_told_by_anybody():
    with_it = {WHOLE: {WHOLE: {"referrals": 9}}, "interpreter": {"Needs one": {"referrals": 9}}}
    without = {WHOLE: {WHOLE: {"referrals": 30}}}
    assert "interpreter" in every_number(FIGURES["referrals"], [with_it], SPLIT).lines
    assert "interpreter" not in every_number(FIGURES["referrals"], [with_it, without], SPLIT).lines


@pytest.mark.parametrize(
    ("cell", "safe"), [(Cell(0, 0), True), (Cell(5, 5), True), (Cell(9, 4), False), (Cell(4, 4), False)]
)
def test_a_number_of_few_people_is_small_however_large_it_is(cell: Cell, *, safe: bool):
    assert cell.safe == safe


def test_a_reason_of_nobody_on_one_site_is_told():
    cells = {APART: {"court": Cell(6, 6)}, REST: {}}
    assert told_reasons(cells, ["court"]) == ("court",)
