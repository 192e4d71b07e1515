"""The numbers of the models: files of this package, read and checked once.

They are the Ministry of Justice's, under the MIT licence: data/LICENCES.txt.
"""

import csv
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import isfinite
from typing import Any

SEXES = ("male", "female")
STATIC, DYNAMIC = "static", "dynamic"
# The ages at which OGRS3 gives a new weight, least first.
AGES = (10, 12, 14, 16, 18, 21, 25, 30, 35, 40, 50)


class Unsound(Exception):
    """A file of numbers is not what it must be: the text says which and what is wrong. It is a fault of the package."""


@cache
def ogrs3() -> Mapping[tuple[str, str], float]:
    """(part, id) -> weight. Raises Unsound."""
    found = _weights("ogrs3.csv", ("part", "id"), "value")
    for sex in SEXES:
        ages = [int(level.split("-")[0]) for part, level in found if part == f"age-{sex}"]
        _expect(tuple(ages) == AGES, f"ogrs3.csv: the ages of {sex} begin at {ages}, not at {AGES}")
    rest = {key for key in found if not key[0].startswith("age-") and key[0] != "offence"}
    others = {
        "status": ("first", "repeat"),
        "rate": ("multiplier", "years-added"),
        "constant": ("one-year", "two-year"),
    }
    _expect(rest == {(part, one) for part, ids in others.items() for one in ids}, "ogrs3.csv: a weight is missing")
    return {(part, level): weight for (part, level), weight in found.items()}


@cache
def offence_groups() -> Mapping[str, str]:
    """The offence groups of OGRS3: id -> title."""
    return {row["id"]: row["title"] for row in _rows("ogrs3.csv") if row["part"] == "offence"}


@cache
def next_generation(model: str, version: str) -> Mapping[str, float]:
    """The weights of ARP, VRP or SVRP, static or dynamic; those of offences by `offence:` and id. Raises Unsound."""
    found = _weights("next_generation.csv", ("model", "version", "part", "id"), "coefficient")
    mine = {key[2:]: weight for key, weight in found.items() if key[:2] == (model, version)}
    offences = {name for part, name in mine if part == "offence"}
    _expect(offences == set(offence_categories()), f"next_generation.csv: {model} {version} lacks an offence")
    return {name if part == "term" else f"offence:{name}": weight for (part, name), weight in mine.items()}


@cache
def offence_categories() -> Mapping[str, str]:
    """The offence categories of the next generation: id -> title."""
    return {row["id"]: row["title"] for row in _rows("offence_categories.csv")}


@cache
def points(model: str) -> Mapping[str, Any]:
    """The points of OGP or OVP. Raises Unsound."""
    found: Mapping[str, Any] = tomllib.loads(_text("points.toml"))[model]
    for name, steps in found.items():
        if isinstance(steps, list) and isinstance(steps[0], list):
            rises = all(one[0] < next_one[0] for one, next_one in pairwise(steps))
            _expect(rises, f"points.toml: {model}.{name} does not rise")
    return found


def at_least(steps: Iterable[tuple[float, Any]], number: float) -> Any:
    """What a table of (least, value), least first, gives a number that is no smaller than its first."""
    return [value for least, value in steps if number >= least][-1]


def _weights(file: str, key: tuple[str, ...], value: str) -> dict[tuple[str, ...], float]:
    found: dict[tuple[str, ...], float] = {}
    for row in _rows(file):
        name = tuple(row[column] for column in key)
        _expect(name not in found, f"{file}: {' '.join(name)} is there twice")
        found[name] = float(row[value])
        _expect(isfinite(found[name]), f"{file}: {' '.join(name)} is no number")
    return found


@cache
def _rows(file: str) -> tuple[Mapping[str, str], ...]:
    return tuple(csv.DictReader(_text(file).splitlines()))


def _text(file: str) -> str:
    return files(__package__).joinpath("data", file).read_text("utf-8")


def _expect(sound: bool, says: str) -> None:  # noqa: FBT001 - a condition and its sentence
    if not sound:
        raise Unsound(f"{says}.")
