"""A table of text from a file: read whole, or refused with a sentence that names the line and the field."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from throughcare.organisations.refusals import Refused

LARGEST_FILE = 64 * 1024 * 1024
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row that was left out: the line of the file it begins on, counted from 1, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are (line, cells by column); `ragged` the rows with more or fewer cells than the header."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    ragged: tuple[Refusal, ...] = ()


def read_file(path: Path) -> Sheet:
    """Reads a CSV file. Raises Refused, field "file", when it is not one."""
    try:
        if not path.is_file():
            raise _unreadable(f"{path} is not a file." if path.exists() else f"There is no file {path}.")
        if path.stat().st_size > LARGEST_FILE:
            raise _unreadable(f"{path.name} is larger than 64 MB, which no register is.")
        content = path.read_bytes()
    except OSError as error:
        raise _unreadable(f"{path} cannot be read: {error.strerror}.") from error
    return read_bytes(content, name=path.name)


def read_bytes(content: bytes, *, name: str) -> Sheet:
    """The same for what has been read already. `name` is used in sentences, and names a list without a name."""
    if content.startswith(UTF_16):
        raise _unreadable(f"{name} is saved as UTF-16. Save it as CSV in UTF-8 and try again.")
    text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="surrogateescape")
    records = list(_records(text, name))
    if not records:
        raise _unreadable(f"{name} is empty.")
    header = records[0][1]
    _check_header(header, name)
    return _sheet(name, header, records[1:])


def _sheet(name: str, header: list[str], records: list[tuple[int, list[str]]]) -> Sheet:
    rows, ragged = [], []
    for line, cells in records:
        _check_bytes(line, cells, header, name)
        if len(cells) == len(header):
            rows.append((line, dict(zip(header, cells, strict=True))))
        else:
            says = f"This row has {len(cells)} values where the header names {len(header)} columns."
            ragged.append(Refusal(line, says))
    if not rows and not ragged:
        raise _unreadable(f"{name} has a header and no rows below it.")
    return Sheet(name, tuple(header), tuple(rows), tuple(ragged))


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each record that is not blank, with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _unreadable(_what_broke(text, begins, name, str(error))) from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = reader.line_num + 1


def _what_broke(text: str, line: int, name: str, error: str) -> str:
    if "field limit" in error:
        return f"{name}, line {line}: one value is longer than {csv.field_size_limit():,} characters."
    first, broken = _split(text, 1), _split(text, line)
    field = first[len(broken) - 1] if line > 1 and 0 < len(broken) <= len(first) else f"value {len(broken)}"
    return f"{name}, line {line}, {field}: a quotation mark is opened there and not closed as it should be."


def _split(text: str, line: int) -> list[str]:
    """The cells of one physical line, read without minding its quotation marks."""
    lines = list(io.StringIO(text, newline=""))
    return next(csv.reader([lines[line - 1].rstrip("\r\n")], strict=False), [])


def _check_header(header: list[str], name: str) -> None:
    _check_bytes(1, header, header, name)
    header[:] = [column.strip() for column in header]
    twice = {column for column in header if header.count(column) > 1}
    if twice:
        raise _unreadable(f"{name}, line 1: the column {_listed(twice)} is there twice.")


def _check_bytes(line: int, cells: list[str], header: list[str], name: str) -> None:
    for place, cell in enumerate(cells):
        damaged = "\0" in cell or any("\udc80" <= c <= "\udcff" for c in cell)
        if damaged:
            field = header[place] if line > 1 and place < len(header) else f"value {place + 1}"
            what = "holds a NUL byte" if "\0" in cell else "is not UTF-8 text"
            raise _unreadable(f"{name}, line {line}, {field}: it {what}. Save the file as CSV in UTF-8 and try again.")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in sorted(words))


def _unreadable(says: str) -> Refused:
    return Refused({"file": says})
