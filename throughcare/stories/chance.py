"""Chance that can be had again: a stream of its own for everything that is drawn."""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import TypeVar

from throughcare.stories.places import DATA

T = TypeVar("T")


def stream(seed: int, *about: object) -> Random:
    """The stream for one subject. What is drawn from one never changes what another gives."""
    return Random("/".join(map(str, (seed, *about))))


def weighted(rng: Random, weights: Mapping[T, float]) -> T:
    """One of the keys, each as likely as its weight says."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def drawn(rng: Random, table: str, *, of: str = "") -> str:
    """One key of a table of chances in the world's data; of the one for `of` where that has its own."""
    own = f"{table}-{of}"
    return weighted(rng, _chances()[own if own in _chances() else table])


@cache
def _chances() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads((DATA / "chances.toml").read_text(encoding="utf-8"))


def skewed(rng: Random, median: float, spread: float, *, least: int = 0, most: int = 400) -> int:
    """A number of days with a long tail, as waits have: log-normal, cut at `least` and `most`."""
    return min(most, max(least, round(rng.lognormvariate(math.log(median), spread))))


def happens(rng: Random, share: float) -> bool:
    """Whether something that happens to this share of cases happens to this one."""
    return rng.random() < share
