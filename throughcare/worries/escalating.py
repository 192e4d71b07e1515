"""Others are told of a worry that nobody acknowledged in time: each once, the duty manager last. Only time does it."""

from datetime import datetime
from functools import partial

from throughcare.audit import actions as audit
from throughcare.organisations.acting import CLOCK_KEEPER, serving, verb
from throughcare.organisations.in_turn import in_turn
from throughcare.organisations.keeper import refuse_staff
from throughcare.organisations.models import StaffRole
from throughcare.responses.words import ESCALATED
from throughcare.worries.models import Worry, WorryEntry, WorryLine
from throughcare.worries.raising import lines
from throughcare.worries.setting import chain, watch_of

# The newest first: of the older ones it is on record long since who was told.
AT_ONCE = 500


def escalate_all(*, by: StaffRole, at: datetime) -> int:
    """Tell the next ones of every worry that nobody has acknowledged; how many were told.

    One that cannot be sent up keeps no other from it: what stood against it is raised at the end.
    """
    refuse_staff(by)
    with serving(CLOCK_KEEPER):
        waiting = WorryLine.objects.filter(acknowledged_at=None, closed_at=None, from_at__lte=at)
        due = list(waiting.order_by("-worry_id").values_list("worry", flat=True).distinct()[:AT_ONCE])
    return sum(in_turn(partial(_escalate, by=by, at=at), due))


@verb
def _escalate(key: int, *, by: StaffRole, at: datetime) -> int:
    """Whose instant has come is told, and so is whoever has come on call since the worry was raised."""
    held = list(WorryLine.objects.select_for_update().filter(worry=key).order_by("pk"))
    if any(one.acknowledged_at or one.closed_at for one in held):
        return 0
    worry = Worry.objects.select_related("service", "place", "unit", "by__staff").get(pk=key)
    on_lists = {(one.organisation_id, one.title) for one in held}
    rungs = chain(worry.service, worry.place, watch_of(worry.service), raised_at=worry.at, as_of=at)
    missing = [one for one in rungs if one.at <= at and (one.organisation, one.title) not in on_lists]
    held += [_added(line, held[0], at) for line in lines(worry, missing)]
    due = [one for one in held if one.from_at <= at and not one.told]
    for one in due:
        WorryEntry.objects.create(
            worry=worry, person_id=one.person_id, kind=ESCALATED, told_id=one.organisation_id, told_as=one.title,
            by=by, at=at,
        )  # fmt: skip
        detail = {"worry": worry.pk, "told": one.organisation_id}
        audit.record(by=by, at=at, did=f"{ESCALATED}-worry", person_id=one.person_id, detail=detail)
    WorryLine.objects.filter(pk__in=[one.pk for one in due]).update(told=True)
    return len(due)


def _added(line: WorryLine, beside: WorryLine, at: datetime) -> WorryLine:
    """A line of somebody who is on call only now: whom it is about may have been said meanwhile."""
    line.person_id, line.from_at, line.told = beside.person_id, at, False
    line.save(force_insert=True)
    return line
