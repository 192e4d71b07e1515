"""The blueprints that ship with the product, and any other file by its path."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.lines import Lines
from throughcare.blueprints.problems import Problem, nearest
from throughcare.blueprints.read import MOST_BYTES, Reading, read

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


@cache
def load(blueprint_id: str) -> Blueprint:
    """A blueprint that ships with the product. Raises KeyError with a sentence when there is none of that id."""
    reading = read(source(blueprint_id), path=f"{blueprint_id}{SUFFIX}")
    assert reading.blueprint is not None  # a test checks every shipped file
    return reading.blueprint


def open_file(path: str) -> Reading:
    """A reading of any file, shipped or not; what cannot be opened is a problem like any other."""
    try:
        # A pipe or a device might never end, and has no bytes of its own to identify.
        if not Path(path).is_file():
            return _unopened(path, "is a folder" if Path(path).is_dir() else "does not exist")
        with Path(path).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        return _unopened(path, f"cannot be read ({error.strerror})")
    except ValueError:
        return _unopened(path, "has a name that no path can have")
    return read(content, path=path)


def _unopened(path: str, why: str) -> Reading:
    return Reading(
        path,
        None,
        (Problem(path, 1, f"This file {why}.", f"Give the path of a TOML file, or an id of {', '.join(shipped())}."),),
        Lines({}),
    )


def find(name: str) -> Reading:
    """A blueprint by the id of a shipped one or by the path of a file."""
    if name in _shipped():
        return read(source(name), path=f"{name}{SUFFIX}")
    return open_file(name)
