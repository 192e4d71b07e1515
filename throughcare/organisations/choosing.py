"""Which organisations a form may offer: the register is no part of anybody's record, so all staff may read it."""

from datetime import date

from django.db.models import QuerySet

from throughcare.organisations.kinds import filling
from throughcare.organisations.models import Organisation

# Where somebody can live by order of a court or a clinician.
RESIDENTIAL = ("prison", "secure-hospital")


def open_organisations(*parts: str, as_of: date) -> QuerySet[Organisation]:
    """Those at work on a day that may take one of these parts (`prison`, `probation`, ...), by name."""
    kinds = [kind for part in parts for kind in filling(part)]
    return Organisation.objects.open_on(as_of).filter(kind__in=kinds)
