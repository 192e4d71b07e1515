"""`throughcare register`: the registers of places and codes that other people keep, loaded from their files."""

import json
from pathlib import Path

import click
from django.utils import timezone

from throughcare.config.commands.with_database import WithDatabase
from throughcare.config.trouble import Trouble
from throughcare.organisations import actions
from throughcare.organisations.keeper import operator
from throughcare.organisations.loading import Difference
from throughcare.organisations.refusals import Refused
from throughcare.organisations.registers import KINDS
from throughcare.organisations.registers.sheets import read_file


@click.group
def command() -> None:
    """Load a register of places or codes."""


@command.command(cls=WithDatabase, epilog=f"KIND is one of {', '.join(KINDS)}.")
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("file", type=Path)
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def load(*, kind: str, file: Path, as_json: bool) -> None:
    """Load FILE, a CSV file as its keeper publishes it, as the register KIND.

    Loading a file twice changes nothing. Rows that cannot be taken are listed with their line and the others are
    loaded; a file of another kind is refused whole. What is on record and not in the file stays as it is.
    """
    now = timezone.now()
    try:
        outcome = actions.load_register(kind=kind, sheet=read_file(file), by=operator(at=now), at=now)
    except Refused as refused:
        raise Trouble(str(refused)) from refused
    click.echo(_as_json(outcome) if as_json else _as_text(file.name, outcome))


def _as_json(outcome: Difference) -> str:
    refused = [{"line": refusal.line, "reason": refusal.reason} for refusal in outcome.refused]
    counts = {"added": outcome.added, "changed": outcome.changed, "closed": outcome.closed}
    return json.dumps({**counts, "refused": refused}, ensure_ascii=False)


def _as_text(name: str, outcome: Difference) -> str:
    lines = [
        f"{name}: {outcome.added} added, {outcome.changed} changed, {outcome.closed} closed, "
        f"{len(outcome.refused)} refused."
    ]
    lines += [f"  line {refusal.line}: {refusal.reason}" for refusal in outcome.refused]
    if outcome.absent:
        lines.append(f"{len(outcome.absent)} on record from this source are not in this file and stay as they are.")
    return "\n".join(lines)
