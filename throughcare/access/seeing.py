"""The only door to rows of a person's record."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Expression, ExpressionWrapper, F, Func, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from throughcare.access.door import SHOWS_ROWS, Granted
from throughcare.access.models import Consent, Disclosure, Grant, GrantQuerySet
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.people.models import Alert, Characteristic, Identifier, LegalStatus, Need, Person, Placement
from throughcare.people.search import Among, Trait, with_trait
from throughcare.sharing import GROUNDS, IDENTITY, PROTECTED, RIGHTS, Ground, levels_of
from throughcare.sharing.levels import greatest, least
from throughcare.sharing.matrix import most

M = TypeVar("M", bound=Model)
SHOWN_BY = ("categories", "level", "ground")
NOTHING = Value([], output_field=ArrayField(CharField()))

# For a `Question`: whoever asks it says what `acting.asked_by` returns, and `role` where it asks what may be written.
WHOEVER = StaffRole(organisation_id=cast(int, Given("organisation")), role=cast(str, Given("role")))
WHENEVER = cast(datetime, Given("as_of"))
SAID_WHEN_ASKED = {name: Given(name) for name in ("organisation", "staff", "purposes", "as_of", *RIGHTS)}

# The category that a table's rows belong to; a table that is not listed has one in each row, in `category`.
CATEGORY_OF: dict[type[Model], str] = {
    Person: IDENTITY,
    Identifier: IDENTITY,
    Placement: IDENTITY,
    Disclosure: IDENTITY,
    Characteristic: PROTECTED,
}
CATEGORY_IN_ROW: set[type[Model]] = {LegalStatus, Need, Alert, Consent}
# Tables of what was written at length, of which a summary shows nothing.
READ_OR_NOT_SEEN: set[type[Model]] = set()


# Tables whose policies show some rows to others as well: whoever was answered for, or answers for what was disclosed.
TOLD_TO_OTHERS_TOO: set[type[Model]] = {Consent, Disclosure}


def belongs_to(category: str, *models: type[Model]) -> None:
    """Rooms above say here to which category the rows of their tables belong."""
    CATEGORY_OF.update(dict.fromkeys(models, category))


def says_its_category(*models: type[Model]) -> None:
    """Rooms above say here which of their tables carry the category in each row."""
    CATEGORY_IN_ROW.update(models)


def is_read_or_not_seen(*models: type[Model]) -> None:
    """Rooms above say here which of their tables a summary shows nothing of."""
    READ_OR_NOT_SEEN.update(models)


def seen_by(model: type[M], *, staff: StaffRole, as_of: datetime) -> QuerySet[M]:
    """The rows of a model that this member of staff may see: under a live grant, and as far as their role goes.

    A model that has not said its category has no door; asking for it is a mistake in the program (KeyError).
    """
    shown = Granted(
        person=F("pk" if model is Person else "person_id"),
        category=F("category") if model in CATEGORY_IN_ROW else Value(CATEGORY_OF[model]),
        right="reads" if model in READ_OR_NOT_SEEN else "sees",
        asked=SAID_WHEN_ASKED if staff is WHOEVER else asked_by(staff, as_of=as_of),
        of_its_table=model not in TOLD_TO_OTHERS_TOO,
    )
    return model._default_manager.filter(shown)


def searched_among(*, staff: StaffRole, as_of: datetime) -> QuerySet[Person]:
    """The people whom somebody may see, found from the grants of their organisation.

    For questions about names: a policy is judged before any of those, so that no index of names is of use, and without
    this everybody in the country would be judged.
    """
    whoever = Given("staff") if staff is WHOEVER else staff.pk
    held = Grant.objects.live(as_of=as_of).of(IDENTITY).filter(Q(staff__isnull=True) | Q(staff=whoever))
    mine = held.filter(organisation=staff.organisation_id, level__in=SHOWS_ROWS)
    return seen_by(Person, staff=staff, as_of=as_of).filter(pk__in=mine.values("person"))


class SearchedBy(Among):
    """Those among whom a member of staff searches: the SQL of each question is written once for all of them."""

    def __init__(self, *, staff: StaffRole, as_of: datetime) -> None:
        super().__init__(searched_among(staff=staff, as_of=as_of))
        self.asked = asked_by(staff, as_of=as_of)

    def found(self, trait: Trait) -> list[Person]:
        given = {f"value_{number}": value for number, value in enumerate(trait.values)}
        return _searched(trait.kind, tuple(given)).ask(**self.asked, **given)


@lru_cache(maxsize=64)
def _searched(kind: str, names: tuple[str, ...]) -> Question[Person]:
    trait = Trait(kind, tuple(Given(name) for name in names))
    return Question(lambda: with_trait(searched_among(staff=WHOEVER, as_of=WHENEVER), trait))


def with_what_may_be_written(people: QuerySet[Person], *, staff: StaffRole, as_of: datetime) -> QuerySet[Person]:
    """The same people, each with `writes`: the categories of the record that may be written in, in no order."""
    grants = _to_write(staff, as_of=as_of).filter(person=OuterRef("pk"))
    # Of a role that writes nothing Django asks nothing, and would bring no list.
    opened = grants.order_by().values(opened=Func(F("categories"), function="unnest"))
    return people.annotate(writes=Coalesce(ArraySubquery(opened), NOTHING), writer=_role(staff))


def _role(staff: StaffRole) -> Expression:
    return ExpressionWrapper(Given("role"), CharField()) if staff is WHOEVER else Value(staff.role)


def writes_of(person: Person) -> frozenset[str]:
    """The categories that may be written of somebody who was found `with_what_may_be_written`."""
    return frozenset(vars(person)["writes"]) & _written_by(vars(person)["writer"])


def may_write(category: str, *, person_id: int, staff: StaffRole, as_of: datetime) -> bool:
    """Whether this member of staff may write in a category of this record."""
    if category not in _written_by(staff.role):
        return False
    return _to_write(staff, as_of=as_of).of(category).filter(person=person_id).exists()


def may_read(category: str, *, person_id: int, staff: StaffRole, as_of: datetime) -> bool:
    """Whether this member of staff may read all of a category of this record."""
    asked = asked_by(staff, as_of=as_of)
    shown = Granted(person=F("pk"), category=Value(category), right="reads", asked=asked)
    return Person.objects.filter(shown, pk=person_id).exists()


def levels_of_record(*, person_id: int, staff: StaffRole, as_of: datetime) -> dict[str, str]:
    """Category -> how much of it this member of staff is shown of a record now, where they are shown anything."""
    asked = asked_by(staff, as_of=as_of)
    mine = Q(staff__isnull=True) | Q(staff=staff.pk)
    held = Grant.objects.live(as_of=as_of).filter(mine, organisation=staff.organisation_id, person=person_id)
    for_them = held.filter(purpose__in=["", *asked["purposes"]])
    rows = for_them.values_list(*SHOWN_BY)
    return levels_shown((dict(zip(SHOWN_BY, row, strict=True)) for row in rows), role=staff.role)


def levels_shown(granted: Iterable[Mapping[str, Any]], *, role: str) -> dict[str, str]:
    """Category -> how much of it live grants (categories, level, ground) show to a role, where they show anything."""
    levels: dict[str, str] = {}
    for grant in granted:
        opening = GROUNDS[Ground(grant["ground"])].opening
        for category in grant["categories"]:
            level = greatest(levels.get(category), least(grant["level"], most(role, category, opening)))
            if level is not None:
                levels[category] = level
    return levels


def _written_by(role: str) -> frozenset[str]:
    """What the matrix lets a role write. Consent, agreements and emergencies let nobody write."""
    return frozenset(category for category, most in levels_of(role).items() if most.directly == "write")


def _to_write(staff: StaffRole, *, as_of: datetime) -> GrantQuerySet:
    """The live grants to write of the organisation, of whatever categories."""
    held = Grant.objects.live(as_of=as_of).filter(organisation=staff.organisation_id, level="write", purpose="")
    # What is one account's alone lets nobody else write.
    return held.filter(staff__isnull=True)
