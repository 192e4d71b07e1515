"""Rows that the product's own verbs make once, laid into the database anew for each test that asks for them.

Making the cast takes longer than most tests that begin with it.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from psycopg import sql

# The trigger on entries fills it again.
FILLED_BY_TRIGGER = {"audit_unsealed"}


@dataclass(frozen=True)
class Kept:
    """What somebody made, pickled, and the rows that this left, by table, as COPY writes them."""

    made: bytes
    rows: dict[str, bytes]

    def lay_out(self) -> Any:
        """Puts the rows into the database and returns what was made, in objects of the caller's own."""
        # In one transaction, at whose end rows may point at each other: tables come in the order of their names.
        with transaction.atomic(), connection.cursor() as cursor:
            for table, rows in self.rows.items():
                with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as copy:
                    copy.write(rows)
        return pickle.loads(self.made)


def keep(make: Callable[[], Any]) -> Kept:
    """Lets `make` add rows (it may change none), keeps them and takes them back.

    Their keys come from the database's sequences, which never go back: no row of a test can have one of them.
    """
    with transaction.atomic():
        before = _rows()
        made = pickle.dumps(make())
        added = {table: [row for row in rows if row not in before[table]] for table, rows in _rows().items()}
        transaction.set_rollback(True)
    return Kept(made, {table: b"".join(rows) for table, rows in added.items() if rows})


def _rows() -> dict[str, list[bytes]]:
    """Every row of every table, a line each."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - FILLED_BY_TRIGGER
        return {table: _written(cursor, table) for table in sorted(tables)}


def _written(cursor: Any, table: str) -> list[bytes]:
    with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
        return b"".join(copy).splitlines(keepends=True)
