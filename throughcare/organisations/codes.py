"""The code lists the product itself writes in, shipped with it and read once.

`data/code_lists.csv` has each code with its source. A rule or a form reads them from here, without a query;
`actions.load_shipped_codes` puts the same rows beside the lists of other people's registers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from throughcare.organisations.registers.sheets import Sheet, read_file

SHIPPED = Path(__file__).parent / "data" / "code_lists.csv"


@dataclass(frozen=True, slots=True)
class Entry:
    """One code: its words, the group of its list it belongs to (may be empty), and whose list it is."""

    title: str
    within: str
    source: str


def code_list(name: str) -> Mapping[str, Entry]:
    """The entries of a shipped list by code, in its order. Raises KeyError when there is no such list."""
    return _shipped()[name]


def names() -> tuple[str, ...]:
    return tuple(_shipped())


def shipped_sheet() -> Sheet:
    return read_file(SHIPPED)


@cache
def _shipped() -> dict[str, dict[str, Entry]]:
    lists: dict[str, dict[str, Entry]] = {}
    for _, row in shipped_sheet().rows:
        lists.setdefault(row["list"], {})[row["code"]] = Entry(row["title"], row["within"], row["source"])
    return lists
