"""What a check finds: a fault at a place of what a file says, not yet at a line of its file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from throughcare.datafiles.lines import Lines, Path
from throughcare.datafiles.problems import Problem


@dataclass(frozen=True, slots=True)
class Fault:
    """`where` is a place such as ("step", "accepted", "to"): tables of a list go by id, or by their number."""

    where: Path
    says: str
    do: str


def placed(faults: Iterable[Fault], raw: Mapping[str, Any], lines: Lines, *, path: str) -> set[Problem]:
    """The faults, each on its line of the file that these values were read from."""
    return {Problem(path, _line(fault.where, raw, lines), fault.says, fault.do) for fault in faults}


def _line(where: Path, raw: Mapping[str, Any], lines: Lines) -> int:
    """The line of a place such as ("step", "accepted", "to"), in which tables of a list go by their id."""
    node: Any = raw
    path: Path = ()
    for part in where:
        place: str | int = part
        if isinstance(part, str) and has_ids(node):
            place = next((n for n, row in enumerate(node) if row["id"] == part), 0)
        if isinstance(node, tuple) and isinstance(place, int):
            node = node[place]
        else:
            node = node.get(place) if isinstance(node, Mapping) else None
        path = (*path, place)
    return lines.at(*path)


def has_ids(rows: object) -> bool:
    """Whether these are the tables of a list that go by id."""
    return isinstance(rows, tuple) and bool(rows) and isinstance(rows[0], dict) and "id" in rows[0]
