"""`throughcare serve`: the pages, by granian."""

import os
import socket

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from throughcare.config import embedded, environment
from throughcare.config.places import STATIC
from throughcare.config.trouble import Trouble

HOST = "127.0.0.1"
# Python runs one thread of a process at a time: a second hides the wait for the database, more stand in its way
# (measured: docs/adr/0010). Requests beyond WAITING stay in the listening socket's queue.
THREADS = 2
WAITING = 128
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
    with embedded.running(here):
        Granian(
            "throughcare.config.wsgi:application",
            address=host,
            port=port or here.port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            backpressure=WAITING,
            workers_kill_timeout=GRACE,
            log_level=LogLevels.warning,
        ).serve()


def expect_static() -> None:
    """Raises Trouble when the files for browsers have not been gathered: no page could be drawn."""
    if not (STATIC / "staticfiles.json").exists():
        raise Trouble("The files for browsers are missing: run “make static” once.")


def expect_free(host: str, port: int) -> None:
    """Raises Trouble when another program listens on the port."""
    with socket.socket() as attempt:
        # Without this a port whose last connection ended a moment ago would still count as taken.
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            raise Trouble(
                f"Port {port} on {host} cannot be used ({os.strerror(error.errno or 0).lower()}): "
                "choose another with PORT=8001 for make, or THROUGHCARE_PORT=8001."
            ) from error
