"""How long a file, a function and a room may become. Beyond that they are split by meaning."""

from collections import Counter
from collections.abc import Iterable, Iterator

from checks.sources import PACKAGE, PAGES, ROOT, Source

FILE = 300
FUNCTION = 25
VIEW = 20
ROOM = 2500


def faults(sources: Iterable[Source]) -> Iterator[str]:
    """Yields a sentence for everything over its budget, and for every room without its page."""
    sources = list(sources)
    for source in sources:
        yield from _long_file(source)
        yield from _long_functions(source)
    yield from _rooms(sources)


def _long_file(source: Source) -> Iterator[str]:
    if len(source.lines) > FILE:
        yield f"{source.path}:1: {len(source.lines)} lines, budget {FILE}: split it by meaning"


def _long_functions(source: Source) -> Iterator[str]:
    budget = VIEW if source.room in PAGES else FUNCTION
    for function in source.functions:
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        # A table of cases for a test is data, whatever function it stands in; the package has no such excuse.
        if length > budget and source.room:
            where = f"{source.path}:{function.lineno}"
            yield f"{where}: {function.name} has {length} lines, budget {budget}: split it by meaning"


def _rooms(sources: Iterable[Source]) -> Iterator[str]:
    lengths: Counter[str] = Counter()
    for source in sources:
        lengths[source.room] += len(source.lines)
    for room, length in lengths.items():
        if not room or not length:
            continue
        if length > ROOM:
            yield f"{PACKAGE}/{room}: {length} lines, budget {ROOM}: split the room by meaning"
        if not (ROOT / "docs" / "concepts" / f"{room}.md").exists():
            yield f"docs/concepts/{room}.md: missing; every room has a page that says what it is for and never does"
