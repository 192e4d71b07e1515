"""What is kept of a bed and of a wait for speed, computed again from the rows that it stands for.

The caller holds the lock of the bed, or of the episode, and writes in the same transaction.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, Q, QuerySet, Value, When

from throughcare.beds.models import Bed, Offer, Parking, Stay, Wait, Withholding
from throughcare.organisations.refusals import Refused
from throughcare.people.lives import london_day
from throughcare.placing.lists import FREE, HELD, OCCUPIED, OFFERED, OUT, STATES

STANDS = """
    SELECT one.id, EXISTS (SELECT FROM beds_stay AS its WHERE its.bed_id = one.id AND its.until_on IS NULL) AS taken,
        coalesce(live.accepted_at IS NOT NULL, false) AS accepted, live.until AS offered_until,
        coalesce(kept.kind, '') AS withheld, kept.expected_on AS withheld_until
    FROM beds_bed AS one
    LEFT JOIN beds_offer AS live ON live.bed_id = one.id AND live.ended_at IS NULL
    LEFT JOIN beds_withholding AS kept ON kept.bed_id = one.id AND kept.until_on IS NULL
"""
KEPT = ("taken", "accepted", "offered_until", "withheld", "withheld_until")
BEDS = f"""
    UPDATE beds_bed AS bed SET {", ".join(f"{column} = so.{column}" for column in KEPT)}
    FROM ({STANDS} WHERE one.id = ANY(%s)) AS so WHERE bed.id = so.id
"""


def refresh_beds(keys: Iterable[int]) -> None:
    """One statement, however many beds."""
    with connection.cursor() as cursor:
        cursor.execute(BEDS, [sorted(keys)])


def refresh_wait(episode_id: int, *, at: datetime) -> None:
    """Whether a bed was accepted for them, and whether they are parked."""
    Wait.objects.filter(episode=episode_id).update(**said_beside(episode_id, at=at))


def said_beside(episode_id: int, *, at: datetime) -> dict[str, Any]:
    """What offers and what was said of the time make of a wait."""
    accepted = Offer.objects.filter(episode=episode_id, ended_at=None, accepted_at__isnull=False).exists()
    parked = Parking.objects.filter(episode=episode_id).order_by("-id").first()
    if parked is not None and parked.until_on <= london_day(at):
        parked = None
    until, reason = (parked.until_on, parked.reason) if parked else (None, "")
    return {"accepted": accepted, "parked_until": until, "parked_for": reason}


def locked_beds(keys: Iterable[int]) -> dict[int, Bed]:
    """The beds, to oneself until the transaction ends; always in one order, so that nobody waits in a circle."""
    found = Bed.objects.filter(pk__in=sorted(keys)).order_by("pk").select_for_update(of=("self",))
    return {bed.pk: bed for bed in found.select_related("ward__unit__organisation")}


def in_state(as_of: datetime) -> Case:
    """How a bed stands at an instant, in the database: see `state_of`."""
    return Case(
        When(taken=True, then=Value(OCCUPIED)),
        When(withheld=OUT, then=Value(OUT)),
        When(withheld=HELD, withheld_until__gte=london_day(as_of), then=Value(HELD)),
        When(Q(accepted=True) | Q(offered_until__gt=as_of), then=Value(OFFERED)),
        default=Value(FREE),
        output_field=CharField(),
    )


def state_of(bed: Bed, *, as_of: datetime) -> str:
    """How a bed stands at an instant. A hold and an offer that have run out hold nothing."""
    if bed.taken:
        return OCCUPIED
    if bed.withheld == OUT or (bed.withheld == HELD and _not_over(bed.withheld_until, london_day(as_of))):
        return bed.withheld
    offered = bed.accepted or (bed.offered_until is not None and bed.offered_until > as_of)
    return OFFERED if offered else FREE


def free_beds(as_of: datetime) -> QuerySet[Bed]:
    """Those that may be offered now, in wards that are open."""
    return Bed.objects.filter(ward__closed=False).annotate(state=in_state(as_of)).filter(state=FREE)


def refuse_unless_free(bed: Bed, *, at: datetime) -> None:
    """Raises Refused, field bed, with how it stands."""
    state = state_of(bed, as_of=at)
    if state != FREE:
        raise Refused({"bed": f"{bed} on {bed.ward} is not free: {STATES[state].lower()}. Choose another."})


def live_offers(at: datetime) -> QuerySet[Offer]:
    """Those that keep a bed: one on which nobody decided in time does not, even before the job has ended it."""
    return Offer.objects.filter(ended_at=None).exclude(accepted_at=None, until__lte=at)


def in_bed_now(ward_id: int) -> QuerySet[Stay]:
    return Stay.objects.filter(bed__ward=ward_id, until_on=None)


def withheld_now(bed: Bed) -> Withholding | None:
    return Withholding.objects.filter(bed=bed, until_on=None).first()


def _not_over(until: date | None, day: date) -> bool:
    return until is not None and until >= day
