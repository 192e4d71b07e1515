"""A session is cancelled before it was held: room and staff are free, and each person's record says who took it.

What the prison or the service cancelled is no absence of the person's. Where the blueprint has a true word for it, it
is a fact of each episode, with a line of a register beside it that a new time is booked from.
"""

from datetime import datetime

from throughcare.access.words import refuse_unknown
from throughcare.audit import actions as audit
from throughcare.care.keeping import refuse_unless_stands, refuse_unless_theirs
from throughcare.care.lines import Line, said_as
from throughcare.care.models import Session
from throughcare.care.recording import judge_each, lock_each, record_judged, stand_each
from throughcare.care.registers import expected, written
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways import from_instant
from throughcare.sessions.words import BECAUSE, CANCELLED_FOR, REGIME


@verb
def cancel(*, session: Session, why: str, lost_to: str = "", by: StaffRole, at: datetime) -> Session:
    """Cancel a session. `lost_to` says what in the regime took it, where it was the regime.

    Raises Refused: why, lost_to.
    """
    held = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    refuse_unless_theirs(held, by)
    refuse_unless_stands(held)
    word = _word(why, lost_to)
    if held.registers.exists():
        raise Refused({"": "Its register is saved: say there who was not there, and why."})
    held.cancelled_at, held.cancelled_by, held.cancelled_for = at, by, why
    held.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_for"])
    held.facilitations.update(stands=False)
    people = _told_to_each(held, Line(word), by=by, at=at) if word else 0
    audit.record(by=by, at=at, did="cancelled-session", detail={"session": held.pk, "why": why, "records": people})
    return held


def _word(why: str, lost_to: str) -> str:
    """The word of a register that says so; none where no word there would be true."""
    refuse_unknown("why", why, CANCELLED_FOR)
    if why == "regime":
        refuse_if({} if lost_to in REGIME else {"lost_to": "Say what in the regime took the session."})
        return lost_to
    refuse_if({"lost_to": "Only where the prison's regime took it."} if lost_to else {})
    return BECAUSE.get(why, "")


def _told_to_each(session: Session, line: Line, *, by: StaffRole, at: datetime) -> int:
    """Record it in each episode that can take it as it stands, and append the lines. In how many it was recorded.

    It happened when it was cancelled, or when the session was to begin, whichever came first.
    """
    episodes = lock_each(expected(session))
    standings, when = stand_each(episodes, at=at), from_instant(min(session.starts_at, at))
    able = {key: one for key, one in standings.items() if line.step_of(session.kind, one)}
    said = {key: saying for key, one in able.items() if (saying := said_as(session, line, one, when))}
    facts, _ = judge_each(said, episodes, standings, by=by, at=at)
    if not facts:
        return 0
    events = {key: event.number for key, event in record_judged(facts, by=by, at=at).items()}
    written(session, None, dict.fromkeys(events, line), episodes, events, by=by, at=at)
    return len(events)
