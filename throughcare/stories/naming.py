"""Names of people who are not: drawn from lists whose family names are made up."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from throughcare.stories.chance import happens
from throughcare.stories.places import DATA, MEN, WOMEN

NOT_STATED = "Z"


@dataclass(frozen=True)
class Group:
    """Names that go together, with the ethnic categories of those who mostly bear them."""

    ethnic: Sequence[str]
    share: int
    given: Mapping[str, Sequence[str]]
    family: Sequence[str]


@cache
def groups() -> tuple[Group, ...]:
    told = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))["group"]
    return tuple(
        Group(
            ethnic=row["ethnic"],
            share=row["share"],
            given={MEN: row["men"].split(), WOMEN: row["women"].split()},
            family=row["family"].split(),
        )
        for row in told
    )


def draw_name(rng: Random, *, sex: str) -> tuple[str, str, str, str]:
    """Given names, family name, the name used every day (mostly empty) and the ethnic category."""
    group = rng.choices(groups(), weights=[group.share for group in groups()])[0]
    first, second = rng.sample(list(group.given[sex]), 2)
    given = f"{first} {second}" if happens(rng, 0.35) else first
    known_as = second if happens(rng, 0.04) else first[:3] if len(first) > 6 and happens(rng, 0.1) else ""
    ethnic = NOT_STATED if happens(rng, 0.02) else rng.choice(group.ethnic)
    return given, rng.choice(group.family), known_as, ethnic
