"""`throughcare risk`: risk scores of groups from a file of answers, without a database."""

import json

import click

from throughcare.offline.files import content_of
from throughcare.predictors import MODELS, MOST_BYTES, Faulty, as_data, keys, said_in, told


@click.group(short_help="Work out risk scores of groups, without a database.")
def command() -> None:
    """Risk scores: the probability of a group, not a prediction for a person, and never a reason to refuse care."""


def _work_out(model: str, path: str, *, as_json: bool) -> None:
    try:
        result = MODELS[model].from_said(said_in(content_of(path, most=MOST_BYTES)))
    except Faulty as error:
        raise click.ClickException(f"{path}: {error}") from None
    click.echo(json.dumps(as_data(result), indent=2) if as_json else told(result))


for name, shipped in MODELS.items():
    says = f"{shipped.title}: {shipped.does} INPUT is a file of JSON, one object with these keys.\n\n\b\n"
    asks = [
        click.Argument(["path"], metavar="INPUT", type=click.Path()),
        click.Option(["--json", "as_json"], is_flag=True, help="Print the result as JSON."),
    ]
    page = says + keys(shipped).replace("\n\n", "\n\n\b\n")
    work_out = click.Command(
        name, params=asks, callback=lambda path, as_json, model=name: _work_out(model, path, as_json=as_json),
        help=page, short_help=shipped.does,
    )  # fmt: skip
    command.add_command(work_out)
