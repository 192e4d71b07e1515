"""Blueprints as a command is given them: the id of a shipped one, or the path of a file."""

from collections.abc import Callable, Sequence

import click

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.check import check
from throughcare.blueprints.library import read_shipped, shipped
from throughcare.blueprints.read import Reading, read
from throughcare.datafiles.lines import Lines
from throughcare.datafiles.problems import Problem
from throughcare.datafiles.read import MOST_BYTES
from throughcare.offline.files import bytes_of


def find(name: str) -> Reading:
    """A reading by id or path; what cannot be opened is a problem like any other."""
    if name in shipped():
        return read_shipped(name)
    try:
        return read(bytes_of(name, most=MOST_BYTES), path=name)
    except click.ClickException as error:
        do = f"Give the path of a TOML file, or an id of {', '.join(shipped())}."
        return Reading(name, None, (Problem(name, 1, error.message, do),), Lines({}))


def sound(name: str) -> Blueprint:
    """A blueprint in which nothing is wrong. Raises ClickException with the first problem."""
    return _without(find(name), check)


def readable(name: str) -> Blueprint:
    """A blueprint whose every line can be read, be it sound or not. Raises ClickException with the first problem."""
    return _without(find(name), lambda reading: reading.problems)


def _without(reading: Reading, told: Callable[[Reading], Sequence[Problem]]) -> Blueprint:
    problems = told(reading)
    if problems or reading.blueprint is None:
        more = f" ({len(problems) - 1} more: see throughcare blueprint check)" if len(problems) > 1 else ""
        raise click.ClickException(f"{problems[0]}{more}")
    return reading.blueprint
