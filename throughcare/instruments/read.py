"""An instrument's file as bytes, read into a value; every fault with its line, and never an exception."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from throughcare.datafiles.lines import Lines
from throughcare.datafiles.problems import Problem
from throughcare.datafiles.read import read as read_values
from throughcare.instruments.build import build
from throughcare.instruments.definition import Instrument
from throughcare.instruments.shape import INSTRUMENT


@dataclass(frozen=True)
class Reading:
    """What a file amounts to. `instrument` is None only when nothing could be read; `problems` are those of reading.

    Only an instrument in which `check` finds nothing may be used.
    """

    path: str
    instrument: Instrument | None
    problems: tuple[Problem, ...]
    lines: Lines
    raw: Mapping[str, Any] = field(default_factory=dict)


def read(content: bytes, *, path: str) -> Reading:
    """Read the bytes of a file; `path` is only named in the faults."""
    found = read_values(content, INSTRUMENT, path=path, called="instrument")
    if found.values is None:
        return Reading(path, None, found.problems, found.lines)
    instrument = build(found.values, digest=sha256(content).hexdigest())
    return Reading(path, instrument, found.problems, found.lines, found.values)
