"""A calendar is what RFC 5545 says it is, read back by a reader that knows only the standard."""

from datetime import UTC, datetime

import pytest

from throughcare.sessions.icalendar import Entry, written

TEN = datetime(2026, 3, 31, 9, tzinfo=UTC)


def read(text: str) -> list[tuple[str, str]]:
    """Names and values, unfolded (3.1), with what stands for a comma, a semicolon, a backslash or a new line."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    pairs = [line.partition(":") for line in lines]
    plain = [(name, value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")) for name, _, value in pairs]
    return [(name, value.replace("\\\\", "\\")) for name, value in plain]


def entry(title: str) -> Entry:
    return Entry("session-1", title, "Group room, HMP Eastmoor", TEN, TEN.replace(hour=10), TEN)


TITLES = [
    "Tuesday group, session 1",
    "Rage; fear, and \\ what else",
    "A title so long that it has to be folded over three lines or four, because seventy-five octets are soon spent",
    "Grŵp y dydd Mawrth: teimladau, ymdopi a dal ati bob wythnos — am wyth y bore",
]


@pytest.mark.parametrize("title", TITLES)
def test_what_is_written_is_read_back(title: str):
    said = read(written("Sessions", [entry(title)]))
    assert said[0] == ("BEGIN", "VCALENDAR")
    assert said[-1] == ("END", "VCALENDAR")
    told = dict(said)
    assert (told["SUMMARY"], told["LOCATION"]) == (title, "Group room, HMP Eastmoor")
    assert (told["DTSTART"], told["DTEND"]) == ("20260331T090000Z", "20260331T100000Z")
    assert told["VERSION"] == "2.0"


@pytest.mark.parametrize("title", TITLES)
def test_no_line_is_longer_than_the_standard_lets_it_be_and_no_letter_is_cut(title: str):
    for line in written("Sessions", [entry(title)]).encode().split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_an_empty_calendar_is_one_too():
    assert read(written("Sessions", []))[1:3] == [("VERSION", "2.0"), ("PRODID", "-//Throughcare//Sessions//EN")]
