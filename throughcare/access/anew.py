"""Grants by placement beside the table that they are made of: which differ, and made anew where the table was mended.

A grant is a row with the levels of the day on which somebody moved. Where the table says something else since then, the
row says it no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from throughcare.access.granting import at_place, grant_by_placement
from throughcare.access.models import Grant
from throughcare.access.placement import SEES_BY_PLACEMENT
from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.keeper import refuse_staff
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.people.dated import locked
from throughcare.people.models import Person, Placement
from throughcare.sharing import CATEGORIES
from throughcare.sharing.levels import LEVEL_IN_WORDS, greatest

AT_ONCE = 1_000
WHAT_TO_DO = "Run `throughcare access renew`."

Levels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Differs:
    """What somebody's placement opens to one organisation by the rows that are kept, and what by the table."""

    person: Person
    organisation: Organisation
    kept: Levels
    wanted: Levels

    def __str__(self) -> str:
        of = [one for one in CATEGORIES if self.kept.get(one) != self.wanted.get(one)]
        said = [f"{CATEGORIES[one]}: {_word(self.kept, one)} is kept, {_word(self.wanted, one)} is meant" for one in of]
        who = f"{self.person.reference}: what {self.organisation} sees by where the person lives"
        return f"{who} is not what the table says ({'; '.join(said)}). {WHAT_TO_DO}"


def _word(levels: Levels, category: str) -> str:
    return f"“{LEVEL_IN_WORDS[levels.get(category)]}”"


def faults() -> Iterator[str]:
    """A sentence for each organisation and person that differ; none when all is as it must be."""
    yield from map(str, differing())


def differing() -> Iterator[Differs]:
    """Those of everybody who lives somewhere now, two questions for each thousand of them."""
    here: dict[int, Mapping[int, Organisation]] = {}
    lives = Placement.objects.filter(until_on=None).select_related("person", "organisation").order_by("person_id")
    rows = lives.iterator(chunk_size=AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        kept = _kept(one.person_id for one in some)
        for one in some:
            if one.organisation_id not in here:
                here[one.organisation_id] = {place.pk: place for place in at_place(one.organisation)}
            for key, place in here[one.organisation_id].items():
                wanted = SEES_BY_PLACEMENT[place.kind]
                if (has := kept.get((one.person_id, key), {})) != wanted:
                    yield Differs(one.person, place, has, wanted)


def _kept(people: Iterable[int]) -> dict[tuple[int, int], dict[str, str]]:
    """Person and organisation -> category -> the most that rows which have no end open of it."""
    found: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    rows = Grant.objects.filter(person__in=list(people), ground="placement", ends_at=None)
    for row in rows.values_list("person", "organisation", "categories", "level"):
        levels = found[row[0], row[1]]
        levels.update({category: greatest(levels.get(category), row[3]) or row[3] for category in row[2]})
    return found


@verb
def renew(*, person: Person, by: StaffRole, at: datetime) -> None:
    """Make the grants by placement of one person anew, from where they live now. Only the product does."""
    refuse_staff(by)
    held = locked(person)
    lives = Placement.objects.filter(person=held, until_on=None).select_related("organisation").first()
    if lives is not None:
        grant_by_placement(person=held, place=lives.organisation, at=at)
        audit.record(by=by, at=at, did="renewed-grants", person_id=held.pk)


def renew_all(*, by: StaffRole, at: datetime) -> int:
    """The same for everybody of whom they differ; how many they are."""
    refuse_staff(by)
    people = {one.person.pk: one.person for one in differing()}
    for person in people.values():
        renew(person=person, by=by, at=at)
    return len(people)
