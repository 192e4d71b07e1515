"""`throughcare change`: two files of answers compared, without a database."""

import click

from throughcare.datafiles.problems import nearest
from throughcare.offline.instrument_files import answers_in, known
from throughcare.offline.printed import change_as_json, change_as_text, changed


@click.command(short_help="Compare two files of answers: reliable and clinically significant change.")
@click.argument("instrument")
@click.argument("before", type=click.Path())
@click.argument("after", type=click.Path())
@click.option("--scale", default="", help="Which scale; else the main one.")
@click.option("--version", help="Which version of the instrument; else the newest.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(instrument: str, before: str, after: str, scale: str, version: str | None, *, as_json: bool) -> None:
    """Say whether answers to INSTRUMENT changed reliably between the files BEFORE and AFTER, and by which threshold.

    Also whether the change is clinically significant, where a clinical cut-off is known.
    """
    chosen = known(instrument, version)
    if scale and scale not in chosen.scale:
        raise click.ClickException(f"{chosen.title} has no scale '{scale[:40]}'. {nearest(scale[:40], chosen.scale)}")
    result = changed(chosen, answers_in(before), answers_in(after), scale)
    click.echo(change_as_json(result) if as_json else change_as_text(chosen, result))
