"""What must be there before pages can be served: a free port, and the files for browsers."""

import os
import socket

from throughcare.config.places import STATIC
from throughcare.config.trouble import Trouble

HOST = "127.0.0.1"


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
        except socket.gaierror as error:
            raise Trouble(f"{host} is no address of this machine: listen on {HOST}, or on 0.0.0.0 for all.") from error
        except OSError as error:
            raise Trouble(
                f"Port {port} on {host} cannot be used ({os.strerror(error.errno or 0).lower()}): "
                "choose another with PORT=8001 for make, or THROUGHCARE_PORT=8001."
            ) from error
