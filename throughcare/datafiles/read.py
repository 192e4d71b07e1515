"""A data file as bytes, read into values under a shape; every fault with its line, and never an exception."""

import math
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from throughcare.datafiles.lines import Lines, Path, locate
from throughcare.datafiles.problems import Problem, nearest
from throughcare.datafiles.shape import Key, Kind, Shape, in_words

MOST_BYTES = 1_000_000
MOST_TEXT = 2_000
MOST_NAME = 60
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# The standard library reads no number of more than 4,300 digits.
ENDLESS = re.compile(r"= *[0-9_]{4300}")
DEEPEST = 20
# What stands in the file and says nothing all the same.
BLANK = ("", ())
WHERE = re.compile(r" *\(at line (\d+), column \d+\)")


@dataclass(frozen=True)
class Read:
    """What a file holds under a shape: values even where there are faults, so that all can be told at once.

    `values` is None only when nothing could be read. Only a file without problems may be used.
    """

    path: str
    values: Mapping[str, Any] | None
    problems: tuple[Problem, ...]
    lines: Lines


@dataclass
class _Faults:
    path: str
    lines: Lines
    called: str
    found: list[Problem] = field(default_factory=list)

    def add(self, where: Path, says: str, do: str) -> None:
        self.found.append(Problem(self.path, self.lines.at(*where), says[0].upper() + says[1:], do))


def read(content: bytes, shape: Shape, *, path: str, called: str) -> Read:
    """Read the bytes of a file; `path` and what it is `called`, such as "blueprint", are only named in the faults."""
    raw, text_or_problem = _toml(content, path, called)
    if isinstance(text_or_problem, Problem):
        return Read(path, None, (text_or_problem,), Lines({}))
    lines = locate(text_or_problem)
    faults = _Faults(path, lines, called)
    values = _table(raw, shape, (), faults)
    return Read(path, values, tuple(faults.found), lines)


def _toml(content: bytes, path: str, called: str) -> tuple[dict[str, Any], str | Problem]:
    if len(content) > MOST_BYTES:
        says = f"This file is too large for {_one(called)}."
        return {}, Problem(path, 1, says, f"Keep it under {MOST_BYTES:,} bytes.")
    try:
        text = content.decode().removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return {}, Problem(path, line, "This is not text in UTF-8.", "Save the file as plain text in UTF-8.")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return {}, _not_toml(str(error), text, path)
    except ValueError:
        return {}, _too_long(text, path)
    except RecursionError:
        return {}, _too_deep(path, called)
    return ({}, _too_deep(path, called)) if _depth(raw) > DEEPEST else (raw, text)


def _too_long(text: str, path: str) -> Problem:
    endless = ENDLESS.search(text)
    line = text.count("\n", 0, endless.start()) + 1 if endless else 1
    return Problem(path, line, "This number is too long.", "Write it with fewer digits.")


def _too_deep(path: str, called: str) -> Problem:
    return Problem(
        path,
        1,
        "Lists or names are nested too deeply.",
        f"{_one(called).capitalize()} needs no more than three levels.",
    )


def _depth(raw: Mapping[str, Any]) -> int:
    """How many tables and lists stand within each other, counted without recursion: a file may ask too much."""
    depth, level = 0, [list(raw.values())]
    while level:
        inner = [one for values in level for one in values if isinstance(one, dict | list)]
        depth, level = depth + 1, [list(one.values()) if isinstance(one, dict) else one for one in inner]
    return depth


def _not_toml(said: str, text: str, path: str) -> Problem:
    found = WHERE.search(said)
    line = int(found.group(1)) if found else text.count("\n") + 1
    return Problem(path, line, f"This is not TOML: {WHERE.sub('', said)}.", "Correct the line, or the one before it.")


def _table(raw: Mapping[str, Any], shape: Shape, where: Path, faults: _Faults) -> dict[str, Any]:
    """A table's values under all the keys of its shape; what is missing or wrong is empty, and told."""
    for name in raw:
        if name not in shape:
            faults.add(
                (*where, name), f"'{_short(name)}' is not a key {_owner(where, faults.called)}.", nearest(name, shape)
            )
    return {name: _value(raw, name, key, where, faults) for name, key in shape.items()}


