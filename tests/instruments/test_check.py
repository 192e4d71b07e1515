"""A file of an instrument checked as a whole: every fault with its line, and what to do."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.datafiles.problems import Problem
from throughcare.instruments.check import check
from throughcare.instruments.numbers import Unclear, listed, numbers
from throughcare.instruments.read import read

GOOD = """
id = "calm"
title = "Calm"
version = "1"
authored_by = "A"
review_by = 2027-06-01
rater = "self"
recall = "today"
missing = "All."

[[source]]
id = "paper"
title = "The paper"

[[source]]
id = "recalled"
title = "Recalled"

[licence]
holder = "Nobody"
terms = "Free."
text_may_ship = true
status = "free"
source = "paper"

[keys]
source = "paper"
confirmed = true

[wording]
source = "paper"

[[items]]
numbers = "1-3"
values = [0, 1, 2]
choices = ["no", "some", "yes"]
reverse = "2"

[text]
1 = "One"
2 = "Two"
3 = "Three"

[[scale]]
id = "total"
title = "Calm"
items = "1-3"
method = "sum"
range = [0, 6]
better = "higher"
source = "paper"
confirmed = true

[[scale]]
id = "metric"
title = "Calm, metric"
method = "lookup"
of = "total"
table = [0, 1.5, 2, 3, 4, 5, 6]
range = [0, 6]
source = "recalled"

[[bands]]
scale = "total"
at = [0, 3]
labels = ["low", "high"]
source = "paper"

[[cutoff]]
scale = "total"
op = "<"
value = 3
meaning = "clinical"
source = "paper"

[[change]]
scale = "total"
op = ">="
threshold = 2
basis = "RCI95"
source = "paper"

[[norm]]
scale = "total"
population = "general"
mean = 4
sd = 1.5
source = "paper"

[[alert]]
id = "item-1"
items = "1"
op = "<="
value = 0
says = "Look."
kind = "alert"
source = "paper"
about = "self-harm"
[[skip]]
when = "1"
equals = 2
items = "3"
source = "paper"

[[code]]
system = "loinc"
code = "44249-1"
of = "total"
source = "paper"

