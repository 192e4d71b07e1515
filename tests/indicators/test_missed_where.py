"""Missed sessions by wing: whoever has every number that is told works out none of fewer than five people."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indicators.attack import known
from throughcare.indicators.blocks import APART, FIGURES, MISSED, REST, SITE, UNIT, WHOLE, Counts, block, every_number
from throughcare.indicators.missed_where import MISSED_ON_SITE, MISSED_ON_UNIT

LODGE, QUARRY = "Lodge wing", "Quarry wing"
SPLIT = frozenset({LODGE, QUARRY})
SITES = {APART: (LODGE, QUARRY), REST: ("A wing", "B wing", "C wing")}
HELD = "held"
TOLD = {
    **dict.fromkeys((SITE, UNIT), ("kept", "lost")),
    **dict.fromkeys((MISSED_ON_SITE, MISSED_ON_UNIT), (HELD, MISSED)),
}


def half_a_year(numbers: dict[str, tuple[int, int, int]]) -> Counts:
    """Of each wing: held, missed and lost, each session of somebody else."""
    units = {wing: {"kept": held + missed, "lost": lost} for wing, (held, missed, lost) in numbers.items()}
    units = {wing: {**of, "people": sum(of.values())} for wing, of in units.items()}
    whole = {band: sum(of[band] for of in units.values()) for band in ("kept", "lost", "people")}
    missed = {wing: {MISSED: each[1], "people": each[1]} for wing, each in numbers.items() if each[1]}
    return {WHOLE: {WHOLE: whole}, UNIT: units, MISSED: missed}


few_or_many = st.one_of(st.integers(0, 6), st.integers(0, 40))
years = st.fixed_dictionaries(
    {wing: st.tuples(few_or_many, few_or_many, few_or_many) for wings in SITES.values() for wing in wings}
)


def told(numbers: dict[str, tuple[int, int, int]]) -> Iterator[tuple[dict[str, int], int]]:
    """All that is told of it, and that held, missed and kept add up on every wing and site."""
    for site, wings in SITES.items():
        yield from (({f"{name}/{HELD}": 1, f"{name}/{MISSED}": 1, f"{name}/kept": -1}, 0) for name in (site, *wings))
        for what in (HELD, MISSED, "kept", "lost"):
            yield {f"{wing}/{what}": 1 for wing in wings} | {f"{site}/{what}": -1}, 0
    lines = block(FIGURES["sessions"], [half_a_year(numbers)], SPLIT).lines
    for by, bands in TOLD.items():
        for name, each in lines.get(by, {}).items():
            if len(each) == len(bands):
                yield from (({f"{name}/{band}": 1}, number) for band, number in zip(bands, each, strict=True))


@given(years)
@settings(max_examples=150)
def test_nothing_small_follows_from_what_is_told(numbers: dict[str, tuple[int, int, int]]):
    found = known(told(numbers))
    assert {what: number for what, number in found.items() if 0 < number < 5} == {}


def test_every_wing_is_told_where_all_are_large():
    numbers = {wing: (30, 10, 8) for wings in SITES.values() for wing in wings}
    lines = block(FIGURES["sessions"], [half_a_year(numbers)], SPLIT).lines
    assert lines[MISSED_ON_SITE] == {APART: (60, 20), REST: (90, 30)}
    assert lines[MISSED_ON_UNIT] == dict.fromkeys(numbers, (30, 10))


def test_what_few_people_missed_is_not_told_however_often_they_did():
    numbers = {wing: (30, 10, 8) for wings in SITES.values() for wing in wings}
    counts = {**half_a_year(numbers), MISSED: {wing: {MISSED: 10, "people": 1} for wing in numbers}}
    assert MISSED_ON_SITE not in block(FIGURES["sessions"], [counts], SPLIT).lines


def test_of_months_that_were_counted_before_it_was_nothing_is_said():
    counts = {name: of for name, of in half_a_year({"A wing": (30, 10, 8)}).items() if name != MISSED}
    assert MISSED_ON_UNIT not in every_number(FIGURES["sessions"], [counts], SPLIT).lines
