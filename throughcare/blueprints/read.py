"""A blueprint's file as bytes, read into a value; every fault with its line, and never an exception."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.build import build
from throughcare.blueprints.shape import BLUEPRINT
from throughcare.datafiles.lines import Lines
from throughcare.datafiles.problems import Problem
from throughcare.datafiles.read import read as read_values


@dataclass(frozen=True)
class Reading:
    """What a file amounts to: a value even where there are faults, so that all can be told at once.

    `blueprint` is None only when nothing could be read. Only a reading without problems may be used.
    """

    path: str
    blueprint: Blueprint | None
    problems: tuple[Problem, ...]
    lines: Lines
    raw: Mapping[str, Any] = field(default_factory=dict)


def read(content: bytes, *, path: str) -> Reading:
    """Read the bytes of a file; `path` is only named in the faults."""
    found = read_values(content, BLUEPRINT, path=path, called="blueprint")
    if found.values is None:
        return Reading(path, None, found.problems, found.lines)
    blueprint = build(found.values, digest=sha256(content).hexdigest())
    return Reading(path, blueprint, found.problems, found.lines, found.values)
