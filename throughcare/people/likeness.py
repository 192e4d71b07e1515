"""How like two descriptions of a person are, and why: the judge of every match, without a database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import JaroWinkler

from throughcare.pathways.moments import spell_day
from throughcare.people.asked import Asked, turned
from throughcare.people.identifiers import spaced
from throughcare.people.kinds import IDENTIFIERS
from throughcare.people.names import LETTERS, LOOSE_SOUND, SOUND, sound_keys, words

# What each likeness is worth. Two names and a date of birth come to 80, or 64 when both names are misheard.
WORTH = {
    "identifier": 100,
    "reference": 100,
    "birth-date": 40,
    "birth-date-turned": 20,
    "birth-date-unknown": 20,
    "name-same": 20,
    "name-sounds": 12,
    "name-spelt": 10,
    "name-different": -15,
}
# From here on two descriptions are probably of one person, and a new record is not made without saying otherwise.
PROBABLE = 60
# Below this a record has one thing in common with what was asked, and something else against it.
LEAST = 10
SPELT_LIKE = 0.88
# The looser of the two rules of sound joins names as far apart as Jon and James, unless their letters are near too.
SOUNDS_AND_NEAR = 0.75


@dataclass(frozen=True, slots=True)
class Described:
    """A person as search compares them. `identifiers` are (kind, value)."""

    reference: str
    family_name: str
    given_names: str
    known_as: str
    birth_date: date | None
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """`why` has a few words for each point of likeness: numbers, date of birth, names.

    `closeness` orders those of one score: how near the names are in their letters, from 0 for each name to 1.
    """

    score: int
    why: tuple[str, ...]
    closeness: float
    certain: bool
    # No name that was asked for is anything like theirs.
    stranger: bool

    @property
    def worth_showing(self) -> bool:
        return self.certain or (self.score >= LEAST and not self.stranger)

    @property
    def probable(self) -> bool:
        return self.certain or self.score >= PROBABLE


def likeness(asked: Asked, person: Described) -> Likeness:
    """How like the person is to what was asked."""
    numbers = list(_numbers(asked, person))
    days = list(_birth_date(asked, person))
    own = [(title, word) for title, name in _held(person) for word in words(name)]
    names = [_best(word, own) for word in asked.names]
    points = [*numbers, *days, *names]
    return Likeness(
        score=sum(WORTH[kind] for kind, _ in points),
        why=tuple(says for _, says in points if says),
        closeness=sum(max((near(word, other) for _, other in own), default=0.0) for word in asked.names),
        certain=bool(numbers),
        stranger=bool(names) and all(kind == "name-different" for kind, _ in names),
    )


def _numbers(asked: Asked, person: Described) -> Iterator[tuple[str, str]]:
    if asked.reference and asked.reference == person.reference:
        yield "reference", f"this is record {person.reference}"
    for kind, value in person.identifiers:
        if (kind, value) in asked.identifiers or (not IDENTIFIERS[kind].national and value in asked.numbers):
            yield "identifier", f"same {_within_a_sentence(IDENTIFIERS[kind].title)} {spaced(kind, value)}"


def _within_a_sentence(title: str) -> str:
    return title if title[:2].isupper() else title[0].lower() + title[1:]


def _birth_date(asked: Asked, person: Described) -> Iterator[tuple[str, str]]:
    if not asked.birth_dates:
        return
    if person.birth_date is None:
        yield "birth-date-unknown", ""
    elif person.birth_date in asked.birth_dates:
        yield "birth-date", "same date of birth"
    elif person.birth_date in map(turned, asked.birth_dates):
        yield "birth-date-turned", f"born on {spell_day(person.birth_date)}: day and month the other way round"


def _held(person: Described) -> tuple[tuple[str, str], ...]:
    return (
        ("family name", person.family_name),
        ("given name", person.given_names),
        ("everyday name", person.known_as),
    )


def _best(word: str, own: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The best likeness of a word to any of the person's names."""
    return max(
        (_word(word, title, other) for title, other in own),
        key=lambda point: WORTH[point[0]],
        default=("name-different", ""),
    )


def near(word: str, other: str) -> float:
    return JaroWinkler.similarity(word, other)


def _word(word: str, title: str, other: str) -> tuple[str, str]:
    shown = other.capitalize()
    if word == other:
        return "name-same", f"same {title}"
    if len(word) == 1 and other.startswith(word):
        return "name-spelt", f"{word} could stand for {title} {shown}"
    nearness = near(word, other)
    shared = {key[0] for key in set(sound_keys(word)) & set(sound_keys(other))}
    if SOUND in shared or (LOOSE_SOUND in shared and nearness >= SOUNDS_AND_NEAR):
        return "name-sounds", f"{word.capitalize()} sounds like {title} {shown}"
    if LETTERS in shared or nearness >= SPELT_LIKE:
        return "name-spelt", f"{word.capitalize()} is spelt like {title} {shown}"
    return "name-different", ""
