"""The load tool: connections that are kept, each asking for the next page as soon as the last has come.

Plain sockets and threads: a request costs it some 60 microseconds of processor, a page costs the server thousands.
"""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter

HOST = "127.0.0.1"
END_OF_HEAD = b"\r\n\r\n"


class Unexpected(Exception):
    """The server answered otherwise than a page does."""


@dataclass(frozen=True, slots=True)
class Request:
    sent: bytes
    expects: bytes


class Line:
    """One connection to the server, kept until closed."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: Request) -> float:
        """Seconds from the first byte sent to the last one received."""
        began = perf_counter()
        self.socket.sendall(request.sent)
        head, body = self._answer()
        seconds = perf_counter() - began
        if not head.startswith(b"HTTP/1.1 " + request.expects):
            raise Unexpected(f"{request.sent[:80]!r} was answered {head[:120]!r} {body[:4000]!r}")
        return seconds

    def close(self) -> None:
        self.socket.close()

    def _answer(self) -> tuple[bytes, bytes]:
        got = b""
        while END_OF_HEAD not in got:
            got += self._more()
        head, body = got.split(END_OF_HEAD, 1)
        length = _length(head)
        while len(body) < length:
            body += self._more()
        return head, body

    def _more(self) -> bytes:
        got = self.socket.recv(262_144)
        if not got:
            raise Unexpected("the server hung up")
        return got


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise Unexpected(f"no length: {head!r}")


def ask(port: int, requests: Iterator[Request], *, at_once: int, seconds: float) -> tuple[list[float], float]:
    """So many ask at once. Returns the seconds of every answer, and how long it went on altogether."""
    lines = [Line(port) for _ in range(at_once)]
    began = perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        each = list(pool.map(lambda line: _ask_on(line, requests, until=began + seconds), lines))
    lasted = perf_counter() - began
    for line in lines:
        line.close()
    return [one for found in each for one in found], lasted


def _ask_on(line: Line, requests: Iterator[Request], *, until: float) -> list[float]:
    taken = []
    while perf_counter() < until:
        request = next(requests, None)
        if request is None:
            break
        taken.append(line.ask(request))
    return taken


def get(session: str, address: str) -> Request:
    head = f"GET {address} HTTP/1.1\r\nHost: {HOST}\r\nCookie: sessionid={session}\r\n\r\n"
    return Request(head.encode(), b"200")


def post(session: str, address: str, csrf: str, body: bytes) -> Request:
    head = (
        f"POST {address} HTTP/1.1\r\nHost: {HOST}\r\nCookie: sessionid={session}; csrftoken={csrf}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return Request(head.encode() + body, b"303")
