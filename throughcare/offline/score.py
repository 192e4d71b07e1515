"""`throughcare score`: a file of answers scored, without a database."""

import click

from throughcare.offline.instrument_files import answers_in, known
from throughcare.offline.printed import score_as_json, score_as_text, scored


@click.command(short_help="Score a file of answers, without a database.")
@click.argument("instrument")
@click.argument("answers", type=click.Path())
@click.option("--version", help="Which version of the instrument; else the newest.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(instrument: str, answers: str, version: str | None, *, as_json: bool) -> None:
    """Score the ANSWERS in a JSON file, such as {"1": 3, "2": 0}, to INSTRUMENT, an id such as phq-9.

    Answers that are out of range or incomplete are refused with the reason, item by item, and no score is given; alerts
    of the answers that can be read are listed all the same.
    """
    chosen = known(instrument, version)
    result = scored(chosen, answers_in(answers))
    click.echo(score_as_json(chosen, result) if as_json else score_as_text(chosen, result))
