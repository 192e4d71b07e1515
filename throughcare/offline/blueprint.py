"""`throughcare blueprint`: list, check, show and compare blueprints, without a database."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.check import check as check_reading
from throughcare.blueprints.library import load, shipped
from throughcare.handbook.compare import compare as compare_versions
from throughcare.handbook.fhir import plan_definition
from throughcare.handbook.page import page
from throughcare.handbook.picture import svg
from throughcare.offline.blueprint_files import find, readable, sound
from throughcare.sharing import printed

SHOWN_AS: dict[str, Callable[[Blueprint], str]] = {
    "text": page,
    "svg": svg,
    "fhir": lambda blueprint: json.dumps(plan_definition(blueprint), indent=2, ensure_ascii=False) + "\n",
}


@click.group(short_help="List, check, show and compare blueprints.")
def command() -> None:
    """List, check, show and compare blueprints: services as data."""


@command.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def list_(*, as_json: bool) -> None:
    """The blueprints that ship with the product."""
    found = [load(blueprint) for blueprint in shipped()]
    rows = [{"id": b.id, "version": b.version, "title": b.title, "checked_by": b.checked_by} for b in found]
    click.echo(json.dumps(rows, indent=2) if as_json else "\n".join(f"{b.id} {b.version}: {b.title}" for b in found))


@command.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Also say which reviews are overdue on this day.")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def check(paths: tuple[str, ...], as_of: datetime | None, *, as_json: bool) -> None:
    """Check whole blueprint files, and say path:line: what is wrong and what to do."""
    day = as_of.date() if as_of else None
    problems = [problem for path in paths for problem in check_reading(find(path), as_of=day)]
    if as_json:
        click.echo(json.dumps([asdict(problem) for problem in problems], indent=2))
    elif problems:
        click.echo("\n".join(str(problem) for problem in problems))
    else:
        click.echo(f"{len(paths)} {'file' if len(paths) == 1 else 'files'} checked: nothing is wrong.")
    sys.exit(1 if problems else 0)


@command.command()
@click.argument("blueprint", metavar="ID")
@click.option("--as", "shown_as", type=click.Choice(list(SHOWN_AS)), default="text", show_default=True)
def show(blueprint: str, shown_as: str) -> None:
    """Print a blueprint (an id or a file) as a handbook page, a picture or a FHIR PlanDefinition."""
    click.echo(SHOWN_AS[shown_as](sound(blueprint)), nl=False)


@command.command()
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Print the sentences as JSON.")
def compare(old: str, new: str, *, as_json: bool) -> None:
    """Say in words what differs between two blueprints, each an id or a file."""
    changes = compare_versions(readable(old), readable(new))
    click.echo(json.dumps(changes, indent=2) if as_json else "\n".join(changes) or "Nothing differs.")


@command.command(hidden=True)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def handbook(folder: Path) -> None:
    """Write the handbook into FOLDER: pages and pictures of the shipped blueprints, and who may see what."""
    folder.mkdir(parents=True, exist_ok=True)
    for blueprint in map(load, shipped()):
        (folder / f"{blueprint.id}.md").write_text(page(blueprint))
        (folder / f"{blueprint.id}.svg").write_text(svg(blueprint))
    (folder / "access-matrix.md").write_text(printed.page())
