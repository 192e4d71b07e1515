"""`throughcare replay`: what a file of events amounts to under a blueprint, without a database."""

import json

import click

from throughcare.handbook.spoken import told
from throughcare.offline.blueprint_files import sound
from throughcare.offline.files import content_of
from throughcare.pathways import Moment, parse_moment
from throughcare.replay.rows import MOST_BYTES, Unreadable, as_data, replay


@click.command(short_help="Run a file of events through a blueprint, without a database.")
@click.argument("blueprint")
@click.argument("events", type=click.Path())
@click.option("--as-of", required=True, help="The day to look from, as 2026-03-30.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(blueprint: str, events: str, as_of: str, *, as_json: bool) -> None:
    """Run the rows of EVENTS (CSV: happened_at, step, party, facts, corrects) through BLUEPRINT, an id or a file.

    A row that could not have been recorded is refused with its reasons, changes nothing, and the rest still replays.
    """
    chosen, when, content = sound(blueprint), _moment(as_of), content_of(events, most=MOST_BYTES)
    try:
        result = replay(chosen, content, as_of=when)
    except Unreadable as error:
        raise click.ClickException(str(error)) from None
    click.echo(json.dumps(as_data(result), indent=2) if as_json else told(result))


def _moment(text: str) -> Moment:
    try:
        return parse_moment(text)
    except ValueError as error:
        raise click.ClickException(f"--as-of: {error}.") from None
