"""How one field is read from the cells of a row. Each reading gives a value or a Fault."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Fault

YES_OR_NO = {"t": True, "true": True, "y": True, "yes": True, "f": False, "false": False, "n": False, "no": False}
SMALL_WORDS = {"a", "and", "at", "de", "for", "in", "le", "next", "of", "on", "the", "under", "upon", "with"}
INITIALS = {"NHS", "ICB", "HMP", "YOI", "JP", "II", "UK"}

# The abbreviations and full names of counties that stand where a court's town should, in the rows whose town and
# county have changed places.
COUNTIES = (
    "Bedfordshire", "Berkshire", "Buckinghamshire", "Cambridgeshire", "Ceredigion", "Cheshire", "Cleveland",
    "Clwyd", "Cornwall", "Cumbria", "Denbighshire", "Derbyshire", "Devon", "Dorset", "Dyfed", "East Sussex", "Essex",
    "Flintshire", "Gloucestershire", "Greater Manchester", "Gwent", "Gwynedd", "Hampshire", "Hertfordshire",
    "Isle Of Wight", "Isle of Anglesey", "Kent", "Lancashire", "Leicestershire", "Lincolnshire", "London",
    "Merseyside", "Middlesex", "Norfolk", "North Yorkshire", "Northamptonshire", "Northumberland",
    "Nottinghamshire", "Oxfordshire", "Pembrokeshire", "Powys", "Shropshire", "Somerset", "South Yorkshire",
    "Staffordshire", "Suffolk", "Surrey", "Tyne And Wear", "Warwickshire", "West Midlands", "West Sussex",
    "West Yorkshire", "Wiltshire", "Worcestershire",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """The columns a value is read from, and the reading, called with those cells in their order."""

    columns: tuple[str, ...]
    read: Callable[..., Any]


def always(value: object) -> Cell:
    return Cell((), lambda: value)


def line(column: str, *, most: int = 200) -> Cell:
    """A line of text, which may be empty."""
    return Cell((column,), lambda text: read_line(text, most=most))


def needed(column: str, *, most: int = 200, then: Callable[[str], object] = str) -> Cell:
    """A line of text that must not be empty."""

    def read(text: str) -> object | Fault:
        value = read_line(text, most=most)
        if isinstance(value, Fault):
            return value
        return then(value) if value else Fault("It is empty.")

    return Cell((column,), read)


def chosen(column: str, meanings: Mapping[str, object]) -> Cell:
    """One of a few words, whatever its capitals; the table gives what each means."""

    def read(text: str) -> object | Fault:
        word = text.strip().lower()
        return meanings[word] if word in meanings else Fault(f"It should be one of {', '.join(meanings)}.")

    return Cell((column,), read)


def flag(column: str) -> Cell:
    return chosen(column, YES_OR_NO)


def marked_inactive(column: str) -> Cell:
    """Closed where the register says that the row is not active."""
    return chosen(column, {word: not meaning for word, meaning in YES_OR_NO.items()})


def several(column: str) -> Cell:
    """Words between semicolons, each once, in their order."""

    def read(text: str) -> object | Fault:
        value = read_line(text, most=400)
        if isinstance(value, Fault):
            return value
        return list(dict.fromkeys(word.strip() for word in value.split(";") if word.strip()))

    return Cell((column,), read)


def degrees(column: str, *, most: int) -> Cell:
    """A latitude or longitude; empty when nobody knows it."""

    def read(text: str) -> object | Fault:
        value = text.strip()
        if not value:
            return ""
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,20})?", value) or abs(float(value)) > most:
            return Fault(f"It should be degrees between -{most} and {most}, such as 53.4609.")
        return float(value)

    return Cell((column,), read)


def day_in_bracket(column: str) -> Cell:
    """A day, also where an export left half a database function round it: TO_DATE(2009-05-23."""

    def read(text: str) -> date | Fault | None:
        value = text.strip().removeprefix("TO_DATE(")
        if not value:
            return None
        match = re.fullmatch(r"([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", value)
        return _real_day(*map(int, match.groups())) if match else Fault("It should be a day such as 2009-05-23.")

    return Cell((column,), read)


def _real_day(year: int, month: int, day: int) -> date | Fault:
    longest = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return date(year, month, day) if day <= longest else Fault("There is no such day.")


def reporting_month(column: str, *, plus: int = 0) -> Cell:
    """The first day of an NHS reporting month, numbered so that 1429 is April 2019; `plus` moves it by months."""

    def read(text: str) -> date | Fault | None:
        value = text.strip()
        if not value:
            return None
        if not re.fullmatch(r"[0-9]{3,4}", value):
            return Fault("It should be the number of a reporting month, such as 1429.")
        months = 2019 * 12 + 3 + int(value) - 1429 + plus
        return date(months // 12, months % 12 + 1, 1)

    return Cell((column,), read)


def proper_name(text: str) -> str:
    """A name in capitals as people write it: NHS LANCASHIRE AND SOUTH CUMBRIA becomes NHS Lancashire and ..."""
    shouted = text.isupper()
    words: list[str] = []
    for word in text.split(" "):
        if words and word.lower() in SMALL_WORDS:
            words.append(word.lower())
        elif shouted and word.strip("(),") not in INITIALS:
            words.append(re.sub(r"[^\W\d_]+(['\u2019][^\W\d_]+)*", lambda part: part[0].capitalize(), word))
        else:
            words.append(word)
    return " ".join(words)


def region_name(text: str) -> str:
    """Kent, Surrey & Sussex and Kent, Surrey and Sussex are one region: so that they read as one."""
    return proper_name(text.replace("&", "and"))


def town(first: str, second: str) -> str | Fault:
    """A court's town from its town and county, which changed places where the town is in capitals."""
    given, other = (read_line(text, most=80) for text in (first, second))
    if isinstance(given, Fault) or isinstance(other, Fault):
        return given if isinstance(given, Fault) else other
    if not given.isupper() or not other or other.isupper():
        return given
    if other in COUNTIES:
        return ""
    county = next((name for name in COUNTIES if other.endswith(f" {name}")), "")
    return other.removesuffix(county).strip()
