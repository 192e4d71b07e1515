"""Whether a code of SNOMED CT or LOINC can be one at all: its check digit, and what kind of thing it names."""

import re
from collections.abc import Callable, Mapping

SNOMED = re.compile(r"[1-9][0-9]{5,17}")
LOINC = re.compile(r"([0-9]{1,7})-([0-9])")
# The two digits before the last say what an identifier of SNOMED names: a concept, and whose.
CONCEPTS = ("00", "10")
# Behind those of an extension stand seven digits for who keeps it.
LEAST_OF_AN_EXTENSION = 11

# The group of the symmetries of a pentagon, by which Verhoeff's digit is reckoned.
PRODUCT = tuple(
    tuple(
        (a + b) % 5 if a < 5 and b < 5 else (a - b) % 5 if a >= 5 and b >= 5 else 5 + (a - b if a >= 5 else a + b) % 5
        for b in range(10)
    )
    for a in range(10)
)
SHUFFLE = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def snomed_fault(code: str) -> str:
    """Why this is no concept of SNOMED CT, or nothing."""
    if not SNOMED.fullmatch(code):
        return "An identifier of SNOMED CT has 6 to 18 digits and does not begin with 0."
    if code[-3:-1] not in CONCEPTS:
        return f"Its digits {code[-3:-1]} before the last do not say that it names a concept."
    if code[-3:-1] == CONCEPTS[1] and len(code) < LEAST_OF_AN_EXTENSION:
        return "It is too short for an identifier of an extension."
    return "" if verhoeff_holds(code) else "Its check digit is wrong: a digit was lost or changed."


def loinc_fault(code: str) -> str:
    """Why this is no code of LOINC, or nothing."""
    found = LOINC.fullmatch(code)
    if found is None:
        return "A code of LOINC is up to seven digits, a hyphen and a check digit."
    return "" if luhn_digit(found[1]) == int(found[2]) else "Its check digit is wrong: a digit was lost or changed."


FAULT: Mapping[str, Callable[[str], str]] = {"snomed": snomed_fault, "loinc": loinc_fault}


def verhoeff_holds(digits: str) -> bool:
    """Whether the last digit is the one that Verhoeff's method (1969) gives."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        turned = int(digit)
        for _ in range(place % 8):
            turned = SHUFFLE[turned]
        total = PRODUCT[total][turned]
    return total == 0


def luhn_digit(digits: str) -> int:
    """The check digit by Luhn's method: every other digit from the right counts twice."""
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))]
    return -sum(divmod(each, 10)[0] + each % 10 for each in doubled) % 10
