"""Instruments and answers as a command is given them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from throughcare.datafiles.problems import Problem
from throughcare.datafiles.read import MOST_BYTES as MOST_OF_A_FILE
from throughcare.instruments.check import check
from throughcare.instruments.definition import Instrument
from throughcare.instruments.library import instrument, read_shipped, shipped
from throughcare.instruments.read import read
from throughcare.instruments.sealing import SEALS, broken, seals_in
from throughcare.offline.files import content_of
from throughcare.offline.printed import MOST_BYTES, Unreadable, parsed


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was looked at, and all that is wrong with it."""

    name: str
    problems: tuple[Problem, ...]


def found(path: str) -> Checked:
    """A file checked whole, and against its seal where a list of seals lies beside it. Raises ClickException."""
    content = content_of(path, most=MOST_OF_A_FILE)
    problems = check(read(content, path=path))
    beside = Path(path).parent / SEALS
    if beside.is_file():
        text = content_of(str(beside), most=MOST_OF_A_FILE).decode("utf-8", "replace")
        fault = broken(Path(path).name, content, seals_in(text), path=path)
        problems = (*((fault,) if fault else ()), *problems)
    return Checked(path, problems)


def of_the_product() -> list[Checked]:
    """Every shipped file, checked whole; their seals are checked by the library."""
    return [Checked(reading.path, check(reading)) for reading in (read_shipped(*key) for key in shipped())]


def known(name: str, version: str | None) -> Instrument:
    """An instrument by id, in its newest version where none is named. Raises ClickException with a sentence."""
    try:
        return instrument(name, version)
    except KeyError as error:
        raise click.ClickException(error.args[0]) from None


def answers_in(path: str) -> Mapping[str, object]:
    """The answers of a JSON file as they stand there. Raises ClickException with a sentence that names the file."""
    try:
        return parsed(content_of(path, most=MOST_BYTES))
    except Unreadable as error:
        raise click.ClickException(f"{path}: {error}") from None
