"""What a person says of themselves, of what the law on equality protects. It is asked and never inferred."""

from collections.abc import Mapping
from datetime import date, datetime

from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.codes import code_list
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.organisations.spans import meets
from throughcare.people.dated import locked
from throughcare.people.kinds import CHARACTERISTICS, SAID_BY
from throughcare.people.lives import impossible_span, london_day, room_for, spell_span
from throughcare.people.models import Characteristic, Person

NOTHING_DIFFERS = "Nothing here differs from what is on record."


@verb
def record_characteristics(
    *, person: Person, said: Mapping[str, str], source: str, from_on: date, by: StaffRole, at: datetime
) -> list[Characteristic]:
    """Keeps what a person says of themselves, kind by kind as a code of its list, from a day on.

    What was on record of a kind ends on that day, and stays; what says the same already is left as it is.
    Raises Refused: from_on, source, a kind by its name, or "" where nothing differs.
    """
    person = locked(person)
    refuse_if(_impossible(said, source) | impossible_span(person, from_on, None, at=at))
    rows = [
        Characteristic(
            person=person, kind=kind, code=code, source=source, from_on=from_on, recorded_by=by, recorded_at=at
        )
        for kind, code in said.items()
    ]
    begun = [row for row in rows if _makes_room(row, today=london_day(at))]
    if not begun:
        raise Refused({"": NOTHING_DIFFERS})
    for row in begun:
        row.save(force_insert=True)
    detail = {"kinds": [row.kind for row in begun], "rows": [row.pk for row in begun]}
    audit.record(by=by, at=at, did="recorded-characteristics", person_id=person.pk, detail=detail)
    return begun


def _impossible(said: Mapping[str, str], source: str) -> dict[str, str]:
    reasons = {}
    if source not in SAID_BY:
        reasons["source"] = "Choose one of those in the list."
    for kind, code in said.items():
        if kind not in CHARACTERISTICS:
            reasons[kind] = f"Nobody is asked about “{kind}” here."
        elif code not in code_list(CHARACTERISTICS[kind].codes):
            reasons[kind] = "Choose one of those in the list."
    return reasons


def _makes_room(row: Characteristic, *, today: date) -> bool:
    """Ends what held of this kind; False where that says the same. Raises Refused, by kind, where there is no room."""
    around = row.person.characteristics.filter(meets(row.from_on, None), kind=row.kind)
    room = room_for(around, from_on=row.from_on, until_on=None, today=today)
    if room.clash:
        later = f"Another answer is on record {spell_span(room.clash)}. Say it from that day on, or from a later one."
        raise Refused({row.kind: later})
    if room.closes is None:
        return True
    if (room.closes.code, room.closes.source) == (row.code, row.source):
        return False
    room.closes.until_on = row.from_on
    room.closes.save(update_fields=["until_on"])
    return True
