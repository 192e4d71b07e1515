"""What the letters that travel with Typst can show: of all else it is said that it stood there, never nothing.

A PDF/UA-1 file may hold no letter without a shape, so Typst refuses the whole paper for the sake of one.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

# First and last of each stretch; a test sets every assigned character of them.
SHOWN = (
    (0x20, 0x4FF),
    (0x531, 0x58F),
    (0x5D0, 0x5EA),
    (0x621, 0x63A),
    (0x640, 0x655),
    (0x660, 0x66D),
    (0x900, 0x97F),
    (0x10D0, 0x10FF),
    (0x1E00, 0x2040),
    (0x2044, 0x2052),
    (0x2054, 0x211E),
    (0x2190, 0x23FF),
)
# Some scripts ask for shapes that only two letters together have. Of these none does.
LATIN = ((0x20, 0x17F),)
Stretches = tuple[tuple[int, int], ...]

ASSIGNED = frozenset("LMNPSZ")
LINE_ENDS = "\n\t"
# Say how the character before them is drawn, and have no shape of their own.
SELECTORS = re.compile("[\ufe00-\ufe0f\u200b-\u200f\u2060\ufeff]")
# A word beyond so many characters may be broken after every so many, or it would leave the paper.
LONG, PIECE = re.compile(r"\S{31,}"), re.compile(r"\S{20}(?=\S)")
MAY_BREAK = "\u200b"


def showable(words: str, *, among: Stretches = SHOWN) -> str:
    """The words, with what cannot be shown named in brackets and long words made breakable."""
    plain = SELECTORS.sub("", unicodedata.normalize("NFC", words))
    parts = groupby(plain, key=lambda letter: _has_a_shape(letter, among))
    told = "".join("".join(letters) if shown else "".join(_named(letters)) for shown, letters in parts)
    return LONG.sub(lambda word: PIECE.sub(lambda piece: piece[0] + MAY_BREAK, word[0]), told)


def _has_a_shape(letter: str, among: Stretches) -> bool:
    if letter in LINE_ENDS:
        return True
    return unicodedata.category(letter)[0] in ASSIGNED and any(a <= ord(letter) <= b for a, b in among)


def _named(letters: Iterator[str]) -> Iterator[str]:
    """A sign by its name; letters by how many there are, as nobody could read their names."""
    for sign, same in groupby(letters, key=lambda letter: unicodedata.category(letter).startswith("S")):
        if sign:
            yield from (f"[{unicodedata.name(one, 'a sign').lower()}]" for one in same)
        else:
            number = len(list(same))
            yield f"[{number} {'letter' if number == 1 else 'letters'} that this paper cannot show]"
