"""The people of a world, where they live, and which pattern each of their episodes follows."""

import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from bench.patterns import Patterns
from bench.places import Setting
from throughcare.people.identifiers import nhs_check_digit
from throughcare.people.names import name_keys
from throughcare.people.references import ALPHABET
from throughcare.stories.naming import draw_name

# How many episodes a person has had, and how many of ten people have so many: 2.5 on average.
EPISODES_EACH = {1: 3, 2: 2, 3: 2, 4: 3}
MEAN = 2.5
# Ten in a hundred episodes are open. Somebody has at most one.
OPEN_A_PERSON = 0.1 * MEAN
STILL_THERE = 0.15
REFERENCES = len(ALPHABET) ** 6
LETTERS = string.ascii_uppercase


@dataclass(frozen=True, slots=True)
class Life:
    """A person by number, with their setting, and (pattern) of each episode; the last may be open."""

    number: int
    setting: int
    patterns: Sequence[int]
    from_on: date
    until_on: date | None


@dataclass
class Chosen:
    """Numbers drawn by weight, many at a time."""

    numbers: Sequence[int]
    cumulative: Sequence[float]
    rng: Random
    drawn: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, weighted: Sequence[tuple[int, float]], rng: Random) -> "Chosen":
        numbers, weights = zip(*weighted, strict=True)
        return cls(numbers, list(accumulate(weights)), rng)

    def one(self) -> int:
        if not self.drawn:
            self.drawn = self.rng.choices(self.numbers, cum_weights=self.cumulative, k=10_000)
        return self.drawn.pop()


def transfers(settings: int, patterns: Patterns, *, number: int, rng: Random) -> Iterator[Life]:
    """So many people, each with one open transfer and nothing else."""
    opened = Chosen.of(patterns.opened, rng)
    for one in range(1, number + 1):
        pattern = opened.one()
        began = patterns.begins[pattern].date()
        yield Life(one, rng.randrange(settings), [pattern], began - timedelta(days=rng.randint(1, 90)), None)


def lives(episodes: int, settings: int, patterns: Patterns, *, today: date, rng: Random) -> Iterator[Life]:
    """People until there are so many episodes."""
    opened, closed = Chosen.of(patterns.opened, rng), Chosen.of(patterns.closed, rng)
    each, shares, left, number = list(EPISODES_EACH), list(EPISODES_EACH.values()), episodes, 0
    while left:
        number += 1
        some = min(left, rng.choices(each, shares)[0])
        left -= some
        is_open = rng.random() < OPEN_A_PERSON
        theirs = [closed.one() for _ in range(some - is_open)] + [opened.one()] * is_open
        from_on = min(patterns.begins[one] for one in theirs).date() - timedelta(days=rng.randint(1, 90))
        stays = is_open or rng.random() < STILL_THERE
        until = None if stays else min(today, max(patterns.ends[one] or today for one in theirs))
        yield Life(number, rng.randrange(settings), theirs, from_on, until)


def person_rows(found: Sequence[Life], settings: Sequence[Setting], *, rng: Random) -> Iterator[tuple[Any, ...]]:
    """id, reference, family, given, known as, born, sex, ethnic, recorded at, recorded by, name keys."""
    references = rng.sample(range(REFERENCES), len(found))
    for life, reference in zip(found, references, strict=True):
        sex = "2" if rng.random() < 0.05 else "1"
        given, family, known_as, ethnic = draw_name(rng, sex=sex)
        born = date(1950, 1, 1) + timedelta(days=int(rng.triangular(0, 20_000, 14_000)))
        by = settings[life.setting].cast["health"].pk
        keys = name_keys((given, family, known_as))
        spelt = spell("TC", reference)
        yield life.number, spelt, family, given, known_as, born, sex, ethnic, life.from_on, by, keys


def identifier_rows(found: Sequence[Life], settings: Sequence[Setting]) -> Iterator[tuple[Any, ...]]:
    """person, kind, value, recorded at, recorded by: a prison number each, and an NHS number where one exists."""
    for life in found:
        by = settings[life.setting].cast["health"].pk
        yield life.number, "nomis", prison_number(life.number), life.from_on, by
        number = nhs_number(life.number)
        if number:
            yield life.number, "nhs-number", number, life.from_on, by


def placement_rows(found: Sequence[Life], settings: Sequence[Setting]) -> Iterator[tuple[Any, ...]]:
    """person, organisation, from, until, recorded at, recorded by."""
    for life in found:
        cast = settings[life.setting].cast
        yield life.number, cast["prison"].organisation_id, life.from_on, life.until_on, life.from_on, cast["health"].pk


def stamp_rows(found: Sequence[Life], patterns: Patterns, *, rng: Random) -> Iterator[tuple[Any, ...]]:
    """episode, reference, person, setting, pattern, id of the first event: in the order in which episodes began."""
    every = [(patterns.begins[one], life, one) for life in found for one in life.patterns]
    rng.shuffle(every)
    every.sort(key=lambda row: row[0])
    references, first_event = rng.sample(range(REFERENCES), len(every)), 1
    for number, ((_, life, one), reference) in enumerate(zip(every, references, strict=True), start=1):
        yield number, spell("EP", reference), life.number, life.setting + 1, one, first_event
        first_event += patterns.events[one]


def spell(prefix: str, number: int) -> str:
    letters = ""
    for _ in range(6):
        number, rest = divmod(number, len(ALPHABET))
        letters += ALPHABET[rest]
    return f"{prefix}-{letters[:3]}-{letters[3:]}"


def prison_number(number: int) -> str:
    """Four digits and two letters after a Z, which no prison gives out."""
    letters, digits = divmod(number, 10_000)
    return f"Z{digits:04}{LETTERS[letters // 26]}{LETTERS[letters % 26]}"


def nhs_number(number: int) -> str | None:
    """A number of the range that is kept for tests; one in eleven has no check digit and does not exist."""
    nine = f"999{number:06}"
    digit = nhs_check_digit(nine)
    return f"{nine}{digit}" if digit < 10 else None
