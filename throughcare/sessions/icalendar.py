"""Calendars as RFC 5545 writes them: as much of it as sessions need. Plain Python."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

PRODUCT = "-//Throughcare//Sessions//EN"
# Octets of a line, without its end (RFC 5545, 3.1).
LONGEST = 75
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `stamp` is when it was last said."""

    uid: str
    title: str
    where: str
    starts_at: datetime
    ends_at: datetime
    stamp: datetime


def written(name: str, entries: Iterable[Entry]) -> str:
    """A whole calendar, its lines folded and ended as the standard demands."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}"]
    for entry in entries:
        lines += _event(entry)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(entry: Entry) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}@throughcare.invalid",
        f"DTSTAMP:{_instant(entry.stamp)}",
        f"DTSTART:{_instant(entry.starts_at)}",
        f"DTEND:{_instant(entry.ends_at)}",
        f"SUMMARY:{_text(entry.title)}",
        f"LOCATION:{_text(entry.where)}",
        "END:VEVENT",
    ]


def _text(said: str) -> str:
    return said.translate(ESCAPED)


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> Iterator[str]:
    """No line is longer than 75 octets, and no letter is cut in two; what follows begins with a space."""
    part, room = "", LONGEST
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield part
            part, room = " ", LONGEST - 1
        part, room = part + letter, room - size
    yield part
