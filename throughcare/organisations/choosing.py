"""Which organisations a form may offer: the register is no part of anybody's record, so all staff may read it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from throughcare.organisations.kinds import filling
from throughcare.organisations.models import Organisation, StaffRole

# Where somebody can live by order of a court or a clinician.
RESIDENTIAL = ("prison", "secure-hospital")


def open_organisations(*parts: str, as_of: date) -> QuerySet[Organisation]:
    """Those at work on a day that may take one of these parts (`prison`, `probation`, ...), by name."""
    kinds = [kind for part in parts for kind in filling(part)]
    return Organisation.objects.open_on(as_of).filter(kind__in=kinds)


def every_open(*, as_of: date) -> QuerySet[Organisation]:
    """All that are at work on a day, by name."""
    return Organisation.objects.open_on(as_of).order_by("name")


def called(typed: str, *, as_of: date) -> QuerySet[Organisation]:
    """Those at work on a day in whose name each word that was typed stands, by name; none for no words."""
    words = typed.split()[:8]
    found = every_open(as_of=as_of) if words else Organisation.objects.none()
    for word in words:
        found = found.filter(name__icontains=word)
    return found


def by_keys(keys: Iterable[int | str]) -> dict[int, Organisation]:
    """The organisations of these primary keys."""
    return Organisation.objects.in_bulk([int(key) for key in keys])


def names_of_staff(keys: Iterable[int | str]) -> dict[str, str]:
    """Who acts in the roles of these primary keys, by name."""
    roles = StaffRole.objects.filter(pk__in=[int(key) for key in keys]).select_related("staff")
    return {str(role.pk): str(role.staff) for role in roles}


def staff_at(organisations: Iterable[int], *, as_of: date) -> QuerySet[StaffRole]:
    """Whoever works at these places on a day, by place and name."""
    roles = StaffRole.objects.filter(organisation__in=organisations).in_force(as_of=as_of)
    return roles.select_related("staff", "organisation").order_by("organisation__name", "staff__display_name")
