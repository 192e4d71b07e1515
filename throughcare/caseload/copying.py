"""What a copy of a record holds of supervision: that somebody was talked about, and what was agreed if it may be read.

What was agreed is read by those who took part alone, so that whoever gathers seldom reads it. A function of the
database says on which days there is something, so that no copy passes over it in silence.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection

from throughcare.access.seeing import seen_by
from throughcare.caseload.models import Case, CaseMode, Discussed
from throughcare.caseload.words import CLINICAL
from throughcare.copies import Found, hands_over, leaves_out
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person
from throughcare.telling.phrases import short_day

KEPT_BY_THEM = (
    "What was agreed is read only by those who took part, and is not in this copy: whoever reviews it asks them for it"
)
UNREAD = "SELECT held_on FROM caseload_talked_of(%s) ORDER BY held_on"


@hands_over(Discussed)
def handed_over(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    notes = seen_by(Discussed, staff=staff, as_of=as_of).filter(person=person).select_related("supervision")
    ours = [note for note in notes.order_by("pk") if staff.pk in _took_part(note)]
    for note in ours:
        title = f"Talked about in supervision on {short_day(note.supervision.on)}"
        yield Found(CLINICAL, title, note.agreed or "Nothing was written down", free_text=True)
    with connection.cursor() as cursor:
        cursor.execute(UNREAD, [person.pk])
        for (on,) in cursor.fetchall():
            yield Found(CLINICAL, f"Talked about in supervision on {short_day(on)}", KEPT_BY_THEM, free_text=True)


def _took_part(note: Discussed) -> set[int | None]:
    held = note.supervision
    return {held.supervisee_id, held.supervisor_id, held.lead_id}


leaves_out("It is computed from facts that are handed over", Case, CaseMode)
