"""Instruments and answers as a command is given them."""

from collections.abc import Mapping

import click

from throughcare.instruments.definition import Instrument
from throughcare.instruments.library import instrument
from throughcare.offline.files import content_of
from throughcare.offline.printed import MOST_BYTES, Unreadable, parsed


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
