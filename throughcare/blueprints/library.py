"""The blueprints that ship with the product."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.read import Reading, read
from throughcare.datafiles.problems import nearest

SUFFIX = ".toml"


@cache
def _shipped() -> dict[str, Traversable]:
    folder = files("throughcare.blueprints") / "library"
    found = {entry.name.removesuffix(SUFFIX): entry for entry in folder.iterdir() if entry.name.endswith(SUFFIX)}
    return dict(sorted(found.items()))


def shipped() -> tuple[str, ...]:
    """The ids of the blueprints that ship with the product."""
    return tuple(_shipped())


def source(blueprint_id: str) -> bytes:
    """The file of a shipped blueprint, as it is. Raises KeyError with a sentence when there is none of that id."""
    if blueprint_id not in _shipped():
        raise KeyError(f"There is no blueprint '{blueprint_id}'. {nearest(blueprint_id, shipped())}")
    return _shipped()[blueprint_id].read_bytes()


def read_shipped(blueprint_id: str) -> Reading:
    """The reading of a shipped blueprint, lines and all. Raises KeyError as `source` does."""
    return read(source(blueprint_id), path=f"{blueprint_id}{SUFFIX}")


@cache
def load(blueprint_id: str) -> Blueprint:
    """A blueprint that ships with the product. Raises KeyError with a sentence when there is none of that id."""
    blueprint = read_shipped(blueprint_id).blueprint
    assert blueprint is not None  # a test checks every shipped file
    return blueprint
