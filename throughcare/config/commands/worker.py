"""`throughcare worker`: background jobs, by procrastinate."""

import click
from django.core.management import call_command

from throughcare.config.commands.with_database import WithDatabase


@click.command(cls=WithDatabase)
@click.option("--once", is_flag=True, help="Do what is waiting, then end.")
def command(*, once: bool) -> None:
    """Do the work that pages leave for later, until told to stop."""
    call_command("procrastinate", "worker", wait=not once)
