"""The product's server, with the floor beside the product: two processes, as many threads as the product gives them."""

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from throughcare.config.commands.serve import GRACE, HOST, THREADS, WAITING

WORKERS = 2


def main(port: str) -> None:
    Granian(
        "bench.wsgi:application",
        address=HOST,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        backpressure=WAITING,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.warning,
    ).serve()
