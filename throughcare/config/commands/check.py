"""`throughcare check`: what must never be false, looked at in the whole database."""

import json
import sys

import click
from django.utils import timezone

from throughcare.audit.sealing import broken_links
from throughcare.config.commands.with_database import WithDatabase
from throughcare.episodes.checking import faults
from throughcare.organisations.acting import CHECKER, serve_as


@click.command(cls=WithDatabase)
@click.option("--json", "as_json", is_flag=True, help="Print the faults as JSON.")
def command(*, as_json: bool) -> None:
    """Recompute every cached stage, holder and clock, verify the audit chain and the constraints.

    Prints each fault; ends with 1 if there is any.
    """
    serve_as(CHECKER)
    found = [*faults(as_of=timezone.now()), *broken_links()]
    if as_json:
        click.echo(json.dumps({"faults": found}, ensure_ascii=False))
    else:
        click.echo("\n".join(found) or "Nothing is amiss: caches, lists, audit chain and guards are as they must be.")
    sys.exit(1 if found else 0)
