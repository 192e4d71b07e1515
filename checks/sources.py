"""The tree as the checks read it: Python files with their text and syntax, and the rooms they lie in."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "throughcare"
FOLDERS = (PACKAGE, "checks", "bench", "tests")
PURE = (
    "telling",
    "handbook",
    "replay",
    "blueprints",
    "indicators",
    "instruments",
    "clocks",
    "datafiles",
    "law",
    "pathways",
    "placing",
    "sharing",
    "typesetting",
    "evaluation",
    "flow",
)
# Rooms of nothing but pages, in HTML or in FHIR.
PAGES = frozenset({"adoption", "bedboard", "exchange", "groupwork", "oversight", "upkeep", "web"})


@dataclass(frozen=True)
class Source:
    """One Python file; `path` is relative to the root of the tree."""

    path: Path
    text: str

    @property
    def room(self) -> str:
        """The room of the package it lies in, or "" outside the package."""
        return self.path.parts[1] if self.path.parts[0] == PACKAGE and len(self.path.parts) > 2 else ""

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text)))

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (node for node in self.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def read_all() -> list[Source]:
    """Returns every Python file of ours. Migrations are left out: Django writes them."""
    files = (file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py")))
    return [Source(file.relative_to(ROOT), file.read_text()) for file in files if "migrations" not in file.parts]
