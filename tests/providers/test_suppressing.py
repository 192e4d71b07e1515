"""Decisions counted by unit and like cases: what is left out, and that nothing left out can be had back."""

from collections import Counter
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.providers.decisions import Decision, Fact, age_band, decisions, whole_quarters
from throughcare.providers.suppressing import Count, Group, group, groups
from throughcare.sharing.small import SMALLEST

ALIKE = ("medium", "section-47", "1", "adult", "none")


def decided(unit: str, declined: int, accepted: int, like: tuple[str, ...] = ALIKE) -> list[Decision]:
    return [Decision(unit, number < declined, like) for number in range(declined + accepted)]


@pytest.mark.parametrize(
    ("declined", "accepted", "shown"),
    [
        (5, 5, (10, 5)),
        (4, 20, (24, None)),
        (20, 4, (24, None)),
        (0, 20, (20, None)),
        (20, 0, (20, None)),
        (2, 3, (5, None)),
        (2, 2, None),
        (0, 1, None),
    ],
)
def test_fewer_than_five_one_way_or_the_other_is_not_shown(declined, accepted, shown):
    told = group(decided("Rowan Unit", declined, accepted), ()).units.get("Rowan Unit")
    assert (told and (told.decided, told.declined)) == shown


def test_the_only_total_is_of_what_is_shown():
    of = [*decided("Alder", 6, 14), *decided("Rowan", 10, 10), *decided("Birch", 3, 30), *decided("Cedar", 1, 1)]
    told = group(of, ())
    assert list(told.units) == ["Alder", "Birch", "Rowan"]
    assert told.together is not None
    assert (told.together.decided, told.together.declined) == (40, 16)


def test_with_one_unit_to_compare_there_is_no_total():
    assert group([*decided("Alder", 6, 14), *decided("Birch", 3, 30)], ()).together is None


def like(**said: str) -> tuple[str, ...]:
    names = ("level", "section", "sex", "age", "acct")
    return tuple(said.get(name, usual) for name, usual in zip(names, ALIKE, strict=True))


def test_cases_are_told_apart_while_every_part_can_be_compared():
    women = [*decided("Alder", 5, 5, like(sex="2")), *decided("Rowan", 6, 5, like(sex="2"))]
    men = [*decided("Alder", 9, 9), *decided("Rowan", 9, 9)]
    told = groups([*women, *men], depth=3)
    assert [one.like for one in told] == [("medium", "section-47", "1"), ("medium", "section-47", "2")]


def test_where_one_part_cannot_be_compared_none_is_told_apart():
    """Women at one unit alone: told apart, the men would be, and the women with them."""
    women = decided("Alder", 5, 5, like(sex="2"))
    men = [*decided("Alder", 9, 9), *decided("Rowan", 9, 9)]
    told = groups([*women, *men], depth=3)
    assert [one.like for one in told] == [("medium", "section-47")]
    assert told[0].units["Alder"].decided == 28


VALUES = [("medium", "low"), ("section-47", "section-48"), ("1", "2")]
SOME = st.lists(
    st.tuples(
        st.sampled_from(["Alder", "Birch", "Rowan"]), st.booleans(), st.sampled_from(list(product(*VALUES))),
        st.integers(1, 12),
    ),
    max_size=40,
)  # fmt: skip


@given(SOME)
def test_no_number_under_five_is_shown_or_follows_from_what_is(drawn):
    made = [Decision(unit, declined, case) for unit, declined, case, many in drawn for _ in range(many)]
    told = groups(made, depth=3)
    shown = [number for one in told for number in numbers(one)]
    assert all(number >= SMALLEST for number in shown)
    # Each decision stands in one group, so that no two of the numbers shown are parts of one another.
    for one, other in product(told, told):
        assert one is other or one.like[: len(other.like)] != other.like[: len(one.like)]
    # What all decisions of a unit are is nowhere: the sum of its groups is short of what is left out.
    every = Counter(one.unit for one in made)
    assert all(sum(one.units[unit].decided for one in told if unit in one.units) <= every[unit] for unit in every)


def numbers(told: Group) -> list[int]:
    """Every number of a group, and every one that follows by taking one from another in it."""
    found = [count.decided for count in told.units.values()]
    for count in told.compared:
        assert count.declined is not None
        found += [count.declined, count.decided - count.declined]
    if told.together:
        assert told.together.declined == sum(count.declined or 0 for count in told.compared)
        assert told.together.decided == sum(count.decided for count in told.compared)
    return found


@pytest.mark.parametrize(
    ("k", "n", "low", "high"), [(10, 100, 0.0552, 0.1744), (5, 10, 0.2366, 0.7634), (0, 20, 0.0, 0.1611)]
)
def test_the_interval_is_wilson_s(k, n, low, high):
    """As R has them: binom::binom.wilson(k, n)."""
    assert Count(n, k).interval == pytest.approx((low, high), abs=5e-5)


# episode, number, what the step means, unit, day of March, answers, corrects
TOLD = """
    1 1 report-requested prison 2 section=section-47,acct=open -
    1 2 bed-requested prison 9 level=medium -
    1 3 bed-declined Rowan 12 - -
    1 4 bed-accepted Rowan 20 - -
    1 5 bed-accepted Alder 21 - -
    2 1 report-requested prison 2 section=section-48 -
    2 2 bed-declined Rowan 12 - -
    2 3 recorded-in-error Rowan 13 - 2
    2 4 bed-declined Alder 14 - -
    2 5 bed-declined Alder 15 - 4
    3 1 bed-accepted Rowan 1 - -
"""


def facts() -> list[Fact]:
    found = []
    for line in filter(None, map(str.strip, TOLD.splitlines())):
        episode, number, step, unit, day, said, corrects = line.split()
        answers = dict(one.split("=") for one in said.split(",")) if said != "-" else {}
        found.append(
            Fact(
                episode=int(episode),
                number=int(number),
                step=step,
                unit=unit,
                on=date(2026, 3, int(day)),
                sex="1",
                born_on=date(2001, 3, 13),
                answers=answers,
                corrects=None if corrects == "-" else int(corrects),
            )
        )
    return found


def test_a_unit_s_first_standing_answer_to_a_transfer_counts_within_the_period():
    made = decisions(facts(), since=date(2026, 3, 2), until=date(2026, 3, 31))
    assert made == [
        Decision("Rowan", True, ("medium", "section-47", "1", "young", "acct")),
        Decision("Alder", False, ("medium", "section-47", "1", "adult", "acct")),
        Decision("Alder", True, ("unknown", "section-48", "1", "adult", "unknown")),
    ]


@pytest.mark.parametrize(
    ("day", "band"),
    [("2026-03-13", "adult"), ("2026-03-12", "young"), ("2051-03-13", "older"), ("2051-03-12", "adult")],
)
def test_ages_change_on_birthdays(day: str, band: str):
    assert age_band(date(2001, 3, 13), date.fromisoformat(day)) == band


@pytest.mark.parametrize(
    ("day", "since", "until"),
    [
        ("2026-03-24", "2023-01-01", "2025-12-31"),
        ("2026-03-31", "2023-01-01", "2025-12-31"),
        ("2026-04-01", "2023-04-01", "2026-03-31"),
    ],
)
def test_what_is_counted_changes_with_the_quarter(day: str, since: str, until: str):
    found = whole_quarters(date.fromisoformat(day), how_many=12)
    assert found == (date.fromisoformat(since), date.fromisoformat(until))
