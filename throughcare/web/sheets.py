"""A table as a CSV file that a browser saves."""

from collections.abc import Sequence

from django.http import HttpResponse, StreamingHttpResponse

from throughcare.typesetting.sheets import Rows, written


def as_file(name: str, head: Sequence[str], rows: Rows) -> StreamingHttpResponse:
    """The file as an answer, sent line by line while its rows are read."""
    answer = StreamingHttpResponse(written(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def as_whole_file(name: str, head: Sequence[str], rows: Rows) -> HttpResponse:
    """The same in one piece, for rows that have been read and are not many."""
    answer = HttpResponse("".join(written(head, rows)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
