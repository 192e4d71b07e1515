"""Outcomes as files and as the command prints them: CSV, and JSON."""

import json
from typing import Any

from throughcare.outcomes import Reached, rows
from throughcare.outcomes.rows import COLUMNS
from throughcare.typesetting.sheets import Rows


def lines(found: Reached) -> Rows:
    for row in rows(found):
        yield ["" if row[name] is None else str(row[name]) for name in COLUMNS]


def as_json(found: Reached, said: dict[str, Any]) -> str:
    """What was asked, and a row for each number."""
    return json.dumps({**said, "figures": rows(found)}, ensure_ascii=False)
