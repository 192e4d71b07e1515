"""What a command needs around it when it uses the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from throughcare.config import embedded, environment
from throughcare.config.trouble import Trouble

NO_TABLES = "The database has no tables yet: run “throughcare migrate” first."


class WithDatabase(click.Command):
    """A click command that runs while the database does and has its tables: `@click.command(cls=WithDatabase)`."""

    def invoke(self, ctx: click.Context) -> Any:
        with reached():
            expect_tables()
            return super().invoke(ctx)


class BeforeTables(click.Command):
    """The same for the command that makes the tables."""

    def invoke(self, ctx: click.Context) -> Any:
        with reached():
            return super().invoke(ctx)


@contextmanager
def reached() -> Iterator[None]:
    """Keeps the database running and proves that it answers; raises Trouble in one sentence when it does not."""
    with embedded.running(environment.read()):
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise Trouble(_why(str(error))) from error
        yield
        connection.close()


def expect_tables() -> None:
    """Raises Trouble when the tables are missing, or older than the program."""
    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        raise Trouble(NO_TABLES)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Trouble("The database's tables are older than this program: run “throughcare migrate” first.")


def _why(said: str) -> str:
    # What follows the first line are libpq's guesses.
    reason = said.strip().splitlines()[0]
    if 'role "throughcare_app" does not exist' in said:
        return NO_TABLES
    return f"The database does not answer ({reason}): check DATABASE_URL, and that the server runs."
