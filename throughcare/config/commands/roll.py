"""`throughcare roll`: how many live where, loaded from a file of whoever counts them."""

import json
import sys
from pathlib import Path

import click
from django.utils import timezone

from throughcare.config.commands.with_database import WithDatabase
from throughcare.config.trouble import Trouble
from throughcare.equity.loading import COLUMNS, load_rolls
from throughcare.organisations.keeper import operator
from throughcare.organisations.refusals import Refused
from throughcare.organisations.registers.sheets import read_file


@click.group
def command() -> None:
    """Load how many residents live on each wing, month by month."""


@command.command(cls=WithDatabase, epilog=f"The columns are {','.join(COLUMNS)}; a month is written as 2026-02.")
@click.argument("file", type=Path)
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def load(*, file: Path, as_json: bool) -> None:
    """Load FILE, a CSV file of average residents by place, month, wing or group.

    Loading a file twice changes nothing. Where a line cannot be taken, each such line is named and nothing is kept.
    """
    now = timezone.now()
    try:
        found = load_rolls(sheet=read_file(file), by=operator(at=now), at=now)
    except Refused as refused:
        if not as_json:
            raise Trouble("\n".join(refused.reasons.values())) from refused
        click.echo(json.dumps({"added": 0, "unchanged": 0, "refused": refused.reasons}, ensure_ascii=False))
        sys.exit(1)
    if as_json:
        said = {"added": found.added, "unchanged": found.unchanged, "refused": {}}
        click.echo(json.dumps(said, ensure_ascii=False))
    else:
        click.echo(f"{file.name}: {found.added} kept, {found.unchanged} on record so already.")
