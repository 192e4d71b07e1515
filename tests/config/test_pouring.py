"""A large file is made while it is sent: not before, and not for somebody who has gone."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config import pouring
from tests.config.conftest import PATIENCE
from throughcare.config.listening import HOST

SERVE = """
from throughcare.config.commands.serve import server
server({target!r}, host={host!r}, port={port}, workers=1).serve()
"""


@pytest.fixture
def poured(tmp_path: Path) -> Path:
    """Where it is written down how many lines were made."""
    return tmp_path / "poured"


@pytest.fixture
def port(poured: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind((HOST, 0))
        found = free.getsockname()[1]
    code = SERVE.format(target=f"{pouring.__name__}:served", host=HOST, port=found)
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "throughcare.config.settings", "POURED": str(poured)}
    server = subprocess.Popen([sys.executable, "-c", code], env=settings)
    try:
        wait_for(lambda: answers(found))
        yield found
    finally:
        server.terminate()
        server.wait(PATIENCE)


def answers(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex((HOST, port)) == 0


def wait_for(come) -> None:
    until = time.monotonic() + PATIENCE
    while not come() and time.monotonic() < until:
        time.sleep(0.1)
    assert come()


def test_all_of_it_arrives(port: int, poured: Path):
    with urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=PATIENCE) as answer:
        got = answer.read()
    assert got == pouring.LINE * pouring.LINES
    assert poured.read_text() == str(pouring.LINES)


def test_nothing_more_is_made_for_whoever_has_gone(port: int, poured: Path):
    with socket.create_connection((HOST, port), timeout=PATIENCE) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        connection.recv(65_536)
    wait_for(poured.exists)
    assert int(poured.read_text()) < pouring.LINES / 2
