"""What people of the example world write: sentences from a file, drawn by subject."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

from throughcare.synthetic.places import DATA


def words(rng: Random, subject: str) -> str:
    return rng.choice(_file()[subject])


def note(rng: Random, of: str, kind: str) -> str:
    """What is said in a need (`need_of`) or alert (`alert_of`) of a kind."""
    return rng.choice(_notes(of)[kind])


def kinds(of: str) -> Sequence[str]:
    return tuple(_notes(of))


@cache
def _file() -> dict[str, Sequence[str]]:
    return tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))


@cache
def _notes(of: str) -> Mapping[str, Sequence[str]]:
    told: dict[str, Mapping[str, Sequence[str]]] = tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))
    return told[of]
