"""A table as text that a spreadsheet opens without doing anything of its own."""

import csv
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing

Rows = Generator[Sequence[str], None, None]

# A spreadsheet takes a cell that begins so for a formula, also behind spaces; an apostrophe makes it text.
WOULD_CALCULATE = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")


def inert(cell: str) -> str:
    """The text of a cell, which no spreadsheet calculates."""
    return f"'{cell}" if cell.startswith(WOULD_CALCULATE) or cell.lstrip().startswith(WOULD_CALCULATE) else cell


class _Line:
    """Gives back what the writer of lines writes, so that no file is held."""

    def write(self, line: str) -> str:
        return line


def written(head: Sequence[str], rows: Rows) -> Iterator[str]:
    """The lines, with a mark at their start by which spreadsheets know its letters.

    Given up half way, the rows are told at once.
    """
    writer = csv.writer(_Line())
    with closing(rows):
        yield "\ufeff"
        yield writer.writerow(head)
        for row in rows:
            yield writer.writerow([inert(cell) for cell in row])
