"""`throughcare worker`: background jobs, by procrastinate."""

import time
from contextlib import suppress

import click
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.psycopg_connector import PsycopgConnector

from throughcare.config.commands.with_database import WithDatabase


@click.command(cls=WithDatabase)
@click.option("--once", is_flag=True, help="Do what is waiting, then end.")
def command(*, once: bool) -> None:
    """Do the work that pages leave for later, until told to stop."""
    _catch_up()
    with app.replace_connector(PsycopgConnector(kwargs=connector_params())) as jobs:
        jobs.run_worker(wait=not once)


def _catch_up() -> None:
    """Put at the head of the work whatever is done by the hour: its hour may have passed while nobody worked."""
    for periodic in app.periodic_registry.periodic_tasks.values():
        with suppress(AlreadyEnqueued):
            periodic.task.defer(timestamp=int(time.time()))
