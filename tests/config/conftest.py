"""The product as a person runs it: the real command, in processes of its own."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tests import ground
from throughcare.config.places import STATIC

# Seconds that a test waits for a process. Longer than the slowest machine needs: only what hangs takes so long.
PATIENCE = 120


@dataclass
class Demo:
    """`throughcare demo` on a data folder and port of its own."""

    data: Path
    port: int
    running: list[subprocess.Popen[str]] = field(default_factory=list)
    # What it wrote after it had started, once it is stopped.
    said: str = ""

    def start(self, *options: str, port: int | None = None, below: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        """Starts it, on another port or below another program when asked to."""
        env = {**os.environ, "THROUGHCARE_DATA": str(self.data), "THROUGHCARE_PORT": str(port or self.port)}
        demo = subprocess.Popen(
            [*below, sys.executable, "-m", "throughcare.config.commands", "demo", "--world", "none", *options],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.running.append(demo)
        return demo

    def started(self, *options: str, below: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        """Starts it and returns once it has said where it runs."""
        demo = self.start(*options, below=below)
        said = []
        for line in demo.stdout:
            said.append(line)
            if "Throughcare runs at" in line:
                return demo
        pytest.fail("".join(said))

    def answers(self) -> bool:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=PATIENCE) as answer:
            return answer.read() == b"well"

    def processes(self) -> list[str]:
        """Everything alive that belongs to this data folder, in words for a failing test."""
        found = psutil.process_iter(["cmdline", "cwd", "environ", "status"])
        return [
            f"{one.pid} {' '.join(one.info['cmdline'] or [])}"
            for one in found
            if one.info["status"] != psutil.STATUS_ZOMBIE
            and (
                (one.info["cwd"] or "").startswith(str(self.data))
                or (one.info["environ"] or {}).get("THROUGHCARE_DATA") == str(self.data)
            )
        ]

    def stop(self) -> None:
        for demo in self.running:
            if demo.poll() is None:
                demo.send_signal(signal.SIGINT)
            self.said += demo.communicate(timeout=PATIENCE)[0] or ""
        self.running.clear()


@pytest.fixture(scope="session")
def demo_folder(data_folder) -> Path:
    """Shared by all tests of the command. Its tables were made once for all tests: that takes half a minute."""
    if not (STATIC / "staticfiles.json").exists():
        pytest.fail("The files for browsers have not been gathered: make static.")
    folder: Path = data_folder / "demo"
    folder.mkdir()
    folder.chmod(0o711)
    ground.copy_database(folder, anew=False)
    return folder


@pytest.fixture
def demo(demo_folder) -> Iterator[Demo]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    one = Demo(demo_folder, port)
    yield one
    one.stop()
