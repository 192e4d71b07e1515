"""One word of the table, and how files are read that were written before there were words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

Meaning = TypeVar("Meaning", bound=str)

# A question without fixed answers.
ANY: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """What a row of a blueprint that bears this word is, in one sentence.

    `was` are the ids by which such rows were found before there were words. `several` rows of a blueprint may bear it.
    `asks` are questions, by id, that the form of such a step must ask, each with the answers it must offer.
    """

    says: str
    was: tuple[str, ...] = ()
    several: bool = False
    asks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_as(words: Mapping[Meaning, Word], ids: Iterable[str]) -> dict[str, tuple[Meaning, ...]]:
    """Id -> what it means in a file that says no meaning at all: versions that people are still in have none."""
    by_id = {id_: meaning for meaning, word in words.items() for id_ in word.was}
    return {id_: (by_id[id_],) for id_ in ids if id_ in by_id}
