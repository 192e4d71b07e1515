"""Putting a person on record, and correcting what the record says of them."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.codes import code_list
from throughcare.organisations.models import StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Fault, Refused, faults, refuse_if
from throughcare.people.asked import Asked
from throughcare.people.kinds import SEXES
from throughcare.people.lives import impossible_birth
from throughcare.people.models import Person
from throughcare.people.names import name_keys, read_name, words
from throughcare.people.numbers import Number, add_identifier, read_number
from throughcare.people.references import new_reference
from throughcare.people.search import Match, probable_duplicates

# How often a new reference is tried before the database is taken to be at fault, and not chance.
TRIES = 5
TYPED = ("family_name", "given_names", "known_as", "language")
DESCRIBES = (*TYPED, "birth_date", "sex", "ethnic_category", "interpreter_needed")

# What rooms above keep of a person for speed is brought in line here, in the transaction of the correction.
CORRECTED: list[Callable[[Person], None]] = []


class ProbablyKnown(Refused):
    """The person is probably on record already. `matches` says who, and why it is thought."""

    def __init__(self, matches: tuple[Match, ...]):
        found = "is one record that may be" if len(matches) == 1 else f"are {len(matches)} records that may be of"
        super().__init__({"": f"There {found} this person. Look at what is there before you add another."})
        self.matches = matches


@verb
def create_person(
    *,
    person: Person,
    among: QuerySet[Person],
    by: StaffRole,
    at: datetime,
    numbers: Sequence[Number] = (),
    confirmed_not: Collection[int] = (),
) -> Person:
    """Puts a person on record, described by a row not yet saved.

    `among` are those whom the member of staff may see; a probable duplicate among them whose id is not in
    `confirmed_not` raises ProbablyKnown. Raises Refused by field; the field of a number is its kind.
    """
    read = [(number.kind, read_number(number, at=at)) for number in numbers]
    refuse_if(_describe(person, at=at) | faults(**dict(read)))
    known = probable_duplicates(among, _asked(person, read))
    unlooked = tuple(match for match in known if match.person.pk not in confirmed_not)
    if unlooked:
        raise ProbablyKnown(unlooked)
    _save_new(person, by=by, at=at)
    audit.record(by=by, at=at, did="created-person", person_id=person.pk, detail={"is-not": sorted(confirmed_not)})
    for number in numbers:
        add_identifier(person=person, number=number, by=by, at=at)
    return person


@verb
def correct_person(*, person: Person, by: StaffRole, at: datetime) -> Person:
    """Keeps what the given row says of a person; the audit keeps what was said before. Raises Refused by field."""
    before = Person.objects.select_for_update().get(pk=person.pk)
    reasons = _describe(person, at=at)
    if person.birth_date and not reasons:
        reasons = _born_too_late(before, person.birth_date)
    refuse_if(reasons)
    differing = [name for name in DESCRIBES if getattr(before, name) != getattr(person, name)]
    was = {name: str(getattr(before, name)) for name in differing}
    person.save(update_fields=[*DESCRIBES, "name_keys"])
    for hears in CORRECTED:
        hears(person)
    audit.record(by=by, at=at, did="corrected-person", person_id=person.pk, detail={"was": was})
    return person


def _describe(person: Person, *, at: datetime) -> dict[str, str]:
    """Tidies the row in place and derives its keys; returns what is wrong, by field."""
    read = {name: read_name(getattr(person, name)) for name in TYPED[:3]}
    read["language"] = read_line(person.language, most=60)
    reasons = faults(**read)
    if not read["family_name"]:
        reasons["family_name"] = "Give the family name. If there is only one name, give it here."
    if person.sex not in SEXES:
        reasons["sex"] = "Choose one of those in the list."
    if person.ethnic_category not in code_list("ethnic-category"):
        reasons["ethnic_category"] = "Choose one of those in the list."
    born = impossible_birth(person.birth_date, at=at)
    if born:
        reasons["birth_date"] = born
    for name in TYPED:
        if name not in reasons:
            setattr(person, name, read[name])
    person.name_keys = name_keys([person.family_name, person.given_names, person.known_as]) if not reasons else []
    return reasons


def _born_too_late(person: Person, born: date) -> dict[str, str]:
    earliest = person.placements.order_by("from_on").values_list("from_on", flat=True).first()
    if person.died_on and person.died_on < born:
        return {"birth_date": "The date of birth would be after the date of death."}
    if earliest and earliest < born:
        return {"birth_date": "The date of birth would be after the first placement on record."}
    return {}


def _asked(person: Person, read: Sequence[tuple[str, str | Fault]]) -> Asked:
    return Asked(
        identifiers=tuple((kind, value) for kind, value in read if not isinstance(value, Fault)),
        birth_dates=(person.birth_date,) if person.birth_date else (),
        names=words(person.given_names, person.family_name),
    )


def _save_new(person: Person, *, by: StaffRole, at: datetime) -> None:
    person.recorded_by, person.recorded_at = by, at
    for attempt in range(TRIES):
        person.reference = new_reference("TC")
        try:
            with transaction.atomic():
                person.save(force_insert=True)
            return
        except IntegrityError:
            # Whoever holds the reference may not be seen from here, so only the constraint knows that it is taken.
            if attempt == TRIES - 1:
                raise
