"""Searching before creating: whoever is like what was typed, best first, each with the reasons."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from throughcare.people.asked import Asked, read_asked, turned
from throughcare.people.kinds import IDENTIFIERS
from throughcare.people.likeness import Described, Likeness, likeness
from throughcare.people.models import Identifier, Person
from throughcare.people.names import exact_key, sound_keys

# Rows that one query may bring to be compared: a name that more people share wants a date of birth beside it.
MOST_CANDIDATES = 200
LOCAL = [kind for kind, row in IDENTIFIERS.items() if not row.national]


@dataclass(frozen=True, slots=True)
class Match:
    person: Person
    likeness: Likeness

    @property
    def why(self) -> tuple[str, ...]:
        return self.likeness.why


@dataclass(frozen=True, slots=True)
class Found:
    """Matches, best first. `more`: others may match too, and something else should be typed beside it."""

    matches: tuple[Match, ...]
    more: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trait:
    """What people are looked for by: a key of `TRAITS`, with its values."""

    kind: str
    values: tuple[Any, ...]


class Among:
    """Those among whom is searched: only people whom the searcher may see."""

    def __init__(self, people: QuerySet[Person]) -> None:
        self.people = people

    def found(self, trait: Trait) -> list[Person]:
        """Those who have it, as far as they can be compared and one more."""
        return list(with_trait(self.people, trait))


def with_trait(people: QuerySet[Person], trait: Trait) -> QuerySet[Person]:
    return people.filter(TRAITS[trait.kind](trait.values))[: MOST_CANDIDATES + 1]


def search(among: Among, typed: str, *, as_of: date, most: int = 20) -> Found:
    """Five queries at most, and four as a rule."""
    return find(among, read_asked(typed, as_of=as_of), most=most)


def find(among: Among, asked: Asked, *, most: int = 20) -> Found:
    """The same for a search already taken apart."""
    numbers = _with_numbers(among.people, asked)
    candidates = {person.pk: person for person in (row.person for row in numbers)}
    more = False
    for trait, among_many in _traits(asked):
        rows = among.found(trait)
        if len(rows) > MOST_CANDIDATES:
            more = True
            rows = [*rows[:MOST_CANDIDATES], *(among.found(among_many) if among_many else ())]
        candidates.update({row.pk: row for row in rows})
    matches = sorted(_matches(asked, candidates.values(), numbers), key=_best_first)
    return Found(tuple(matches[:most]), more or len(matches) > most, asked.notes)


def probable_duplicates(people: QuerySet[Person], asked: Asked) -> tuple[Match, ...]:
    """Those of `people` who are probably whom the description is of."""
    return tuple(match for match in find(Among(people), asked).matches if match.likeness.probable)


def same_description() -> Q:
    """Within a query about somebody: others of the same names who were born on the same day.

    A number tells of no such pair: what somebody else gave out is on one record only, by a constraint.
    """
    return Q(birth_date=OuterRef("birth_date"), name_keys=OuterRef("name_keys")) & ~Q(pk=OuterRef("pk"))


def alike(people: Iterable[Person]) -> dict[int, list[str]]:
    """Whoever of these bears the same names as another and was born on the same day -> the references of the others."""
    described: dict[tuple[date, tuple[str, ...]], list[Person]] = {}
    for person in people:
        if person.birth_date:
            described.setdefault((person.birth_date, tuple(person.name_keys)), []).append(person)
    return {
        one.pk: [other.reference for other in same if other is not one]
        for same in described.values()
        if len(same) > 1
        for one in same
    }


def _with_numbers(people: QuerySet[Person], asked: Asked) -> list[Identifier]:
    if not asked.identifiers and not asked.numbers:
        return []
    wanted = Q(kind__in=LOCAL, value__in=asked.numbers)
    for kind, value in asked.identifiers:
        wanted |= Q(kind=kind, value=value)
    values = [*asked.numbers, *(value for _, value in asked.identifiers)]
    rows = Identifier.objects.filter(wanted, value__in=values, person__in=people)
    return list(rows.select_related("person")[:MOST_CANDIDATES])


def _traits(asked: Asked) -> list[tuple[Trait, Trait | None]]:
    """What is looked for, one after another.

    With each goes another that finds the likeliest of the same people, for when it brings more than can be compared.
    """
    traits: list[tuple[Trait, Trait | None]] = []
    if asked.reference:
        traits.append((Trait("reference", (asked.reference,)), None))
    if asked.birth_dates:
        days = {day for born in asked.birth_dates for day in (born, turned(born)) if day}
        traits.append((Trait("born", tuple(sorted(days))), None))
    # An initial finds nobody by itself; it counts when the others it stands beside are compared.
    names = [word for word in asked.names if len(word) > 1 or not word.isascii()]
    if names:
        sounding = tuple([exact_key(word), *sound_keys(word)] for word in names)
        traits.append((Trait("sounding", sounding), Trait("called", ([exact_key(word) for word in names],))))
    return traits


TRAITS: Mapping[str, Callable[[tuple[Any, ...]], Q]] = {
    "reference": lambda values: Q(reference=values[0]),
    "born": lambda values: reduce(or_, (Q(birth_date=day) for day in values)),
    "sounding": lambda values: reduce(and_, (Q(name_keys__overlap=keys) for keys in values)),
    "called": lambda values: Q(name_keys__contains=values[0]),
}


def _matches(asked: Asked, people: Iterable[Person], numbers: Iterable[Identifier]) -> Iterable[Match]:
    held: dict[int, list[tuple[str, str]]] = {}
    for row in numbers:
        held.setdefault(row.person_id, []).append((row.kind, row.value))
    for person in people:
        found = likeness(asked, described(person, tuple(held.get(person.pk, ()))))
        if found.worth_showing:
            yield Match(person, found)


def described(person: Person, identifiers: tuple[tuple[str, str], ...] = ()) -> Described:
    return Described(
        person.reference, person.family_name, person.given_names, person.known_as, person.birth_date, identifiers
    )


def _best_first(match: Match) -> tuple[object, ...]:
    person = match.person
    return (
        -match.likeness.score,
        -match.likeness.closeness,
        person.family_name.casefold(),
        person.given_names.casefold(),
        person.pk,
    )
