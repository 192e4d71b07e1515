"""What a copy of a record holds of risk estimates: the figure with its limits, and apart from it what it rests on."""

from collections.abc import Iterator
from datetime import datetime

from throughcare.access.seeing import seen_by
from throughcare.copies import Found, hands_over
from throughcare.estimates.models import RISK, EstimateBasis, RiskEstimate
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person
from throughcare.telling.phrases import short_day


@hands_over(RiskEstimate, EstimateBasis)
def handed_over(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    mine = seen_by(RiskEstimate, staff=staff, as_of=as_of).filter(person=person).select_related("organisation")
    bases = seen_by(EstimateBasis, staff=staff, as_of=as_of).filter(person=person)
    rest_on = {basis.estimate_id: basis for basis in bases}
    corrected = {one.corrects_id for one in mine}
    for one in mine.order_by("pk"):
        replaced = ", corrected by a later one" if one.pk in corrected else ""
        title = f"Risk estimate, {one.get_model_display()}, worked out on {short_day(one.worked_out_on)}{replaced}"
        yield Found(RISK, title, _says(one))
        if one.pk in rest_on:
            answers = (f"{name}: {value}" for name, value in rest_on[one.pk].in_words)
            yield Found(RISK, f"{title}: the answers it rests on", "\n".join(answers))


def _says(one: RiskEstimate) -> str:
    """As the page of estimates says it: never a figure without what it is of."""
    limits = f"This is a {one.figures['meaning']}, and {one.figures['care']}. {one.version}. {one.organisation}"
    return f"{one.figures['plain']}\n{limits}"
