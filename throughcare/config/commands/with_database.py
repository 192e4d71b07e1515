"""What a command needs around it when it uses the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from django.db import OperationalError, connection

from throughcare.config import embedded, environment
from throughcare.config.trouble import Trouble


class WithDatabase(click.Command):
    """A click command that runs while the database does: `@click.command(cls=WithDatabase)`."""

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


def _why(said: str) -> str:
    reason = said.strip().splitlines()[-1]
    if 'role "throughcare_app" does not exist' in said:
        return "The database has no tables yet: run “throughcare migrate” first."
    return f"The database does not answer ({reason}): check DATABASE_URL, and that the server runs."
