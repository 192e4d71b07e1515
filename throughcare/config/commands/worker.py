"""`throughcare worker`: background jobs, by procrastinate."""

import click
from procrastinate.contrib.django import app

from throughcare.config.commands.with_database import WithDatabase


@click.command(cls=WithDatabase)
@click.option("--once", is_flag=True, help="Do what is waiting, then end.")
def command(*, once: bool) -> None:
    """Do the work that pages leave for later, until told to stop."""
    with app.replace_connector(app.connector.get_worker_connector()) as jobs:
        jobs.run_worker(wait=not once)
