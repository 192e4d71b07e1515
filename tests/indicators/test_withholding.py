"""No number under five is published, and none can be worked out from those that are."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.indicators.attack import known, possible
from throughcare.indicators.withholding import (
    Shown,
    Split,
    difference,
    heads,
    merged,
    shown,
    small_groups,
    told_apart,
)
from throughcare.sharing.small import SMALLEST

PRISONS = ("Eastmoor", "Westfell", "Larkstead", "Merehithe", "Wolderby")
numbers = st.one_of(st.integers(0, 6), st.integers(0, 60))
# Numbers at which something changes.
telling = st.sampled_from((0, 1, 3, 5, 6, 10, 40))
groups = st.dictionaries(
    st.sampled_from(PRISONS), st.tuples(numbers, numbers).filter(any), min_size=1, max_size=len(PRISONS)
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
        assert sum(of.whole) < SMALLEST
        return
    cuts = allowed.cuts_of.get("prison", ())
    alone = [merged(prisons[name], cuts) for name in by_itself(allowed, of)]
    assert min([*merged(of.whole, allowed.cuts), *(number for atoms in alone for number in atoms)]) >= SMALLEST


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


def equations(figure: str, people: str, of: Split, allowed: Shown):
    """All that a figure says: of everybody, of each group by itself, of the others together."""
    if allowed.cuts is None:
        return
    sets = [(set(of.groups["prison"]), allowed.cuts, of.whole)]
    if "prison" in allowed.cuts_of:
        cuts = allowed.cuts_of["prison"]
        sets += [({name}, cuts, of.groups["prison"][name]) for name in by_itself(allowed, of)]
    for names, cuts, atoms in sets:
        yield {f"{people} {name}": 1 for name in names}, sum(atoms)
        if cuts:
            yield {f"{figure} {name}": 1 for name in names}, atoms[0]


@settings(max_examples=200)
@given(groups, st.data())
def test_nothing_small_follows_from_three_figures_over_the_same_people(
    prisons: dict[str, tuple[int, int]], data: st.DataObject
):
    """The second is of all of them too; for the third, something was not recorded of some."""
    second = {name: data.draw(st.integers(0, sum(atoms))) for name, atoms in prisons.items()}
    missing = {name: data.draw(st.sampled_from((0, 0, 1, 3, 5, 8))) for name in prisons}
    worlds = {
        "a": prisons,
        "b": {name: (second[name], sum(atoms) - second[name]) for name, atoms in prisons.items()},
        "c": {name: (atoms[0], max(0, atoms[1] - missing[name])) for name, atoms in prisons.items()},
    }
    worlds["c"] = {name: atoms for name, atoms in worlds["c"].items() if any(atoms)}
    assume(worlds["c"])
    leading = split(prisons)
    said = [*equations("a", "n", leading, shown(leading, first=small_groups(leading)))]
    for figure, people in (("b", "n"), ("c", "nc")):
        of = split(worlds[figure])
        beside = told_apart(heads(leading), heads(of))
        seen = shown(of, beside=beside, first=small_groups(leading))
        # Where no prison has a line of its own, nobody can tell that one of them had nobody.
        there = of if seen.cuts_of else split({**dict.fromkeys(prisons, (0, 0)), **worlds[figure]})
        said += equations(figure, people, there, seen)
    # Whom something was not recorded of is another unknown.
    said += [({f"n {name}": 1, f"nc {name}": -1, f"missing {name}": -1}, 0) for name in prisons]
    said += [({f"c {name}": 1, f"nc {name}": 0}, 0) for name in prisons if seen.cuts_of and name not in worlds["c"]]
    found = known(said)
    for figure, world in worlds.items():
        people = "nc" if figure == "c" else "n"
        for name, atoms in world.items():
            assert f"{people} {name}" not in found or sum(atoms) >= SMALLEST
            assert f"{figure} {name}" not in found or min(atoms) >= SMALLEST
    for name, atoms in prisons.items():
        left = sum(atoms) - sum(worlds["c"].get(name, (0, 0)))
        assert f"missing {name}" not in found or left == 0 or left >= SMALLEST


def test_a_figure_over_the_same_people_is_compared_by_heads():
    one, other = split({"Eastmoor": (8, 8), "Westfell": (9, 9)}), split({"Eastmoor": (9, 5), "Westfell": (9, 9)})
    assert difference(heads(one), heads(other)) == Split((2,), {"prison": {"Eastmoor": (2,), "Westfell": (0,)}})
    assert shown(other, beside=[difference(heads(one), heads(other))]).cuts is None
