"""`throughcare change`: two scores, or two files of answers, compared without a database."""

import re
from pathlib import Path

import click

from throughcare.datafiles.problems import nearest
from throughcare.instruments.changing import between
from throughcare.instruments.definition import Instrument
from throughcare.offline.instrument_files import answers_in, known
from throughcare.offline.printed import change_as_json, change_as_text, changed

A_SCORE = re.compile(r"-?\d{1,6}(\.\d{1,6})?")


@click.command(short_help="Compare two scores or files of answers: reliable and clinically significant change.")
@click.argument("instrument")
@click.argument("before", type=click.Path())
@click.argument("after", type=click.Path())
@click.option("--scale", default="", help="Which scale; else the main one.")
@click.option("--version", help="Which version of the instrument; else the newest.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(instrument: str, before: str, after: str, scale: str, version: str | None, *, as_json: bool) -> None:
    """Say whether answers to INSTRUMENT changed reliably between BEFORE and AFTER, and by which threshold.

    Both are scores, such as 20 and 13, or both are files of answers as `throughcare score` reads them. Also whether the
    change is clinically significant, where a clinical cut-off is known.
    """
    chosen = known(instrument, version)
    if scale and scale not in chosen.scale:
        raise click.ClickException(f"{chosen.title} has no scale '{scale[:40]}'. {nearest(scale[:40], chosen.scale)}")
    if all(A_SCORE.fullmatch(given) and not Path(given).exists() for given in (before, after)):
        scale = scale or chosen.main_scale
        result = between(chosen, _score(before, chosen, scale), _score(after, chosen, scale), scale)
    else:
        result = changed(chosen, answers_in(before), answers_in(after), scale)
    click.echo(change_as_json(result) if as_json else change_as_text(chosen, result))


def _score(given: str, of: Instrument, scale: str) -> float:
    score, its = float(given), of.scale[scale]
    if not its.low <= score <= its.high:
        raise click.ClickException(
            f"{given} is no score of “{its.title}”, which goes from {its.low:g} to {its.high:g}."
        )
    return int(score) if score.is_integer() else score
