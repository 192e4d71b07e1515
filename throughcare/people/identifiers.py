"""The numbers people are known by: each kind's rule, from what was typed to the one form that is stored.

Formats and check digits as in domain.md 3.12. A rule returns the canonical value, or a Fault that says what is wrong.
Nothing here knows whether a number was ever given out: only that it could have been.
"""

import re
from collections.abc import Callable
from datetime import date

from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Fault
from throughcare.people.kinds import IDENTIFIERS

# The letter of a police national computer number is this alphabet's entry for (two-digit year and serial) mod 23.
PNC_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"

LONGEST_LOCAL = 40


def canonical(kind: str, typed: str, *, as_of: date) -> str | Fault:
    """The stored form of a typed number. `as_of` decides the century of a two-digit year.

    Raises KeyError for a kind that is not in the table.
    """
    rule = RULES[kind]
    if len(typed) > 200:
        return Fault(f"{IDENTIFIERS[kind].title} is far too long. It looks like {IDENTIFIERS[kind].example}.")
    return rule(typed.strip(), as_of)


def nhs_check_digit(first_nine: str) -> int:
    """11 less the sum of the digits, weighted 10 down to 2, modulo 11; 11 counts as 0, and 10 means no such number."""
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), first_nine, strict=True))
    return (11 - total % 11) % 11


def pnc_letter(year: int, serial: int) -> str:
    return PNC_LETTERS[int(f"{year % 100:02}{serial:07}") % 23]


def spaced(kind: str, value: str) -> str:
    """A stored number as people read it out: an NHS number in three groups, all others as they are."""
    return f"{value[:3]} {value[3:6]} {value[6:]}" if kind == "nhs-number" else value


def _nhs_number(typed: str, _as_of: date) -> str | Fault:
    digits = re.sub(r"[ -]", "", typed)
    if not re.fullmatch(r"[0-9]{10}", digits):
        return Fault("An NHS number has 10 digits, such as 943 476 5919.")
    if nhs_check_digit(digits[:9]) != int(digits[9]):
        return Fault("This is not a possible NHS number: its last digit does not fit the others. Check each digit.")
    return digits


def _shaped(pattern: str, says: str) -> Callable[[str, date], str | Fault]:
    """A rule for a number whose shape is all that can be checked."""

    def rule(typed: str, _as_of: date) -> str | Fault:
        value = re.sub(r"[ -]", "", typed).upper()
        return value if re.fullmatch(pattern, value) else Fault(says)

    return rule


def _pnc(typed: str, as_of: date) -> str | Fault:
    value = re.sub(r"[ -]", "", typed).upper()
    readings = _pnc_readings(value, as_of)
    if not readings:
        return Fault("A PNC number is a year, up to 7 digits and a letter, such as 2003/0062845E.")
    for year, serial in readings:
        if year > as_of.year:
            continue
        if pnc_letter(year, serial) == value[-1]:
            return f"{year}/{serial:07}{value[-1]}"
    if all(year > as_of.year for year, _ in readings):
        return Fault(f"This PNC number begins with a year that has not come yet ({readings[0][0]}).")
    return Fault("This is not a possible PNC number: its last letter does not fit the digits. Check each one.")


def _pnc_readings(value: str, as_of: date) -> list[tuple[int, int]]:
    """Every (year, serial) the text could mean: without its slash, where the year ends is for the letter to say."""
    found = []
    for digits in (2, 4):
        match = re.fullmatch(rf"([0-9]{{{digits}}})/?([0-9]{{1,7}})[A-Z]", value)
        if match:
            found.append((_century(match[1], as_of), int(match[2])))
    return found


def _century(year: str, as_of: date) -> int:
    if len(year) == 4:
        return int(year)
    return 2000 + int(year) if int(year) <= as_of.year % 100 else 1900 + int(year)


def _cro(typed: str, _as_of: date) -> str | Fault:
    match = re.fullmatch(r"([0-9]{1,6})/([0-9]{2}[A-Z])", re.sub(r"[ -]", "", typed).upper())
    if not match:
        return Fault("A CRO number is up to 6 digits, a slash, a two-digit year and a letter, such as 123456/08A.")
    return f"{match[1]:0>6}/{match[2]}"


def _free(typed: str, _as_of: date) -> str | Fault:
    value = read_line(typed, most=LONGEST_LOCAL)
    if isinstance(value, Fault):
        return value
    return value.upper() if value else Fault("Type the number as it is written on the letter or label.")


RULES: dict[str, Callable[[str, date], str | Fault]] = {
    "nhs-number": _nhs_number,
    "nomis": _shaped(r"[A-Z][0-9]{4}[A-Z]{2}", "A prison number is a letter, 4 digits and 2 letters, such as A1234BC."),
    "crn": _shaped(r"[A-Z][0-9]{6}", "A probation case reference is a letter and 6 digits, such as X123456."),
    "pnc": _pnc,
    "cro": _cro,
    "hospital": _free,
    "local": _free,
}
