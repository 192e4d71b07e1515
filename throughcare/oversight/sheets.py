"""A table as a CSV file that a spreadsheet opens without doing anything of its own."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

# A spreadsheet takes a cell that begins so for a formula, also behind spaces; an apostrophe makes it text.
WOULD_CALCULATE = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")


def inert(cell: str) -> str:
    """The text of a cell, which no spreadsheet calculates."""
    return f"'{cell}" if cell.startswith(WOULD_CALCULATE) or cell.lstrip().startswith(WOULD_CALCULATE) else cell


def as_file(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """The file as an answer that a browser saves; with a mark at its start by which spreadsheets know its letters."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(head)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
