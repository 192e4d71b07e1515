"""What a line of typed text may hold: letters of any language, and nothing that hides or turns what stands there."""

import re
import unicodedata

from throughcare.organisations.refusals import Fault

# Zero width joiner and non-joiner shape Persian and Indic names; no other invisible character belongs in a line.
SHAPES_LETTERS = "\u200c\u200d"
# More marks than any script stacks on one letter: text meant to smear over its neighbours.
STACKED_MARKS = 4
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# What is left of a letter that was sent in another encoding.
LOST = "\ufffd"


def read_line(typed: str, *, most: int) -> str | Fault:
    """The text in composed form with its spaces tidied, or why it cannot be taken. Empty text stays empty.

    `most` is the greatest number of characters.
    """
    if len(typed) > 20 * most:
        return Fault(f"This is far too long: use at most {most} characters.")
    line = " ".join(unicodedata.normalize("NFC", typed).split())
    if any(unicodedata.category(c) in INVISIBLE and c not in SHAPES_LETTERS for c in line):
        return Fault("This holds a character that cannot be seen or that turns text round. Type it again by hand.")
    if LOST in line:
        return Fault("This holds a letter that was lost on its way. Type it again by hand.")
    if _smeared(line):
        return Fault("This stacks too many marks on one letter. Type it again by hand.")
    if len(line) > most:
        return Fault(f"This is {len(line)} characters long: use at most {most}.")
    return line


def _smeared(line: str) -> bool:
    marks = "".join("m" if unicodedata.combining(c) else "." for c in unicodedata.normalize("NFD", line))
    return bool(re.search(f"m{{{STACKED_MARKS},}}", marks))