[[recoding]]
of = "calm-b"
add = 1
source = "paper"
"""


def told(text: str) -> list[str]:
    return [str(problem) for problem in check(read(text.encode(), path="x.toml"))]


def test_a_good_file_has_nothing_to_tell() -> None:
    assert told(GOOD) == []


# what is written in place of what, the line, and what is told
FAULTS = [
    ('title = "Calm"\nversion', "version", 1, "The instrument has no 'title'."),
    ('rater = "self"', 'rater = "dog"', 7, "'dog' is not a known 'rater'."),
    ('rater = "self"', 'rater = "self"\nmain = "sum"', 8, "The main scale 'sum' gives no number here."),
    ('id = "recalled"', 'id = "paper"', 16, "There are two of 'paper'."),
    (
        'source = "paper"\n\n[keys]',
        'source = "papper"\n\n[keys]',
        24,
        "There is no source 'papper'. Did you mean",
    ),
    ('status = "free"', 'status = "ask-first"', 22, "A licence that is ask-first lets no wording ship."),
    ("text_may_ship = true", "text_may_ship = false", 39, "The licence lets no wording ship."),
    ('[wording]\nsource = "paper"\n', "", 37, "It does not say where the wording is from."),
    ('3 = "Three"', "", 39, "Items 3 have no wording."),
    ('3 = "Three"', '3 = "Three"\n4 = "Four"', 39, "There is no item 4."),
    ('numbers = "1-3"', 'numbers = "1 to 3"', 34, "'1 to 3' names no item."),
    ('numbers = "1-3"', 'numbers = "1-3, 3"', 34, "There are two items 3."),
    ('numbers = "1-3"', 'numbers = "1-3"\nalso = "a"', 35, "There are not as many other numbers as items."),
    ("values = [0, 1, 2]", "values = [0, 2, 1]", 35, "Answers are whole numbers that rise."),
    ("values = [0, 1, 2]", "values = [0, 0.5, 1]", 35, "Answers are whole numbers that rise."),
    ("values = [0, 1, 2]", "values = [0]", 35, "An item has at least two answers."),
    ('choices = ["no", "some", "yes"]', 'choices = ["no", "yes"]', 36, "There are not as many choices as values."),
    ('reverse = "2"', 'reverse = "4"', 37, "There is no item 4."),
    ('reverse = "2"', "unknown = 2", 37, "2 is both an answer and not known."),
    ('items = "1-3"\nmethod', 'items = "1-2"\nmethod', 49, "Scale 'total' runs from 0 to 4, not from 0 to 6."),
    ('items = "1-3"\nmethod', "method", 44, "Scale 'total' must name items, or the scale it looks up."),
    ('method = "sum"', 'method = "product"', 48, "'product' is not a known 'method'."),
    ('method = "sum"', 'method = "gas"', 44, "Scale 'total' needs a weight for each goal."),
    ('method = "sum"', 'method = "goals"', 44, "The goals of 'total' are the person's to choose."),
    ('method = "sum"', 'method = "sum"\nneeded = 2', 44, "Scale 'total' does not say what its blanks count"),
    ('method = "sum"', 'method = "sum"\nneeded = 4\nblanks = "mean"', 49, "Scale 'total' has 3 items."),
    (
        'method = "sum"',
        'method = "algorithm"\nalgorithm = "itq"\nneeded = 2',
        50,
        "'total' can be told from complete answers only.",
    ),
    (
        'method = "sum"',
        'method = "algorithm"\nalgorithm = "itq"',
        47,
        "The algorithm 'itq' asks for other items than 'total' names. Name C1, C2,",
    ),
    ('method = "sum"', 'method = "algorithm"', 44, "Scale 'total' needs an algorithm exactly if"),
    ('of = "total"\ntable', 'of = "totl"\ntable', 58, "No scale 'totl' stands before 'metric'."),
    ("[0, 1.5, 2, 3, 4, 5, 6]", "[0, 1.5, 2, 3, 4, 6]", 59, "The table of 'metric' must rise, with an entry for each"),
    ('source = "recalled"', 'source = "recalled"\nconfirmed = true', 62, "What is 'recalled' cannot be confirmed."),
    ("at = [0, 3]", "at = [1, 3]", 65, "The bands of 'total' must rise from 0, none beginning beyond 6."),
    ("at = [0, 3]", "at = [0, 7]", 65, "The bands of 'total' must rise from 0, none beginning beyond 6."),
    ('labels = ["low", "high"]', 'labels = ["low"]', 66, "'total' needs a name of its own for each of its 2 bands."),
    ('[[cutoff]]\nscale = "total"', '[[cutoff]]\nscale = "sum"', 70, "No scale 'sum' gives a number."),
    ('op = "<"\n', 'op = "=<"\n', 71, "'=<' is not a known 'op'."),
    ("value = 3", "value = 7", 72, "No score of 'total' is 7. It runs from 0 to 6."),
    ("value = 3", "value = 3\nmay_be = [1, 2]", 73, "3 is not among what it may be."),
    ("threshold = 2", "threshold = 0", 79, "A change of >= 0 is none that 'total' can make."),
    ('better = "higher"', 'better = "neither"', 77, "'total' is not better either way, so it cannot improve."),
    ('basis = "RCI95"', 'basis = "guess"', 80, "'guess' is not a known 'basis'."),
    ('items = "1"\nop', 'items = "7"\nop', 92, "There is no item 7."),
    ('items = "1"\nop', 'items = "1"\nscale = "total"\nop', 90, "Alert 'item-1' must be of items or of a scale."),
    ('items = "1"\nop', 'scale = "totl"\nop', 92, "No scale 'totl' gives a number. Did you mean 'total'?"),
    ("value = 0", "value = 2", 94, "Alert 'item-1' is raised by every answer of item 1, or by none."),
    ("equals = 2", "equals = 5", 101, "Item 1 is never answered with 5."),
    ('items = "3"\nsource', 'items = "1-3"\nsource', 102, "An item would skip itself."),
    ('code = "44249-1"', 'code = "44249-7"', 107, "44249-7 is no code of LOINC. Its check digit is wrong"),
    (
        "[[code]]",
        '[[code]]\nsystem = "loinc"\ncode = "44249-1"\nof = "total"\nsource = "paper"\n[[code]]',
        112,
        "The code 44249-1 stands here twice.",
    ),
    (
        "[[cutoff]]",
        '[[bands]]\nscale = "total"\nat = [0]\nlabels = ["all"]\nsource = "paper"\n[[cutoff]]',
        70,
        "'total' has bands already.",
    ),
    (
        "[[change]]",
        '[[cutoff]]\nscale = "total"\nop = ">"\nvalue = 4\nmeaning = "clinical"\nsource = "paper"\n[[change]]',
        80,
        "'total' has two cut-offs for “clinical”.",
    ),
    ('of = "total"\nsource', 'of = "sum"\nsource', 108, "There is no 'sum' here."),
]


@pytest.mark.parametrize(("was", "now", "line", "says"), FAULTS)
def test_a_fault_names_its_line_and_says_what_is_wrong(was: str, now: str, line: int, says: str) -> None:
    assert was in GOOD
    found = told(GOOD.replace(was, now, 1))
    assert any(one.startswith(f"x.toml:{line}: {says}") for one in found), found


def test_a_file_without_items_has_nothing_to_ask() -> None:
    bare = GOOD[: GOOD.index("[wording]")]
    assert "x.toml:1: There is no item. Add a table [[items]]." in told(bare)


def test_a_review_that_is_overdue_is_told_from_its_day_on() -> None:
    reading = read(GOOD.encode(), path="x.toml")
    assert check(reading, as_of=date(2027, 6, 1)) == ()
    (late,) = check(reading, as_of=date(2027, 6, 2))
    assert str(late) == "x.toml:6: Its review is overdue. Review it, then give the next day."


@given(st.sampled_from(GOOD.splitlines()), st.text(alphabet='[]{}="\n.,abc1- ', max_size=40))
def test_no_scribble_in_a_file_raises_anything(line: str, scribble: str) -> None:
    text = GOOD.replace(line, scribble, 1)
    assert all(isinstance(problem, Problem) for problem in check(read(text.encode(), path="x.toml")))


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("1-3", ("1", "2", "3")),
        ("3, 7,15", ("3", "7", "15")),
        ("P1-P2, C1", ("P1", "P2", "C1")),
        ("A-C, 12", ("A", "B", "C", "12")),
        ("w9-w10", ("w9", "w10")),
        ("", ()),
    ],
)
def test_items_are_listed_as_people_write_them(text: str, held: tuple[str, ...]) -> None:
    assert numbers(text) == held


@pytest.mark.parametrize("text", ["3-1", "C-A", "P1-C2", "1-900", "A-3", "1 2", "-", "1-", "é", "A-P2"])
def test_a_list_of_items_that_is_unclear_is_refused(text: str) -> None:
    with pytest.raises(Unclear):
        numbers(text)


def test_items_are_read_out_with_an_and() -> None:
    assert [listed(items) for items in ((), ("1",), ("1", "2"), ("1", "2", "3"))] == ["", "1", "1 and 2", "1, 2 and 3"]
