"""`throughcare serve`: the pages, by granian."""

import click
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from throughcare.config import environment, wsgi
from throughcare.config.commands.with_database import expect_tables, reached
from throughcare.config.listening import HOST, expect_free, expect_static

# Python runs one thread of a process at a time: a second hides the wait for the database, more stand in its way
# (measured: docs/adr/0010). Requests beyond WAITING stay in the listening socket's queue.
THREADS = 2
WAITING = 128
# Milliseconds for the head of a request. For its body the server has no such limit: a sender who dawdles over one
# holds a thread, so whatever stands before us takes bodies in first (docs/concepts/config.md).
HEAD = 10_000
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
        Granian(
            # Imported here, before granian makes its processes, so that they share one copy and start at once.
            f"{wsgi.__name__}:application",
            address=host,
            port=port or here.port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            backpressure=WAITING,
            http1_settings=HTTP1Settings(header_read_timeout=HEAD),
            workers_kill_timeout=GRACE,
            log_level=LogLevels.warning,
        ).serve()
