"""Who an invented person is: name, birth, numbers that could be nobody's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from throughcare.people.identifiers import nhs_check_digit, pnc_letter
from throughcare.stories.chance import happens, weighted
from throughcare.stories.naming import draw_name

NOT_A_NUMBER = 10
AGES = {(18, 20): 4, (21, 24): 10, (25, 29): 15, (30, 39): 33, (40, 49): 21, (50, 59): 11, (60, 69): 4, (70, 79): 2}
LANGUAGES = {"Urdu": 5, "Polish": 5, "Romanian": 5, "Kurdish": 3, "Vietnamese": 2, "Albanian": 4, "Arabic": 3}


@dataclass(frozen=True)
class Identity:
    """`numbers` are (kind, number as typed). Every NHS number is of the range kept for tests, 999."""

    given_names: str
    family_name: str
    known_as: str
    born: date
    sex: str
    ethnic: str
    language: str
    interpreter: bool
    numbers: Sequence[tuple[str, str]]


def draw_identity(rng: Random, *, number: int, sex: str, on: date) -> Identity:
    """Somebody new. `number` is theirs alone in the world, and their age is as of `on`."""
    given, family, known_as, ethnic = draw_name(rng, sex=sex)
    youngest, oldest = weighted(rng, AGES)
    born = on - timedelta(days=round(rng.uniform(youngest, oldest + 1) * 365.25) + 2)
    foreign = happens(rng, 0.05)
    return Identity(
        given_names=given,
        family_name=family,
        known_as=known_as,
        born=born,
        sex=sex,
        ethnic=ethnic,
        language=weighted(rng, LANGUAGES) if foreign else "English",
        interpreter=foreign and happens(rng, 0.7),
        numbers=tuple(_numbers(rng, number, born)),
    )


def _numbers(rng: Random, number: int, born: date) -> list[tuple[str, str]]:
    """Prisons number people from A on and probation from later letters than any Z; no police serial begins with 99."""
    numbers = [("nomis", f"Z{number % 10000:04}Z{chr(ord('A') + number // 10000)}")]
    if happens(rng, 0.85):
        numbers.append(("nhs-number", nhs_number(number)))
    if happens(rng, 0.5):
        numbers.append(("crn", f"Z9{number:05}"))
    if happens(rng, 0.45):
        year, serial = born.year + 18, 9_900_000 + number
        numbers.append(("pnc", f"{year}/{serial}{pnc_letter(year, serial)}"))
    return numbers


def nhs_number(number: int) -> str:
    """The first number of block `number` of the test range whose check digit exists."""
    for last in range(10):
        nine = f"999{number * 7919 % 90_000:05}{last}"
        digit = nhs_check_digit(nine)
        if digit != NOT_A_NUMBER:
            return f"{nine}{digit}"
    raise ValueError(f"no number of block {number} has a check digit")
