"""The only door to rows of a person's record."""

from datetime import datetime
from typing import TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Model, OuterRef, QuerySet, Value

from throughcare.access.door import Granted
from throughcare.access.models import Grant
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given
from throughcare.people.models import Alert, Identifier, LegalStatus, Need, Person, Placement
from throughcare.sharing import IDENTITY

M = TypeVar("M", bound=Model)

# For a `Question`: whoever asks it says `organisation` and `as_of`.
WHOEVER = StaffRole(organisation_id=cast(int, Given("organisation")))
WHENEVER = cast(datetime, Given("as_of"))

# The category that a table's rows belong to; a table that is not listed has one in each row, in `category`.
CATEGORY_OF: dict[type[Model], str] = {
    Person: IDENTITY,
    Identifier: IDENTITY,
    Placement: IDENTITY,
}
CATEGORY_IN_ROW: set[type[Model]] = {LegalStatus, Need, Alert}


def belongs_to(category: str, *models: type[Model]) -> None:
    """Rooms above say here to which category the rows of their tables belong."""
    CATEGORY_OF.update(dict.fromkeys(models, category))


def says_its_category(*models: type[Model]) -> None:
    """Rooms above say here which of their tables carry the category in each row."""
    CATEGORY_IN_ROW.update(models)


def seen_by(model: type[M], *, staff: StaffRole, as_of: datetime) -> QuerySet[M]:
    """The rows of a model that this member of staff may see: those under a live grant to their organisation.

    A model that has not said its category has no door; asking for it is a mistake in the program (KeyError).
    """
    shown = Granted(
        person=F("pk" if model is Person else "person_id"),
        category=F("category") if model in CATEGORY_IN_ROW else Value(CATEGORY_OF[model]),
        organisation=staff.organisation_id,
        as_of=as_of,
    )
    return model._default_manager.filter(shown)


def with_what_may_be_written(people: QuerySet[Person], *, staff: StaffRole, as_of: datetime) -> QuerySet[Person]:
    """The same people, each with `writes`: the categories of the record that may be written in, in no order."""
    grants = Grant.objects.live(as_of=as_of).filter(
        organisation=staff.organisation_id, person=OuterRef("pk"), level="write"
    )
    return people.annotate(writes=ArraySubquery(grants.order_by().values("category")))


def writes_of(person: Person) -> frozenset[str]:
    """The categories that may be written of somebody who was found `with_what_may_be_written`."""
    return frozenset(vars(person)["writes"])


def may_write(category: str, *, person_id: int, staff: StaffRole, as_of: datetime) -> bool:
    """Whether a live grant lets this member of staff's organisation write in a category of this record."""
    return (
        Grant.objects.live(as_of=as_of)
        .filter(organisation=staff.organisation_id, person=person_id, category=category, level="write")
        .exists()
    )
