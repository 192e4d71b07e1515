"""Processes that start together and end together, however the end comes.

A child is marked in its environment with the data folder it works for, and holds the reading end of a pipe whose
other end only its supervisor has. When the supervisor dies, even of kill -9, the pipe closes and the child ends
itself. Should one be left over all the same, the mark tells whose it was.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from throughcare.config import environment
from throughcare.config.trouble import Trouble

PATIENCE = 10
AGAIN = 5
_UNDISTURBED = threading.Event()

# Children by what people call them.
Children = Mapping[str, subprocess.Popen[bytes]]


def start(*arguments: str, data: Path) -> subprocess.Popen[bytes]:
    """Starts `throughcare` with the arguments as a child, out of reach of the terminal's own Ctrl-C.

    The supervisor alone hears that, and ends its children in order.
    """
    return subprocess.Popen(
        [sys.executable, "-m", "throughcare.config.commands", *arguments],
        stdin=subprocess.PIPE,
        start_new_session=True,
        env=environment.marked(data),
    )


def run(*arguments: str, data: Path) -> None:
    """Runs `throughcare` with the arguments as a child to its end; raises Trouble when it fails."""
    if start(*arguments, data=data).wait():
        raise Trouble(f"“throughcare {' '.join(arguments)}” did not finish: what it said is above.")


def watch(children: Children, *, parent: int | None) -> None:
    """Returns when the parent of that number, if one is given, is gone; raises Trouble when a child ends by itself."""
    while parent in {None, os.getppid()}:
        check(children)
        time.sleep(0.3)


def check(children: Children) -> None:
    """Raises Trouble when one of the children has ended."""
    for name, child in children.items():
        if child.poll() is not None:
            raise Trouble(f"The {name} stopped by itself (code {child.returncode}); what it said is above.")


def end_all(data: Path) -> None:
    """Ends every process that a supervisor of this data folder started: first politely, then not."""
    marked = _marked(data)
    leaders = {process.pid for process in marked}

    # One that is ending has lost its mark before it lets go of its files, and with them of the database.
    def left() -> list[psutil.Process]:
        return [process for process in {*marked, *_marked(data)} if not _is_over(process)]

    # A leader ends its own followers in order; they need not hear it twice.
    _send(signal.SIGTERM, [process for process in marked if process.info["ppid"] not in leaders])
    _send(signal.SIGKILL, wait_until_none(left, seconds=PATIENCE))
    wait_until_none(left, seconds=PATIENCE)


def wait_until_none(look: Callable[[], list[psutil.Process]], *, seconds: float) -> list[psutil.Process]:
    """Looks until no process is found, at most for the seconds; returns those still found then.

    Looking anew, and not waiting for a number to disappear: in a container whose first process collects no dead
    children, a number stays for ever.
    """
    deadline = time.monotonic() + seconds
    while (left := look()) and time.monotonic() < deadline:
        time.sleep(0.03)
    return left


def _send(telling: signal.Signals, processes: list[psutil.Process]) -> None:
    for process in processes:
        # It may have ended since we looked; psutil makes sure that its number was not given to another.
        with suppress(psutil.NoSuchProcess):
            process.send_signal(telling)


def end_with_supervisor() -> None:
    """In a child: asks this process to end, as a person would, as soon as its supervisor is gone."""
    if environment.is_marked():
        threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    # Not through sys.stdin: its lock, held here for ever, would keep the interpreter from ending.
    os.read(0, 1)
    # A process that was killed closes its pipes before it gives up its locks, and while it holds the database nobody
    # else is the last to do so. Its children have another parent once it has given up everything.
    while os.getppid() == environment.supervisor():
        time.sleep(0.01)
    while True:
        os.kill(os.getpid(), signal.SIGTERM)
        # Python loses an exit that falls into the callback of a weak reference, of which an import has many.
        time.sleep(AGAIN)


def end_in_order(*_: object) -> None:
    """For a signal: end as after an error, so that whatever has been taken up is laid down."""
    if not _UNDISTURBED.is_set():
        sys.exit(143)


@contextmanager
def undisturbed() -> Iterator[None]:
    """For what has to be done at the end: being told once more to end does not interrupt it."""
    _UNDISTURBED.set()
    try:
        yield
    finally:
        _UNDISTURBED.clear()


def _marked(data: Path) -> list[psutil.Process]:
    return [
        process
        for process in psutil.process_iter(["environ", "ppid"])
        if (process.info["environ"] or {}).get(environment.SUPERVISED) == str(data)
    ]


def _is_over(process: psutil.Process) -> bool:
    """Tells whether nothing of a process runs any more. Its first thread is often dead before the others are."""
    try:
        return not process.is_running() or (process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1)
    except psutil.NoSuchProcess:
        return True