def _value(raw: Mapping[str, Any], name: str, key: Key, where: Path, faults: _Faults) -> Any:
    if name not in raw:
        if key.needed:
            faults.add(where, f"{_named(where, raw, faults.called)} has no '{name}'.", f"Give it: {key.kind}.")
        return EMPTY[key.kind]
    given, here = raw[name], (*where, name)
    if key.inside is not None and key.kind is Kind.TABLES and _is_tables(given):
        return tuple(_table(row, key.inside, (*here, n), faults) for n, row in enumerate(given))
    if key.inside is not None and key.kind is Kind.TABLE and isinstance(given, dict):
        return _table(given, key.inside, here, faults)
    value = READ[key.kind](given)
    if value is None:
        faults.add(here, f"'{name}' of {_named(where, raw, faults.called)} is not right.", f"It must be {key.kind}.")
        return EMPTY[key.kind]
    if key.needed and value in BLANK:
        faults.add(here, f"'{name}' of {_named(where, raw, faults.called)} says nothing.", f"Give it: {key.kind}.")
    return _among(value, key, here, faults)


def _among(value: Any, key: Key, here: Path, faults: _Faults) -> Any:
    words = value if isinstance(value, tuple) else (value,)
    for word in words:
        if key.among and word not in key.among:
            faults.add(here, f"'{word}' is not a known '{here[-1]}'.", nearest(word, key.among))
    return value


def _named(where: Path, raw: Mapping[str, Any], called: str) -> str:
    if not where:
        return f"the {called}"
    kind = next(part for part in reversed(where) if isinstance(part, str))
    return f"{kind} '{_short(raw['id'])}'" if "id" in raw else f"a {kind}"


def _owner(where: Path, called: str) -> str:
    return f"of a {next(part for part in reversed(where) if isinstance(part, str))}" if where else f"of {_one(called)}"


def _one(called: str) -> str:
    return f"{'an' if called[0] in 'aeiou' else 'a'} {called}"


def _short(given: object) -> str:
    text = str(given)
    return text if len(text) <= MOST_NAME else f"{text[:MOST_NAME]}..."


def _is_tables(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(row, dict) for row in given)


def _text(given: object) -> str | None:
    return given.strip() if isinstance(given, str) and len(given) <= MOST_TEXT and given.isprintable() else None


def _name(given: object) -> str | None:
    return given if isinstance(given, str) and len(given) <= MOST_NAME and ID.fullmatch(given) else None


def _number(given: object) -> int | None:
    return given if isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= MOST_BYTES else None


def _real(given: object) -> float | None:
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    return given if math.isfinite(given) and abs(given) <= MOST_BYTES else None


def _listed(read_one: Callable[[object], Any]) -> Callable[[object], Any]:
    def read_all(given: object) -> tuple[Any, ...] | None:
        values = [read_one(one) for one in given] if isinstance(given, list) else [read_one(given)]
        return None if None in values else tuple(values)

    return read_all


def _titles(given: object) -> tuple[tuple[str, str], ...] | None:
    """Pairs of id and title; an id alone gives its own title."""
    if isinstance(given, list):
        given = {str(one): in_words(str(one)) if isinstance(one, str) else None for one in given}
    if not isinstance(given, dict) or not given:
        return None
    pairs = tuple((_name(id_), _text(title)) for id_, title in given.items())
    return None if any(None in pair for pair in pairs) else tuple((str(id_), str(title)) for id_, title in pairs)


READ: Mapping[Kind, Callable[[object], Any]] = {
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.NAMES: _listed(_name),
    Kind.NUMBER: _number,
    Kind.NUMBERS: _listed(_number),
    Kind.REAL: _real,
    Kind.REALS: _listed(_real),
    Kind.FLAG: lambda given: given if isinstance(given, bool) else None,
    Kind.DAY: lambda given: given if type(given) is date else None,
    Kind.TITLES: _titles,
    Kind.TEXTS: _listed(_text),
    Kind.TABLES: lambda _: None,
    Kind.TABLE: lambda _: None,
}

EMPTY: Mapping[Kind, Any] = {
    Kind.TEXT: "",
    Kind.NAME: None,
    Kind.NAMES: (),
    Kind.NUMBER: None,
    Kind.NUMBERS: (),
    Kind.REAL: None,
    Kind.REALS: (),
    Kind.FLAG: None,
    Kind.DAY: None,
    Kind.TITLES: (),
    Kind.TEXTS: (),
    Kind.TABLES: (),
    Kind.TABLE: None,
}
