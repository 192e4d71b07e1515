"""What somebody typed into the one search box: identifiers by their form, dates of birth, and names."""

import re
from dataclasses import dataclass
from datetime import date

from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Fault
from throughcare.people.identifiers import canonical
from throughcare.people.names import words

LONGEST = 200
# More words than anybody's name has only cost time.
MOST_WORDS = 6
REFERENCE = re.compile(r"\bTC-?[2-9A-Z]{3}-?[2-9A-Z]{3}\b", re.IGNORECASE)

# Kinds of number that can be told by their form, most particular first.
FORMS = {
    "nhs-number": r"(?<![0-9/])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9/])",
    "nomis": r"\b[A-Z][0-9]{4}[A-Z]{2}\b",
    "crn": r"\b[A-Z][0-9]{6}\b",
    "cro": r"\b[0-9]{1,6}/[0-9]{2}[A-Z]\b",
    "pnc": r"\b(?:[0-9]{2}|[0-9]{4})/[0-9]{1,7}[A-Z]\b|\b[0-9]{7,11}[A-Z]\b",
}

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# Day first, as Britain writes it; only a four-digit year may come first.
DATES = (
    (r"\b(?P<y>[12][0-9]{3})[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})\b"),
    (r"\b(?P<d>[0-9]{1,2})[-/. ](?P<m>[0-9]{1,2})[-/. ](?P<y>[0-9]{4}|[0-9]{2})\b"),
    (rf"\b(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[ -](?P<month>{MONTHS})[a-z]*\.?,?[ -](?P<y>[0-9]{{4}}|[0-9]{{2}})\b"),
    (r"(?<![0-9])(?P<d>[0-9]{2})(?P<m>[0-9]{2})(?P<y>(?:19|20)[0-9]{2})(?![0-9])"),
    (r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?![0-9])"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A search, taken apart. `numbers` could be anybody's hospital or local number; `notes` are for whoever typed."""

    reference: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    numbers: tuple[str, ...] = ()
    birth_dates: tuple[date, ...] = ()
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_asked(typed: str, *, as_of: date) -> Asked:
    """Takes a search apart. `as_of` decides the century of a two-digit year and which dates are still to come."""
    text = read_line(typed, most=LONGEST)
    if isinstance(text, Fault):
        return Asked(notes=(text.reason,))
    rest = text
    notes: list[str] = []
    reference, rest = _reference(rest)
    birth_dates, rest = _birth_dates(rest, notes, as_of)
    identifiers, rest = _identifiers(rest, notes, as_of)
    tokens = rest.replace(",", " ").split()
    return Asked(
        reference=reference,
        identifiers=tuple(identifiers),
        numbers=tuple(token.upper() for token in tokens if any(c.isdigit() for c in token))[:MOST_WORDS],
        birth_dates=tuple(birth_dates),
        names=words(*(token for token in tokens if not any(c.isdigit() for c in token)))[:MOST_WORDS],
        notes=tuple(notes),
    )


def _reference(text: str) -> tuple[str, str]:
    match = REFERENCE.search(text)
    if not match:
        return "", text
    plain = match[0].replace("-", "").upper()
    return f"{plain[:2]}-{plain[2:5]}-{plain[5:]}", _without(text, match)


def _identifiers(text: str, notes: list[str], as_of: date) -> tuple[list[tuple[str, str]], str]:
    found = []
    for kind, form in FORMS.items():
        for match in list(re.finditer(form, text, re.IGNORECASE)):
            value = canonical(kind, match[0], as_of=as_of)
            if isinstance(value, Fault):
                notes.append(f"{match[0]}: {value.reason}")
                # Nobody's number of this kind, but a hospital may have given it out.
                text = text.replace(match[0], match[0].replace(" ", ""), 1)
            else:
                found.append((kind, value))
                text = text.replace(match[0], " ", 1)
    return found, text


def _birth_dates(text: str, notes: list[str], as_of: date) -> tuple[list[date], str]:
    found = []
    for form in DATES:
        match = re.search(form, text, re.IGNORECASE)
        while match:
            born = _day(match, as_of)
            if born is None or born > as_of:
                notes.append(f"{match[0]} is not a date on which anybody can have been born.")
            else:
                found.append(born)
            text = _without(text, match)
            match = re.search(form, text, re.IGNORECASE)
    return list(dict.fromkeys(found)), text


def _day(match: re.Match[str], as_of: date) -> date | None:
    parts = match.groupdict()
    month = str(MONTHS.split("|").index(parts["month"].lower()) + 1) if "month" in parts else parts["m"]
    year = int(parts["y"])
    if len(parts["y"]) == 2:
        year += 2000 if 2000 + year <= as_of.year else 1900
    return _real(year, int(month), int(parts["d"]))


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def turned(born: date) -> date | None:
    """The date with day and month the other way round, when that is another day."""
    return _real(born.year, born.day, born.month) if born.day <= 12 and born.day != born.month else None


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
