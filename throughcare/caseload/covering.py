"""Who is away and who covers. The lead stays on record: cover shows a colleague what waits, and opens nothing.

Whoever is away is booked for no session: `care` asks here for the days, and they are kept nowhere else.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from throughcare.access.words import refuse_unknown
from throughcare.audit import actions as audit
from throughcare.care.absences import KEPT_ABOVE, Gone, in_calendar, spelled
from throughcare.caseload.members import refuse_strangers, refuse_unless_theirs
from throughcare.caseload.models import Absence
from throughcare.caseload.words import AWAY_FOR, LONGEST_AWAY
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.organisations.spans import meets
from throughcare.pathways import spell_day
from throughcare.pathways.moments import LONDON
from throughcare.people.lives import london_day

A_YEAR = timedelta(days=LONGEST_AWAY)


@verb
def record_absence(
    *, whose: StaffRole, from_on: date, back_on: date, covered_by: StaffRole, why: str, by: StaffRole, at: datetime
) -> Absence:
    """Somebody is away from a day until the day they are back, and a colleague covers.

    Raises Refused: whose, from_on, back_on, covered_by, why; with "" for whoever is not of the team.
    """
    refuse_unless_theirs(whose.organisation_id, by=by, at=at)
    refuse_strangers(at, whose=whose, covered_by=covered_by)
    refuse_unknown("why", why, AWAY_FOR)
    refuse_if(_days(from_on, back_on, today=london_day(at)))
    if whose.pk == covered_by.pk:
        raise Refused({"covered_by": "Somebody else has to cover."})
    _lock(whose, covered_by)
    refuse_if(_meets(whose, covered_by, from_on, back_on) or _said_already(whose, from_on, back_on))
    made = Absence.objects.create(
        whose=whose, covered_by=covered_by, from_on=from_on, until_on=back_on, why=why, by=by, at=at
    )
    detail = {"absence": made.pk, "whose": whose.pk, "covered_by": covered_by.pk}
    audit.record(by=by, at=at, did="recorded-absence", detail=detail)
    return made


@verb
def end_absence(*, absence: Absence, back_on: date, by: StaffRole, at: datetime) -> Absence:
    """Somebody is back before the day that was said. Raises Refused: back_on; with "" where it has ended already."""
    refuse_unless_theirs(absence.whose.organisation_id, by=by, at=at)
    _lock(absence.whose)
    absence.refresh_from_db()
    if absence.ended_at is not None:
        raise Refused({"": "This was ended early already. Record another absence instead."})
    if absence.until_on is None or not absence.from_on <= back_on < absence.until_on:
        until = absence.until_on or absence.from_on
        says = f"Choose a day from {spell_day(absence.from_on)} to the day before {spell_day(until)}."
        raise Refused({"back_on": says})
    absence.until_on, absence.ended_by, absence.ended_at = back_on, by, at
    absence.save(update_fields=["until_on", "ended_by", "ended_at"])
    audit.record(by=by, at=at, did="ended-absence", detail={"absence": absence.pk})
    return absence


def _days(from_on: date, back_on: date, *, today: date) -> dict[str, str]:
    if back_on <= from_on:
        return {"back_on": "The day of being back comes after the first day away."}
    if not today - A_YEAR <= from_on <= today + A_YEAR:
        return {"from_on": "Choose a day within a year of today."}
    return {"back_on": "That is more than a year: name another lead instead."} if back_on - from_on > A_YEAR else {}


def _meets(whose: StaffRole, cover: StaffRole, from_on: date, back_on: date) -> dict[str, str]:
    """Why these days cannot be, by field: one is away once at a time, and nobody covers who is away themselves."""
    then = Absence.objects.filter(meets(from_on, back_on)).select_related("whose__staff", "covered_by__staff")
    reasons: dict[str, str] = {}
    for one in then.filter(whose__in=[whose, cover]).order_by("-pk"):
        until = spell_day(one.until_on or one.from_on)
        says = f"{one.whose.staff} is away from {spell_day(one.from_on)}, back on {until}"
        if one.whose_id == whose.pk:
            reasons["from_on"] = f"{says}, and {one.covered_by.staff} covers."
        else:
            reasons["covered_by"] = f"{says}. Choose somebody who is there."
    for one in then.filter(covered_by=whose).order_by("-pk"):
        reasons["whose"] = f"{whose.staff} covers for {one.whose.staff} then. Name another cover for that first."
    return reasons


def _said_already(whose: StaffRole, from_on: date, back_on: date) -> dict[str, str]:
    """Nobody's absence is said twice: the hours that the calendar has are taken back first."""
    hours = in_calendar([whose.staff_id], _midnight(from_on), _midnight(back_on))
    says = "The calendar has {} away {}. Say there first that they are there after all."
    return {"from_on": says.format(whose.staff, spelled(hours[0]))} if hours else {}


def days_away(staff: Sequence[int], first: datetime, last: datetime) -> Iterator[Gone]:
    """The days, from midnight to midnight, that these accounts are away and a colleague covers: see `KEPT_ABOVE`."""
    then = Absence.objects.filter(
        meets(london_day(first), london_day(last) + timedelta(days=1)), whose__staff__in=staff
    )
    for whose, from_on, until_on in then.values_list("whose__staff", "from_on", "until_on"):
        found = Gone(whose, _midnight(from_on), _midnight(until_on or from_on))
        if found.starts_at < last and found.ends_at > first:
            yield found


KEPT_ABOVE.append(days_away)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)


def _lock(*roles: StaffRole) -> None:
    """To oneself until the transaction ends, in one order: two who record at once would not see each other."""
    list(StaffRole.objects.select_for_update(of=("self",)).filter(pk__in={role.pk for role in roles}).order_by("pk"))
