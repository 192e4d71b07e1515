"""Who a worry may be about that came with a first name and a wing, among those whom staff see anyway."""

from datetime import datetime

from django.db.models import Q

from throughcare.access.seeing import seen_by
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.organisations.spans import holds_on
from throughcare.people.lives import london_day
from throughcare.people.models import Person, Placement
from throughcare.worries.models import Worry
from throughcare.worries.words import SOMEBODY_ELSE

MOST = 30


def likely(worry: Worry, *, by: StaffRole, at: datetime) -> list[Person]:
    """Those who live on the wing now, if one was said, and are called so. One question, or none without a place."""
    if worry.place_id is None:
        return []
    here = Placement.objects.filter(holds_on(london_day(at)), organisation=worry.place_id)
    if worry.unit_id is not None:
        here = here.filter(unit=worry.unit_id)
    called = Q()
    if worry.first_name != SOMEBODY_ELSE:
        called = Q(given_names__istartswith=worry.first_name) | Q(known_as__istartswith=worry.first_name)
    seen = seen_by(Person, staff=by, as_of=at).filter(called, pk__in=here.values("person"))
    return list(seen.order_by("given_names", "family_name", "pk")[:MOST])


def theirs(worry: Worry, *, key: str, reference: str, by: StaffRole, at: datetime) -> Person:
    """The person who was chosen among those, or whose number was typed. Raises Refused: person, reference."""
    if key and reference.strip():
        raise Refused({"reference": "Choose a name or give a number, not both."})
    if not key and not reference.strip():
        raise Refused({"person": "Choose who it is, or give the number of their record."})
    if key:
        found = next((one for one in likely(worry, by=by, at=at) if str(one.pk) == key), None)
        missing = {"person": "They are not among those any more: look again."}
    else:
        seen = seen_by(Person, staff=by, as_of=at)
        found = seen.filter(reference=reference.strip().upper()).first()
        missing = {"reference": "You see nobody of this number."}
    if found is None:
        raise Refused(missing)
    return found
