"""`throughcare serve`: the pages, by granian."""

from typing import Any

import click
from django.conf import settings
from django.db import connection
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.common import AbstractServer

from throughcare.config import environment, wsgi
from throughcare.config.commands.with_database import expect_tables, reached
from throughcare.config.listening import HOST, expect_free, expect_static

# Connections of a process, each with a body of a megabyte at most; more stay in the listening socket's queue. Threads
# are a matter of throughcare.config.intake, and so is the time for a body.
WAITING = 256
# Seconds for requests under way. A worker told to stop while it still starts never hears it, and is not waited for.
GRACE = 3


@click.command()
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port; default THROUGHCARE_PORT or 8000.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes.")
def command(host: str, port: int | None, workers: int) -> None:
    """Serve the pages until told to stop."""
    here = environment.read()
    expect_free(host, port or here.port)
    expect_static()
    with reached():
        expect_tables()
        # Granian's processes must not share a connection.
        connection.close()
        # Imported here, before granian makes its processes, so that they share one copy and start at once.
        server(f"{wsgi.__name__}:served", host=host, port=port or here.port, workers=workers).serve()


def server(target: str, *, host: str, port: int, workers: int) -> AbstractServer[Any]:
    """The web server, which calls what `throughcare.config.intake` makes of an application.

    The head of a request has the time that its body has, and so has a connection that says nothing. The last is so with
    HTTP/1 alone: a server that may still expect HTTP/2 waits for the first word for ever.
    """
    head = HTTP1Settings(header_read_timeout=settings.INTAKE_LIMIT * 1000)
    return Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        backpressure=WAITING,
        http1_settings=head,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.warning,
    )
