"""What people of the example world write: sentences from a file, drawn by subject."""

import tomllib
from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Any

from throughcare.stories.places import DATA


def words(rng: Random, subject: str) -> str:
    return str(rng.choice(_file()[subject]))


def note(rng: Random, of: str, kind: str) -> str:
    """What is said in a need (`need_of`) or alert (`alert_of`) of a kind."""
    return str(rng.choice(_file()[of][kind]))


def kinds(of: str) -> Sequence[str]:
    return tuple(_file()[of])


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))
