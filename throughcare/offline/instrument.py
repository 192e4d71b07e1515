"""`throughcare instrument`: list and check questionnaires and rating scales, without a database."""

import sys
from pathlib import Path

import click

from throughcare.datafiles.read import MOST_BYTES
from throughcare.handbook.instrument_page import contents, page
from throughcare.instruments.check import check as check_reading
from throughcare.instruments.library import instruments
from throughcare.instruments.read import read
from throughcare.offline.files import content_of
from throughcare.offline.instrument_files import known
from throughcare.offline.printed import list_as_json, list_as_text


@click.group(short_help="List and check questionnaires and rating scales.")
def command() -> None:
    """List, show and check questionnaires and rating scales: instruments as data."""


@command.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def list_(*, as_json: bool) -> None:
    """The instruments that ship with the product."""
    click.echo(list_as_json() if as_json else list_as_text())


@command.command()
@click.argument("name", metavar="ID")
@click.option("--version", help="Which version; else the newest.")
def show(name: str, version: str | None) -> None:
    """Print an instrument as a page of its handbook."""
    click.echo(page(known(name, version)), nl=False)


@command.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
def check(paths: tuple[str, ...]) -> None:
    """Check whole instrument files, and say path:line: what is wrong and what to do."""
    readings = [read(content_of(path, most=MOST_BYTES), path=path) for path in paths]
    problems = [problem for reading in readings for problem in check_reading(reading)]
    click.echo("\n".join(map(str, problems)) or f"{len(paths)} checked: nothing is wrong.")
    sys.exit(1 if problems else 0)


@command.command(hidden=True)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def handbook(folder: Path) -> None:
    """Write a page for each shipped instrument, and their list, into FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    for instrument in instruments():
        (folder / f"{instrument.id}.md").write_text(page(instrument))
    (folder / "README.md").write_text(contents(instruments()))
