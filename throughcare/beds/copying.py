"""What a copy of a record holds of beds: what was said of a need, what was offered and decided, where somebody was."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from throughcare.access.seeing import seen_by
from throughcare.beds.models import Bed, BedNeed, LostDays, Offer, OfferDecision, Parking, Stay, Wait
from throughcare.copies import Found, hands_over, leaves_out
from throughcare.organisations.models import StaffRole
from throughcare.pathways.moments import spell_instant
from throughcare.people.lives import london_day
from throughcare.people.models import Person
from throughcare.placing.lists import MEETS, SPECIALTIES
from throughcare.sharing import STAGES
from throughcare.telling.phrases import listed, short_day, span

OF_A_BED = ("bed__ward__unit__organisation",)


@hands_over(BedNeed, Parking, Stay, Offer, OfferDecision)
def handed_over(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    mine = partial(seen_by, staff=staff, as_of=as_of)
    for need in mine(BedNeed).filter(person=person).order_by("pk"):
        must = [SPECIALTIES[need.specialty].title if need.specialty else "", *(MEETS[one] for one in need.meets)]
        title = f"What a bed for you must have, said on {short_day(london_day(need.at))}"
        yield Found(STAGES, title, listed(filter(None, must)) or "Nothing more than the facts say")
    for parked in mine(Parking).filter(person=person).order_by("pk"):
        title = f"No bed was looked for until {short_day(parked.until_on)}"
        yield Found(STAGES, title, f"{parked.get_reason_display()}. {parked.says}".rstrip(". "), bool(parked.says))
    for stay in mine(Stay).filter(person=person).select_related(*OF_A_BED).order_by("pk"):
        ready = f"Ready to leave since {short_day(stay.ready_on)}" if stay.ready_on else ""
        yield Found(STAGES, f"In a bed of {_at(stay.bed)}, {span(stay.from_on, stay.until_on)}", ready)
    offers = mine(Offer).filter(person=person).select_related(*OF_A_BED).order_by("pk")
    for offer in offers.prefetch_related("decisions"):
        decided = [_decision(one) for one in offer.decisions.all()]
        ended = f"{offer.get_ended_display()}. {offer.because}".strip(" .")
        title = f"A bed of {_at(offer.bed)} offered on {spell_instant(offer.at)}"
        yield Found(STAGES, title, "\n".join(filter(None, [*decided, ended])), free_text=True)


def _at(bed: Bed) -> str:
    return f"{bed.ward.unit.organisation}, {bed.ward.unit.name}"


def _decision(one: OfferDecision) -> str:
    answer = "yes" if one.yes else "no"
    return f"{one.get_decision_display()}: {answer}. {one.says}".rstrip(". ")


leaves_out("It is computed from facts that are handed over", Wait, LostDays)
