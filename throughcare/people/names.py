"""Names as people write and mishear them: what may stand in a name, and the keys a name is found by."""

import re
import unicodedata
from collections.abc import Callable, Iterable

import jellyfish

from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Fault

LONGEST_NAME = 100
# Room for the mark that says which kind of key it is.
LONGEST_KEY = 40
EXACT = "="
SOUND, LOOSE_SOUND, LETTERS = "m", "n", "s"

# Letters that do not come apart into a plain letter and a mark.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"})
APOSTROPHES = re.compile("['\u2019\u02bc`]")
WORD = re.compile(r"[^\W\d_]+")

# How two different spellings can be one name: they sound alike by either rule, or hold the same letters.
SOUNDS: dict[str, Callable[[str], str]] = {
    SOUND: jellyfish.metaphone,
    LOOSE_SOUND: jellyfish.nysiis,
    LETTERS: lambda word: "".join(sorted(word)),
}


def read_name(typed: str) -> str | Fault:
    """A name with its spaces tidied, or why it cannot be one. Empty stays empty."""
    name = read_line(typed, most=LONGEST_NAME)
    if isinstance(name, Fault) or not name:
        return name
    return name if any(c.isalpha() for c in name) else Fault("A name has at least one letter.")


def words(*names: str) -> tuple[str, ...]:
    """The words of some names in capitals and plain letters, each once: O'Neill-Díaz gives ONEILL and DIAZ."""
    folded = unicodedata.normalize("NFKD", APOSTROPHES.sub("", " ".join(names)).casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c)).translate(PLAIN)
    return tuple(dict.fromkeys(word[: LONGEST_KEY - 1] for word in WORD.findall(plain.upper())))


def exact_key(word: str) -> str:
    return EXACT + word


def sound_keys(word: str) -> list[str]:
    """The keys that words sounding or spelt like this one share; none for a script the rules do not know."""
    if not word.isascii():
        return []
    keys = (mark + str(key(word)) for mark, key in SOUNDS.items())
    return sorted({key[:LONGEST_KEY] for key in keys if len(key) > 1})


def name_keys(names: Iterable[str]) -> list[str]:
    """Everything a person with these names is found by, for `Person.name_keys`."""
    found = words(*names)
    return sorted({key for word in found for key in (exact_key(word), *sound_keys(word))})
