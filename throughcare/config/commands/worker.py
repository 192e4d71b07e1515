"""`throughcare worker`: background jobs, by procrastinate."""

import click
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from throughcare.config.commands.with_database import WithDatabase


@click.command(cls=WithDatabase)
@click.option("--once", is_flag=True, help="Do what is waiting, then end.")
def command(*, once: bool) -> None:
    """Do the work that pages leave for later, until told to stop."""
    with app.replace_connector(PsycopgConnector(kwargs=connector_params())) as jobs:
        jobs.run_worker(wait=not once)
