"""`throughcare responses`: answers to questionnaires, loaded from a file."""

import json
from pathlib import Path

import click
from django.utils import timezone

from throughcare.asking.importing import COLUMNS, Outcome, load
from throughcare.config.commands.with_database import WithDatabase
from throughcare.config.trouble import Trouble
from throughcare.organisations.keeper import operator
from throughcare.organisations.refusals import Refused
from throughcare.organisations.registers.sheets import read_file


@click.group
def command() -> None:
    """Load answers to questionnaires from a file."""


@command.command(name="import", cls=WithDatabase, epilog=f"Columns: {', '.join(COLUMNS)}, and item-1, item-2 ...")
@click.argument("file", type=Path)
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def import_(*, file: Path, as_json: bool) -> None:
    """Enter the answers in FILE, a CSV file with a response a line, as those who are named in it would.

    Each row is judged as on a page: who enters it must be able to write there, and alerts are raised as it is saved.
    Rows that cannot be taken are listed with their line, and the others are entered. Loading a file twice changes
    nothing. An answer that was left blank is an empty cell.
    """
    now = timezone.now()
    try:
        outcome = load(sheet=read_file(file), by=operator(at=now), at=now)
    except Refused as refused:
        raise Trouble(str(refused)) from refused
    click.echo(_as_json(outcome) if as_json else _as_text(file.name, outcome))


def _as_json(outcome: Outcome) -> str:
    refused = [{"line": refusal.line, "reason": refusal.reason} for refusal in outcome.refused]
    counts = {"added": outcome.added, "unchanged": outcome.unchanged, "alerts": outcome.alerts}
    return json.dumps({**counts, "refused": refused}, ensure_ascii=False)


def _as_text(name: str, outcome: Outcome) -> str:
    counts = (
        f"{outcome.added} added, {outcome.unchanged} there before, {len(outcome.refused)} refused, "
        f"{outcome.alerts} {'alert' if outcome.alerts == 1 else 'alerts'} raised."
    )
    return "\n".join([f"{name}: {counts}", *(f"  line {one.line}: {one.reason}" for one in outcome.refused)])
