"""Verbs of places where sessions are held: their rooms, the hours of their regime, days on which they are closed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from throughcare.access.words import line, refuse_unknown
from throughcare.audit import actions as audit
from throughcare.care.keeping import COORDINATES, keeps_place, place_of, reason, refuse_unless_place, year_of
from throughcare.care.models import ClosedDay, Regime, Room
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole, Unit
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.sessions.words import ROOM_NEEDS

A_DAY = 24 * 60


@verb
def add_room(
    *, place: Organisation, name: str, holds: int, needs: str, unit: Unit | None = None, by: StaffRole, at: datetime
) -> Room:
    """Put a room of a place, or of one of its wings, on its list. Raises Refused: name, holds, needs, unit."""
    _refuse_unless_rooms(place, by)
    _refuse_strange_wing(unit, place)
    called = line(name, field="name", most=60, missing="Give the room a name.")
    refuse_unknown("needs", needs, ROOM_NEEDS)
    refuse_if({} if 1 <= holds <= 500 else {"holds": "A room holds between 1 and 500 people."})
    if Room.objects.filter(place=place, name=called).exists():
        raise Refused({"name": f"There is a room “{called}” already."})
    made = Room.objects.create(place=place, unit=unit, name=called, holds=holds, needs=needs, by=by, at=at)
    audit.record(by=by, at=at, did="added-room", detail={"room": made.pk})
    return made


def _refuse_unless_rooms(place: Organisation, by: StaffRole) -> None:
    """Rooms are added by those who keep the place, and by coordinators of a mentor scheme that is part of it."""
    part = by.role == COORDINATES and place_of(by.organisation).pk == place.pk
    if not (part or keeps_place(place.pk, by)):
        raise Refused({"": "Only those who work at this place say which rooms it has."})


def _refuse_strange_wing(unit: Unit | None, place: Organisation) -> None:
    strange = unit is not None and unit.organisation_id != place.pk
    refuse_if({"unit": "Choose a wing of this place."} if strange else {})


@verb
def say_regime(
    *,
    place: Organisation,
    unit: Unit | None,
    hours: Mapping[int, Sequence[tuple[int, int]]],
    by: StaffRole,
    at: datetime,
) -> Regime:
    """Say when people can be moved about a place; of a wing, when it is unlocked. What was said before stays on record.

    `hours` are minutes of the day by day of the week, Monday 0. Raises Refused: hours, unit.
    """
    refuse_unless_place(place.pk, by)
    _refuse_strange_wing(unit, place)
    for times in hours.values():
        ends = [0]
        for opens, closes in times:
            if not ends[-1] <= opens < closes <= A_DAY:
                raise Refused({"hours": "The times of a day follow one another, each from earlier to later."})
            ends.append(closes)
    said = {str(day): [list(pair) for pair in times] for day, times in hours.items()}
    made = Regime.objects.create(place=place, unit=unit, hours=said, by=by, at=at)
    audit.record(by=by, at=at, did="said-regime", detail={"place": place.pk, "unit": unit.pk if unit else None})
    return made


@verb
def close_day(
    *, place: Organisation, on: date, says: str, closed: bool = True, by: StaffRole, at: datetime
) -> ClosedDay:
    """Say that a place has no sessions on a day; or, with `closed` false, that it has. Raises Refused: on, says."""
    refuse_unless_place(place.pk, by)
    why = reason(says, field="says", missing="Say why.")
    refuse_if({} if year_of(on) else {"on": "Check the year."})
    made = ClosedDay.objects.create(place=place, on=on, closed=closed, says=why, by=by, at=at)
    audit.record(by=by, at=at, did="closed-day", detail={"place": place.pk, "on": on.isoformat(), "closed": closed})
    return made
