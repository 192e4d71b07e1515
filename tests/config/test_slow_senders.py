"""Whoever sends slowly is sent away, and meanwhile holds up nobody."""

import select
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest

from tests.config.conftest import PATIENCE

LIMIT = 6
# More than the threads of all processes together, by far.
DAWDLERS = 24
POST = "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
FORM = b"login=robin-at-the-gate"


@pytest.fixture
def served(demo, monkeypatch) -> Iterator:
    monkeypatch.setenv("THROUGHCARE_INTAKE_LIMIT", str(LIMIT))
    demo.started()
    return demo


@contextmanager
def sent(port: int, head: str, body: bytes = b"") -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(head.encode() + b"\r\n" + body)
        yield connection


def answer_to(connection: socket.socket) -> str:
    """Everything until the server hangs up."""
    got = b""
    # A server that hangs up on somebody who still sends may reset the connection; what it said came before.
    with suppress(ConnectionResetError):
        while part := connection.recv(65536):
            got += part
    return got.decode()


def drip(connections: list[socket.socket]) -> None:
    """One byte from each."""
    for connection in connections:
        with suppress(ConnectionError):
            connection.sendall(b"x")


def status(connection: socket.socket) -> str:
    return answer_to(connection)[len("HTTP/1.1 ") :][:3]


def page(port: int) -> bool:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=PATIENCE) as answer:
        return "Sign in" in answer.read().decode()


def test_senders_who_dawdle_are_sent_away_and_nobody_waits_for_them(served):
    assert page(served.port)
    with ExitStack() as held:
        head = f"{POST}Content-Length: 1000\r\n"
        dawdlers = [held.enter_context(sent(served.port, head, FORM)) for _ in range(DAWDLERS)]
        for _ in range(3):
            assert page(served.port)
            drip(dawdlers)
        # All that time none of them was answered: what waits is theirs alone.
        assert select.select(dawdlers, [], [], 0)[0] == []
        while not select.select(dawdlers, [], [], 1)[0]:
            drip(dawdlers)
        said = [answer_to(connection) for connection in dawdlers]
    assert {words[: len("HTTP/1.1 408")] for words in said} == {"HTTP/1.1 408"}
    assert all("This came in too slowly" in words and "robin" not in words for words in said)
    assert page(served.port)
    served.stop()
    assert served.said.count("a body that came in too slowly: (an address that leads nowhere)") == DAWDLERS
    assert "robin" not in served.said


def test_a_body_is_as_long_as_it_says_or_refused(served):
    long, short, none = ("Content-Length: 2000000\r\n", f"Content-Length: {len(FORM) + 5}\r\n", "")
    with sent(served.port, POST + long, FORM) as connection:
        assert status(connection) == "413"
    # It waits for the rest.
    with sent(served.port, POST + short, FORM) as connection:
        assert status(connection) == "408"
    # The rest will never come: whatever was sent is not half a form.
    with sent(served.port, POST + short, FORM) as connection:
        connection.shutdown(socket.SHUT_WR)
        assert status(connection) in {"", "400"}
    with sent(served.port, POST + none + "Connection: close\r\n", FORM) as connection:
        assert status(connection) in {"400", "403"}
    assert page(served.port)


def test_a_body_in_pieces_says_no_length_and_is_refused_before_it_comes(served):
    with sent(served.port, f"{POST}Transfer-Encoding: chunked\r\n", b"5\r\nlogin\r\n") as connection:
        said = answer_to(connection)
    assert said.startswith("HTTP/1.1 411")
    assert "This could not be taken in" in said


def test_a_connection_that_does_not_ask_in_time_is_closed(served):
    words = ["", "G", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET /sign-in HTTP/1.1\r\nHost: 127"]
    with ExitStack() as held:
        silent = [held.enter_context(socket.create_connection(("127.0.0.1", served.port), PATIENCE)) for _ in words]
        for connection, word in zip(silent, words, strict=True):
            connection.sendall(word.encode())
        assert {status(connection) for connection in silent} <= {"", "400", "408"}
