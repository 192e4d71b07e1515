"""The parts in which the product itself reads or writes a record: each by name, with no more than it needs.

A total table: the policies of the database are made from it, and a test looks whether they still say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass

RECORD, AUDIT, COUNTED, DECISIONS = "record", "audit", "counted", "decisions"


@dataclass(frozen=True, slots=True)
class Service:
    """One part. `reads` and `writes` name kinds of tables: those of people's records, the audit's, the few of records
    that figures are counted from, or as much of those as it takes to count decisions of units.
    """

    does: str
    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()


SERVICES: Mapping[str, Service] = {
    "recorder": Service("Writes what a verb has judged to be allowed.", writes=frozenset({RECORD, AUDIT})),
    "clock-keeper": Service("Looks for clocks that have run out and leads who have left.", reads=frozenset({RECORD})),
    "sealer": Service("Seals the audit record.", reads=frozenset({AUDIT})),
    "checker": Service(
        "Looks whether what must never be false is true, and who looked in a way to ask about.",
        reads=frozenset({RECORD, AUDIT}),
    ),
    "explainer": Service("Tells on the command line who sees what, and what is due to go.", reads=frozenset({RECORD})),
    "world-loader": Service("Fills an empty database with invented people.", writes=frozenset({RECORD, AUDIT})),
    "counter": Service("Counts for figures, and gives out nothing but tables.", reads=frozenset({COUNTED})),
    "comparer": Service(
        "Counts what units decided, and gives out a table with small numbers left out.", reads=frozenset({DECISIONS})
    ),
    "doorkeeper": Service("Notes who comes in, goes or is refused: nobody may act yet, or no longer."),
}


def readers(kind: str) -> list[str]:
    """The services that may read tables of a kind and not write them."""
    return [name for name, service in SERVICES.items() if kind in service.reads]


def writers(kind: str) -> list[str]:
    return [name for name, service in SERVICES.items() if kind in service.writes]
