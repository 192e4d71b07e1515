"""The table, as it is printed and kept."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.measuring import FLOOR, Taken

KEPT = Path("docs/speed.json")
COLUMNS = ("world", "at once", "page", "n", "p50 ms", "p95 ms", "p99 ms", "pages/s", "of floor", "queries")

Row = dict[str, Any]


def rows(world: str, taken: Mapping[tuple[str, int], Taken], found: Mapping[str, Any]) -> list[Row]:
    """A row for each page and number of askers; `of_floor` is its pages a second in those of the floor."""
    floors = {size: one.row()["per_second"] for (page, size), one in taken.items() if page == FLOOR}
    return [
        {
            "world": world,
            "at_once": size,
            "page": page,
            **(figures := one.row()),
            "of_floor": round(figures["per_second"] / floors[size], 2),
            "queries": found["queries"][page],
            "lines": found["lines"],
        }
        for (page, size), one in taken.items()
        if len(one.answers) > 1
    ]


def show(every: Sequence[Row]) -> None:
    table = Table(*COLUMNS, title="Throughcare: pages through the real server")
    for row in every:
        table.add_row(*(str(value) for name, value in row.items() if name != "lines"))
    Console(width=110).print(table)


def show_policies(every: Sequence[Row]) -> None:
    table = Table(*every[0], title="Row-level security: with and without, in one process")
    for row in every:
        table.add_row(*map(str, row.values()))
    Console(width=110).print(table)


def keep(machine: Mapping[str, str], every: Sequence[Row], policies: Sequence[Row]) -> None:
    """Adds a run to those kept, oldest first."""
    runs = json.loads(KEPT.read_text()) if KEPT.exists() else []
    KEPT.write_text(json.dumps([*runs, {"machine": machine, "rows": every, "policies": policies}], indent=1) + "\n")
