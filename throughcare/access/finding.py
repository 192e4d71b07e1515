"""One person by their reference, with what whoever asks may write of them: questions that are written once."""

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by, with_what_may_be_written
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.people.models import Person
from throughcare.people.search import same_description

MOST_ALIKE = 3


def of_reference() -> QuerySet[Person]:
    """Whom whoever asks sees under a reference: nobody or one."""
    people = seen_by(Person, staff=WHOEVER, as_of=WHENEVER).filter(reference=Given("reference"))
    return with_what_may_be_written(people, staff=WHOEVER, as_of=WHENEVER)


def who_may_be_the_same() -> ArraySubquery:
    """The references of others who may be the person found, as far as whoever asks sees them."""
    others = seen_by(Person, staff=WHOEVER, as_of=WHENEVER).filter(same_description())
    return ArraySubquery(others.order_by("pk").values("reference")[:MOST_ALIKE])


FOUND = Question(of_reference)


def found_by(how: Question[Person], reference: str, *, staff: StaffRole, as_of: datetime) -> Person | None:
    """The person, by a question that `of_reference` begins."""
    asked = {**asked_by(staff, as_of=as_of), "role": staff.role, "reference": reference}
    return next(iter(how.ask(**asked)), None)
