"""Items as a file names them: "1-9", "3, 7, 15" or "P1-P9, C1-C9"."""

import re
from collections.abc import Iterator

ITEM = re.compile(r"([A-Za-z]*)(\d+)|[A-Za-z]")
SPAN = re.compile(r"(?P<first>[A-Za-z]*\d+|[A-Za-z])\s*-\s*(?P<last>[A-Za-z]*\d+|[A-Za-z])")
MOST = 200


class Unclear(ValueError):
    """A list of items that cannot be read, with the part that is unclear."""


def numbers(text: str) -> tuple[str, ...]:
    """The item numbers of a list, in its order. Raises Unclear with the part that cannot be read."""
    return tuple(number for part in text.split(",") if part.strip() for number in _part(part.strip()))


def listed(items: tuple[str, ...]) -> str:
    """Item numbers as people read them: "1", "1 and 2", "1, 2 and 3"."""
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)


def _part(part: str) -> Iterator[str]:
    if ITEM.fullmatch(part):
        yield part
    elif span := SPAN.fullmatch(part):
        yield from _span(span["first"], span["last"], part)
    else:
        raise Unclear(part)


def _span(first: str, last: str, part: str) -> Iterator[str]:
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha() and first <= last:
        yield from map(chr, range(ord(first), ord(last) + 1))
        return
    begins, ends = ITEM.fullmatch(first), ITEM.fullmatch(last)
    if begins is None or ends is None or not begins[2] or begins[1] != ends[1]:
        raise Unclear(part)
    low, high = int(begins[2]), int(ends[2])
    if not low <= high < low + MOST:
        raise Unclear(part)
    yield from (f"{begins[1]}{number}" for number in range(low, high + 1))
