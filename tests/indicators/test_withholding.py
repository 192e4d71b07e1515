"""No number under five is published, and none can be worked out from those that are."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indicators.attack import known, possible
from throughcare.indicators.withholding import (
    LEAST,
    Shown,
    Split,
    difference,
    heads,
    merged,
    shown,
    small_groups,
    told_apart,
)

PRISONS = ("Eastmoor", "Westfell", "Larkstead", "Merehithe", "Wolderby")
numbers = st.one_of(st.integers(0, 6), st.integers(0, 60))
# Numbers at which something changes.
telling = st.sampled_from((0, 1, 3, 5, 6, 10, 40))
groups = st.dictionaries(
    st.sampled_from(PRISONS), st.tuples(numbers, numbers).filter(any), min_size=1, max_size=len(PRISONS)
)

few_groups = st.dictionaries(
    st.sampled_from(PRISONS[:3]), st.tuples(telling, telling).filter(any), min_size=1, max_size=3
)


def split(prisons: dict[str, tuple[int, ...]]) -> Split:
    return Split(tuple(map(sum, zip(*prisons.values(), strict=True))), {"prison": prisons})


def by_itself(allowed: Shown, of: Split) -> set[str]:
    return set(of.groups["prison"]) - allowed.together["prison"] if "prison" in allowed.cuts_of else set()


def test_a_group_under_five_is_counted_with_the_smallest_of_the_others():
    of = split({"Eastmoor": (20, 20), "Westfell": (9, 12), "Larkstead": (3, 8)})
    assert shown(of).together["prison"] == {"Larkstead", "Westfell"}


def test_those_not_met_are_as_telling_as_those_met():
    of = split({"Eastmoor": (20, 20), "Westfell": (9, 12), "Larkstead": (8, 3), "Merehithe": (30, 30)})
    assert shown(of).together["prison"] == {"Larkstead", "Westfell"}


def test_where_nobody_is_met_only_how_many_there_are_is_shown():
    allowed = shown(split({"Eastmoor": (0, 20), "Westfell": (2, 12)}))
    assert allowed.cuts == ()
    assert allowed.together["prison"] == frozenset()


def test_fewer_than_five_people_in_all_are_not_counted_at_all():
    assert shown(split({"Eastmoor": (2, 2)})).cuts is None


def test_two_groups_of_which_one_is_small_are_both_not_shown():
    assert "prison" not in shown(split({"Eastmoor": (20, 20), "Westfell": (1, 3)})).cuts_of


def test_five_people_in_five_prisons_are_not_one_each():
    of = split(dict.fromkeys(PRISONS, (1, 0)) | {"HMP Great": (30, 30)})
    assert "HMP Great" not in by_itself(shown(of), of)


def test_bands_run_together_until_each_has_five():
    assert shown(Split((10, 3, 4, 2, 9))).cuts == (0, 2)
    assert merged((10, 3, 4, 2, 9), (0, 2)) == (10, 7, 11)


@given(groups)
def test_every_number_that_is_shown_is_five_or_more(prisons: dict[str, tuple[int, int]]):
    of, allowed = split(prisons), shown(split(prisons))
    if allowed.cuts is None:
        assert sum(of.whole) < LEAST
        return
    cuts = allowed.cuts_of.get("prison", ())
    alone = [merged(prisons[name], cuts) for name in by_itself(allowed, of)]
    assert min([*merged(of.whole, allowed.cuts), *(number for atoms in alone for number in atoms)]) >= LEAST


@given(groups)
def test_of_a_group_that_is_not_shown_three_numbers_at_least_are_possible(prisons: dict[str, tuple[int, int]]):
    of, allowed = split(prisons), shown(split(prisons))
    if allowed.cuts_of.get("prison") != (0,):
        return
    together, few = allowed.together["prison"], small_groups(of)["prison"]
    hidden = [prisons[name] for name in together]
    for name in together:
        # How many are in it is known from another figure over the same people, unless they are too few.
        assert len(possible(prisons[name], hidden, knows=name not in few)) >= 3


def equations(figure: str, of: Split, allowed: Shown, services: tuple[str, ...]):
    """All that a table of some services says: of everybody, of each group by itself, of the others together."""
    if allowed.cuts is None:
        return
    sets = [(set(of.groups["prison"]), allowed.cuts, of.whole)]
    if "prison" in allowed.cuts_of:
        cuts = allowed.cuts_of["prison"]
        sets += [({name}, cuts, of.groups["prison"][name]) for name in by_itself(allowed, of)]
    for names, cuts, atoms in sets:
        n = {f"n {name} {service}": 1 for name in names for service in services}
        yield n, sum(atoms)
        if cuts:
            yield {f"{figure} {name} {service}": 1 for name in names for service in services}, atoms[0]


@settings(max_examples=150)
@given(st.tuples(few_groups, few_groups), st.data())
def test_nothing_small_follows_from_two_figures_of_two_overlapping_tables(
    worlds: tuple[dict[str, tuple[int, int]], dict[str, tuple[int, int]]], data: st.DataObject
):
    """One table of two services, then one of the first alone; in both, two figures over the same people."""
    second = [{name: data.draw(st.integers(0, sum(atoms))) for name, atoms in world.items()} for world in worlds]
    figures = {
        "a": list(worlds),
        "b": [
            {name: (met[name], sum(atoms) - met[name]) for name, atoms in world.items()}
            for world, met in zip(worlds, second, strict=True)
        ],
    }
    said, first_wide, first_one = [], None, None
    for figure, (one, two) in figures.items():
        both = {
            name: tuple(map(sum, zip(one.get(name, (0, 0)), two.get(name, (0, 0)), strict=True)))
            for name in one.keys() | two
        }
        wide, narrow = split(both), split(one)
        apart = told_apart(wide, narrow, smaller=narrow)
        first_wide = first_wide or small_groups(wide)
        said += equations(figure, wide, shown(wide, first=first_wide), ("1", "2"))
        first_one = first_one or small_groups(narrow, beside=apart)
        said += equations(figure, narrow, shown(narrow, beside=apart, first=first_one), ("1",))
    absent = [
        ({f"{what} {name} {service}": 1}, 0)
        for what, name, (service, world) in product("nab", PRISONS, (("1", worlds[0]), ("2", worlds[1])))
        if name not in world
    ]
    truth = {
        f"{figure} {name} {number}": atoms
        for figure, worlds_ in figures.items()
        for number, world in enumerate(worlds_, start=1)
        for name, atoms in world.items()
    }
    found = known([*said, *absent])
    for unknown, atoms in truth.items():
        n = unknown.replace(unknown[0], "n", 1)
        if unknown in found:
            assert min(atoms) >= LEAST or n not in found, unknown
            assert atoms[0] >= LEAST, unknown
        if n in found:
            assert sum(atoms) >= LEAST, n


def test_a_figure_over_the_same_people_is_compared_by_heads():
    one, other = split({"Eastmoor": (8, 8), "Westfell": (9, 9)}), split({"Eastmoor": (9, 5), "Westfell": (9, 9)})
    assert difference(heads(one), heads(other)) == Split((2,), {"prison": {"Eastmoor": (2,), "Westfell": (0,)}})
    assert shown(other, beside=[difference(heads(one), heads(other))]).cuts is None
