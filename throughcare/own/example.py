"""One of the invented people of an example world signs in and sees their own record."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db.models import Count, Q

from throughcare.access.seeing import may_write
from throughcare.organisations import actions
from throughcare.organisations.keeper import operator
from throughcare.organisations.models import Staff, StaffRole
from throughcare.own.accounts import link
from throughcare.people.lives import london_day
from throughcare.people.models import Person
from throughcare.sharing import IDENTITY
from throughcare.stories.cast import PASSWORD, Member

THE_PERSON = Member("person", "A person of this world", "SU", "", "Somebody who sees their own record")


def give_account(*, nurse: StaffRole, at: datetime) -> Mapping[str, str]:
    """An account for whoever of those the nurse works with is with most services now; with nobody, for nobody.

    The answer is what a newcomer is told of it, beside the others who can sign in.
    """
    by = operator(at=at)
    staff = actions.add_staff(username=THE_PERSON.username, display_name=THE_PERSON.name, by=by, at=at)
    Staff.objects.filter(pk=staff.pk).update(password=make_password(PASSWORD))
    held = StaffRole(staff=staff, organisation=nurse.organisation, role=THE_PERSON.role, from_on=london_day(at))
    account = actions.appoint(held=held, by=by, at=at)
    if person := _busiest(nurse, at=at):
        link(person=person, account=account, by=nurse, at=at)
    return {
        "username": THE_PERSON.username,
        "password": PASSWORD,
        "name": THE_PERSON.name,
        "role": THE_PERSON.does,
        "organisation": str(nurse.organisation),
    }


def _busiest(nurse: StaffRole, *, at: datetime) -> Person | None:
    still_open = Count("episodes", filter=Q(episodes__closed_on=None))
    living = Person.objects.filter(died_on=None).annotate(still_open=still_open).filter(still_open__gt=0)
    ordered = living.order_by("-still_open", "pk")
    return next((one for one in ordered if may_write(IDENTITY, person_id=one.pk, staff=nurse, as_of=at)), None)
