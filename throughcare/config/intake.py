"""What is sent is taken in whole before a thread of Django's is: whoever dawdles over it holds a connection alone.

The server calls this in a loop of its own and not in a thread (granian's RSGI interface). Behind it stands Django's
WSGI handler as it is, in as many threads as it is given, each with its own connection to the database.
"""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http.response import HttpResponseBase
from granian.rsgi import HTTPProtocol, Scope

from throughcare.web.plain_requests import REFUSED, BodyCutShort, BodyTooSlow, LengthUnsaid

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], HttpResponseBase]
Headers = list[tuple[str, str]]

# Python runs one thread of a process at a time: a second hides the wait for the database, more stand in its way
# (measured: docs/adr/0010).
THREADS = 2
# Bytes that go out at once of an answer that is made while it is sent.
PIECE = 65_536

# What is the same in every request. Nothing of this process's environment is in it: the secret key may be there.
ALWAYS: Environ = {
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}
# Named otherwise than by HTTP_ and its name (PEP 3333).
PLAIN = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}


class Intake:
    """A WSGI application behind the server's asynchronous interface.

    A body may have `most` bytes, and must be there within `seconds` of its head. Of one that is refused the application
    gets nothing but the reason, in `REFUSED`, and answers in words.
    """

    def __init__(self, application: Application, *, threads: int, most: int, seconds: float) -> None:
        self._application, self._threads = application, threads
        self._most, self._seconds = most, seconds

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Once in each process, after it was made."""
        self._loop, self._pool = loop, ThreadPoolExecutor(self._threads)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answers one request."""
        environ = environ_of(scope)
        try:
            environ["wsgi.input"] = BytesIO(await self._body(environ, protocol))
        except (BadRequest, RequestDataTooBig) as refused:
            environ |= {REFUSED: refused, "CONTENT_LENGTH": "0"}
        await self._loop.run_in_executor(self._pool, self._answer, environ, protocol)

    async def _body(self, environ: Environ, protocol: HTTPProtocol) -> bytes:
        said = environ.get("CONTENT_LENGTH", "0")
        if "HTTP_TRANSFER_ENCODING" in environ or not said.isdecimal():
            # The server ends such a body without a word where its sender hung up half way: nobody would know.
            raise LengthUnsaid("a body that does not say how long it is")
        length, body = int(said), bytearray()
        if length > self._most:
            raise RequestDataTooBig("a body beyond all forms")
        if length:
            try:
                async with asyncio.timeout(self._seconds):
                    async for part in protocol:
                        body += part
            except TimeoutError:
                raise BodyTooSlow("a body that came in too slowly") from None
        if len(body) < length:
            raise BodyCutShort("a body that ends before it should")
        return bytes(body)

    def _answer(self, environ: Environ, protocol: HTTPProtocol) -> None:
        begun: list[tuple[str, Headers]] = []
        response = self._application(environ, lambda status, headers: begun.append((status, headers)))
        said, headers = begun[-1]
        status = int(said.split(" ", 1)[0])
        with closing(response):
            if response.streaming and not response.has_header("Content-Length"):
                self._send_on(protocol.response_stream(status, headers), response)
            else:
                protocol.response_bytes(status, headers, b"".join(response))

    def _send_on(self, way: Any, parts: Iterable[bytes]) -> None:
        """Sends an answer of unknown length while it is made, as long as somebody is there to take it in.

        The server keeps what a slow reader has not taken yet, so whoever makes such an answer sets an end to it.
        """

        async def send(piece: bytes) -> None:
            await way.send_bytes(piece)

        for piece in pieces(parts):
            asyncio.run_coroutine_threadsafe(send(piece), self._loop).result()


def pieces(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts, joined to pieces worth a way of their own: a file is made line by line."""
    piece = bytearray()
    for part in parts:
        piece += part
        if len(piece) >= PIECE:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)


def taken_in(application: Application) -> Intake:
    """The application as the server calls it, with the limits that are set."""
    return Intake(
        application, threads=THREADS, most=settings.DATA_UPLOAD_MAX_MEMORY_SIZE, seconds=settings.INTAKE_LIMIT
    )


def environ_of(scope: Scope) -> Environ:
    """What PEP 3333 says of a request, all but its body."""
    server, _, port = scope.server.rpartition(":")
    environ = ALWAYS | {
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(),
    }
    for name, value in scope.headers.items():
        if "_" in name:
            # With X_Forwarded_For somebody could speak for the proxy, which sets the one with hyphens.
            continue
        key = PLAIN.get(name) or "HTTP_" + name.upper().replace("-", "_")
        between = "; " if name == "cookie" else ","
        environ[key] = f"{environ[key]}{between}{value}" if key in environ else value
    return environ
