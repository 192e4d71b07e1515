"""An answer without an end that is known, as the server meets it: lines until somebody stops listening."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.http import StreamingHttpResponse

from throughcare.config.intake import Intake

LINES = 500_000
LINE = b"a line of a hundred characters".ljust(99) + b"\n"


def poured(_: dict[str, Any], begin: Callable[..., Any]) -> StreamingHttpResponse:
    begin("200 OK", [("Content-Type", "text/csv")])
    return StreamingHttpResponse(lines())


def lines() -> Iterator[bytes]:
    made = 0
    try:
        while made < LINES:
            made += 1
            yield LINE
    finally:
        Path(os.environ["POURED"]).write_text(str(made))


served = Intake(poured, threads=1, most=0, seconds=2)
