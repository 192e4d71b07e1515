"""Habits that make a code base hard to trust, each as a pattern with the reason it is refused.

The table is the rule: a row says where it applies, what it looks for and what to do instead.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from checks.sources import PAGES, PURE, Source

Where = Callable[[Source], bool]


@dataclass(frozen=True)
class Smell:
    """A pattern of one line, the files in which it is a fault, and what to do instead."""

    pattern: re.Pattern[str]
    where: Where
    instead: str


def _package(source: Source) -> bool:
    return bool(source.room)


def _web(source: Source) -> bool:
    return source.room in PAGES


def _pure(source: Source) -> bool:
    return source.room in PURE


def _ours(source: Source) -> bool:
    # The checks name what they look for.
    return source.path.parts[0] != "checks"


def _no_clock(source: Source) -> bool:
    return (
        _package(source) and source.room not in {"config", "web", "signin", "exchange"} and source.path.stem != "tasks"
    )


SMELLS = (
    Smell(re.compile(r"\.objects\b|_or_404\(\s*[A-Z]\w*\s*[,)]"), _web, "reach rows through access.seen_by"),
    Smell(re.compile(r"\b(now|today|utcnow)\(\)"), _no_clock, "take the moment as an argument: as_of or at"),
    Smell(re.compile(r"\bsettings\.|\benviron\b|\bopen\("), _pure, "take it as an argument: pure rooms read nothing"),
    Smell(re.compile(r"\bhasattr\(|\bgetattr\([^,]+, *[\"'][a-z_]+[\"'], *\S+\)"), _package, "know what the object is"),
    Smell(
        re.compile(r"^class \w+(Service|Manager|Helper|Handler|Processor|Updater|Util)\b"),
        _package,
        "name the thing, or write a function",
    ),
    Smell(re.compile(r"\((Protocol|ABC)\)"), _package, "write the one implementation there is"),
    Smell(re.compile(r"\*\*kwargs"), _package, "name the arguments"),
    Smell(
        re.compile(r"\blegacy\b|\bbackward|\bfallback|\bfor now\b|\bdeprecated\b", re.I),
        _ours,
        "say what holds today",
    ),
    Smell(
        re.compile(
            r"^\s*# *(get|set|create|return|check|loop|iterate|initiali[sz]e|define|call|update|add|now|then|finally"
            r"|step \d+)\b",
            re.I,
        ),
        _ours,
        "let the line speak; a comment gives a reason",
    ),
    Smell(re.compile(r"\bpatch\(|\bMock\(|assert_called"), _ours, "test with the real thing"),
)

DRAWERS = re.compile(r"^(utils?|helpers?|common|misc|shared|base|core|services?)$")
# Two functions may look alike by chance; three of this size were pasted.
TWIN_SIZE = 40
TWINS = 3


def faults(sources: Iterable[Source]) -> Iterator[str]:
    """Yields a sentence for every smell found."""
    sources = list(sources)
    for source in sources:
        yield from _in_lines(source)
        yield from _drawers(source)
        yield from _imports_in_functions(source)
    yield from _twins([source for source in sources if source.room])


def _in_lines(source: Source) -> Iterator[str]:
    for smell in SMELLS:
        if not smell.where(source):
            continue
        for number, line in enumerate(source.lines, 1):
            if found := smell.pattern.search(line):
                yield f"{source.path}:{number}: “{found[0].strip()}”: {smell.instead}"


def _drawers(source: Source) -> Iterator[str]:
    for part in (*source.path.parts[1:-1], source.path.stem):
        if source.room and DRAWERS.match(part):
            yield f"{source.path}:1: a drawer named “{part}”: name the room or module for what is in it"


def _imports_in_functions(source: Source) -> Iterator[str]:
    for function in source.functions:
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield f"{source.path}:{node.lineno}: an import inside {function.name}: import at the top"


def _twins(sources: Iterable[Source]) -> Iterator[str]:
    shapes = defaultdict(list)
    for source in sources:
        for function in source.functions:
            shapes[_shape(function)].append(f"{source.path}:{function.lineno}: {function.name}")
    for shape, places in shapes.items():
        if len(shape) >= TWIN_SIZE and len(places) >= TWINS:
            yield f"{places[0]} has the same shape as {', '.join(places[1:])}: make it a table and one loop"


def _shape(function: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[str, ...]:
    """Returns what is left of a function's body when names and constants are blanked."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return tuple(type(node).__name__ for statement in body for node in ast.walk(statement))
