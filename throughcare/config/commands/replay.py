"""`throughcare replay`: what a file of events amounts to under a blueprint, without a database."""

import json
from pathlib import Path

import click

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.check import check
from throughcare.blueprints.library import find, load, shipped
from throughcare.blueprints.replay import MOST_BYTES, Unreadable, as_data, replay
from throughcare.handbook.spoken import told
from throughcare.pathways import Moment, parse_moment


@click.command(short_help="Run a file of events through a blueprint, without a database.")
@click.argument("blueprint")
@click.argument("events", type=click.Path())
@click.option("--as-of", required=True, help="The day to look from, as 2026-03-30.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(blueprint: str, events: str, as_of: str, *, as_json: bool) -> None:
    """Run the rows of EVENTS (CSV: happened_at, step, party, facts, corrects) through BLUEPRINT, an id or a file.

    A row that could not have been recorded is refused with its reasons, changes nothing, and the rest still replays.
    """
    chosen, when, content = _blueprint(blueprint), _moment(as_of), _content(events)
    try:
        result = replay(chosen, content, as_of=when)
    except Unreadable as error:
        raise click.ClickException(str(error)) from None
    click.echo(json.dumps(as_data(result), indent=2) if as_json else told(result))


def _blueprint(name: str) -> Blueprint:
    if name in shipped():
        return load(name)
    reading = find(name)
    problems = check(reading)
    if problems or reading.blueprint is None:
        more = f" ({len(problems) - 1} more: see throughcare blueprint check)" if len(problems) > 1 else ""
        raise click.ClickException(f"{problems[0]}{more}")
    return reading.blueprint


def _moment(text: str) -> Moment:
    try:
        return parse_moment(text)
    except ValueError as error:
        raise click.ClickException(f"--as-of: {error}.") from None


def _content(path: str) -> bytes:
    try:
        if Path(path).is_dir():
            raise click.ClickException(f"{path} is a folder: give a CSV file of events.")
        with Path(path).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read ({error.strerror}).") from None
    except ValueError:
        raise click.ClickException("The name of the file of events is not one that a file can have.") from None
    if len(content) > MOST_BYTES:
        raise click.ClickException(f"{path} is too large: keep a file of events under {MOST_BYTES:,} bytes.")
    return content
