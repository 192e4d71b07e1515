"""On which line of a TOML file each key stands: the standard library's reader does not say."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]

# Strings are taken whole, so that a bracket or a hash inside one is not mistaken for syntax.
TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'"
    r"|\#[^\n]*"
    r"|[\[\]{}\n]"
    r"|[^\"'\#\[\]{}\n]+",
    re.DOTALL,
)
CLOSES = {"]": "[", "}": "{"}


@dataclass
class Statement:
    """A table's header, or a key with its value; `elements` are the lines of the tables in an array."""

    line: int
    text: str = ""
    elements: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Lines:
    """The line of each path, such as ("step", 3, "by"); a path that is not in the file stands where its parent does."""

    known: Mapping[Path, int]

    def at(self, *path: str | int) -> int:
        while path and path not in self.known:
            path = path[:-1]
        return self.known.get(path, 1)


def locate(text: str) -> Lines:
    """The lines of a text that is known to be TOML."""
    known: dict[Path, int] = {}
    counts: Counter[Path] = Counter()
    here: Path = ()
    for statement in _statements(text):
        if statement.text.startswith("["):
            here = _header(statement.text, counts)
            known[here] = statement.line
        else:
            for path in _paths(tomllib.loads(statement.text), statement):
                known.setdefault((*here, *path[0]), path[1])
    return Lines(known)


def _statements(text: str) -> Iterator[Statement]:
    line, depth = 1, ""
    current = Statement(line)
    for match in TOKEN.finditer(text):
        token = match.group()
        if token == "\n" and not depth:
            if current.text.strip():
                yield Statement(current.line, current.text.strip(), current.elements)
            current = Statement(line + 1)
        elif not token.startswith("#"):
            if token == "{" and depth == "[":
                current.elements.append(line)
            depth = _depth(depth, token)
            current.text += token
        line += token.count("\n")
    if current.text.strip():
        yield Statement(current.line, current.text.strip(), current.elements)


def _depth(depth: str, token: str) -> str:
    """The brackets that are open after this token."""
    if token in ("[", "{"):
        return depth + token
    return depth[:-1] if token in CLOSES else depth


def _header(text: str, counts: Counter[Path]) -> Path:
    """The path of a table; in an array of tables its number is part of it."""
    node: Any = tomllib.loads(text)
    here: Path = ()
    while isinstance(node, dict) and node:
        ((name, node),) = node.items()
        here = (*here, name)
        if isinstance(node, list):
            counts[here] += 1
        here = (*here, counts[here] - 1) if counts[here] else here
    return here


def _paths(node: Any, statement: Statement) -> Iterator[tuple[Path, int]]:
    """Each path below a key, with its line."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield (name,), statement.line
            for path, line in _paths(value, statement):
                yield (name, *path), line
    elif isinstance(node, list) and len(node) == len(statement.elements):
        for number, (element, line) in enumerate(zip(node, statement.elements, strict=True)):
            yield (number,), line
            for path, _ in _paths(element, Statement(line)):
                yield (number, *path), line
