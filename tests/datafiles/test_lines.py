"""Where a key stands in its file, and what to write in place of an unknown word."""

import pytest

from throughcare.datafiles.lines import locate
from throughcare.datafiles.problems import nearest

LINES = '''
a = 1            # "not a string
[b]
c = """
[d]
"""
e = [
  {f = 1},       # [[not a table
  {f = "]"},
]
[[g]]
h = 'x'
[[g]]
h.i = 2
[[g.j]]
k = [[1, 2], [3]]
[g.j.l]
"m n" = QUOTES
stop QUOTES
'''.replace("QUOTES", "'" * 3)
PLACES = [
    (("a",), 2),
    (("b", "c"), 4),
    (("b", "e"), 7),
    (("b", "e", 0, "f"), 8),
    (("b", "e", 1), 9),
    (("g", 0, "h"), 12),
    (("g", 1), 13),
    (("g", 1, "h", "i"), 14),
    (("g", 1, "j", 0, "k"), 16),
    (("g", 1, "j", 0, "l", "m n"), 18),
    (("g", 1, "nothing"), 13),
    (("nothing", 3), 1),
]


@pytest.mark.parametrize(("path", "line"), PLACES)
def test_every_key_is_found_on_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert locate(LINES).at(*path) == line


@pytest.mark.parametrize(
    ("word", "known", "advice"),
    [
        ("lable", ("label", "hint"), "Did you mean 'label'?"),
        ("zzz", ("label", "hint"), "Known here: hint, label."),
        ("zzz", (), "None is known here: leave it out."),
    ],
)
def test_advice_names_the_nearest_word_or_all(word: str, known: tuple[str, ...], advice: str) -> None:
    assert nearest(word, known) == advice
