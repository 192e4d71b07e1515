"""How much of a category is shown: comparing levels. None is nothing, and less than every level."""

from throughcare.sharing.categories import LEVELS

LEVEL_IN_WORDS: dict[str | None, str] = {
    None: "nothing",
    "flag": "only that there is something",
    "summary": "a summary",
    "read": "all of it, to read",
    "write": "all of it, to read and to write",
}


def rank(level: str | None) -> int:
    """The place of a level among all of them; -1 for None. Raises ValueError on a word that is no level."""
    return -1 if level is None else LEVELS.index(level)


def least(*levels: str | None) -> str | None:
    return min(levels, key=rank)


def greatest(*levels: str | None) -> str | None:
    return max(levels, key=rank)


def reaches(level: str | None, asked: str | None) -> bool:
    """Whether a level shows at least what is asked for."""
    return rank(level) >= rank(asked)
