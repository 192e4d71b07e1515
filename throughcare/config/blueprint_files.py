"""Blueprints as a command is given them: the id of a shipped one, or the path of a file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.check import check
from throughcare.blueprints.library import read_shipped, shipped
from throughcare.blueprints.read import Reading, read
from throughcare.config.trouble import Trouble
from throughcare.datafiles.lines import Lines
from throughcare.datafiles.problems import Problem
from throughcare.datafiles.read import MOST_BYTES


def find(name: str) -> Reading:
    """A reading by id or path; what cannot be opened is a problem like any other."""
    if name in shipped():
        return read_shipped(name)
    try:
        return read(bytes_of(name, most=MOST_BYTES), path=name)
    except Trouble as error:
        do = f"Give the path of a TOML file, or an id of {', '.join(shipped())}."
        return Reading(name, None, (Problem(name, 1, str(error), do),), Lines({}))


def sound(name: str) -> Blueprint:
    """A blueprint in which nothing is wrong. Raises Trouble with the first problem."""
    return _without(find(name), check)


def readable(name: str) -> Blueprint:
    """A blueprint whose every line can be read, be it sound or not. Raises Trouble with the first problem."""
    return _without(find(name), lambda reading: reading.problems)


def bytes_of(path: str, *, most: int) -> bytes:
    """What a file holds, and one byte more than `most` where it holds more. Raises Trouble when it cannot be read."""
    try:
        # A pipe or a device might never end.
        if not Path(path).is_file():
            raise Trouble(_not_a_file(Path(path)))
        with Path(path).open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise Trouble(f"This file cannot be read ({error.strerror}).") from None
    except ValueError:
        raise Trouble("No file can have this name.") from None


def _not_a_file(path: Path) -> str:
    if path.is_dir():
        return "This is a folder, not a file."
    return (
        "This is no file but a pipe or a device: save a file first." if path.exists() else "This file does not exist."
    )


def _without(reading: Reading, told: Callable[[Reading], Sequence[Problem]]) -> Blueprint:
    problems = told(reading)
    if problems or reading.blueprint is None:
        more = f" ({len(problems) - 1} more: see throughcare blueprint check)" if len(problems) > 1 else ""
        raise Trouble(f"{problems[0]}{more}")
    return reading.blueprint
