"""`throughcare migrate`: the database's tables, brought up to date by their owner."""

import click
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from rich.progress import Progress

from throughcare.config.commands.with_database import BeforeTables
from throughcare.config.database import open_to_application


@click.command(cls=BeforeTables)
def command() -> None:
    """Bring the database's tables up to date. Nothing else in the product may change a table."""
    with connection.cursor() as cursor:
        open_to_application(cursor.connection)
    with Progress(transient=True) as progress:
        made = _apply(progress)
    click.echo(f"The database is up to date ({made} changes made).")


def _apply(progress: Progress) -> int:
    executor = MigrationExecutor(connection)
    targets = executor.loader.graph.leaf_nodes()
    waiting = executor.migration_plan(targets)
    task = progress.add_task("Making tables", total=len(waiting))
    executor.progress_callback = lambda what, *_: progress.advance(task, what == "apply_success")
    executor.migrate(targets, waiting)
    # With nothing left to apply, this only lets each app fill the tables it keeps about itself.
    call_command("migrate", verbosity=0)
    return len(waiting)
