"""How a request for a copy ends without one: withdrawn, or refused with its reason; and that whoever asked was told.

When a request may be refused, and what is to be said with it, is recalled of UK GDPR, Articles 12(3) to 12(5), and not
confirmed: a data protection officer confirms it before anybody real is refused.
"""

from datetime import datetime

from throughcare.access.breaking import GUARDIAN
from throughcare.access.words import line, refuse_unknown
from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.own.copying import refuse_unless_handled, refuse_unless_open
from throughcare.own.models import Copy, CopyTold, Ending, Extension


@verb
def withdraw(*, copy: Copy, reason: str, says: str, by: StaffRole, at: datetime) -> Ending:
    """End a request because the person wants no copy any more, or it was a mistake. Raises Refused: reason, says."""
    refuse_unless_open(copy, by=by)
    return _ended("withdrawn", copy, reason=reason, says=says, by=by, at=at)


@verb
def refuse(*, copy: Copy, reason: str, says: str, by: StaffRole, at: datetime) -> Ending:
    """Refuse a request that is manifestly unfounded or excessive. For a Guardian. Raises Refused: reason, says."""
    refuse_unless_open(copy, by=by, roles=[GUARDIAN])
    return _ended("refused", copy, reason=reason, says=says, by=by, at=at)


@verb
def record_told(*, copy: Copy, how: str, by: StaffRole, at: datetime) -> CopyTold:
    """That whoever asked has been told of what there is to tell them. Raises Refused: how."""
    refuse_unless_handled(copy, by=by)
    what = to_tell(copy)
    refuse_unknown("how", how, CopyTold.HOW)
    if not what:
        raise Refused({"": "There is nothing to tell: it takes no longer, and it is not refused."})
    if CopyTold.objects.filter(copy=copy, what=what).exists():
        raise Refused({"": "That they were told is on record already."})
    made = CopyTold.objects.create(copy=copy, person_id=copy.person_id, what=what, how=how, by=by, at=at)
    audit.record(by=by, at=at, did="told-of-copy", person_id=copy.person_id, detail={"copy": copy.pk, "what": what})
    return made


def to_tell(copy: Copy) -> str:
    """What whoever asked must be told of now; nothing where it goes its usual way."""
    if Ending.objects.filter(copy=copy).exists():
        return "refusal" if Ending.objects.filter(copy=copy, outcome="refused").exists() else ""
    return "extension" if Extension.objects.filter(copy=copy).exists() else ""


def _ended(outcome: str, copy: Copy, *, reason: str, says: str, by: StaffRole, at: datetime) -> Ending:
    refuse_unknown("reason", reason, Ending.WHY[outcome])
    why = line(says, field="says", missing="Say why.")
    made = Ending.objects.create(
        copy=copy, person_id=copy.person_id, outcome=outcome, reason=reason, says=why, by=by, at=at
    )
    audit.record(by=by, at=at, did=f"{outcome}-copy", person_id=copy.person_id, detail={"copy": copy.pk})
    return made
