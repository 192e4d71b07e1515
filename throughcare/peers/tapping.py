"""Who passes a worry on, and about whom: the two episodes behind a tap or a slip, for the room that takes worries."""

from datetime import datetime, timedelta

from throughcare.episodes.models import Episode
from throughcare.organisations.acting import RECORDER, by_service
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.peers.models import Match, MentorAccount, Slip
from throughcare.peers.suggesting import lives_at
from throughcare.people.references import as_printed

Both = tuple[Episode, Episode | None]
EPISODE = "episode__service", "episode__person"
A_DAY = timedelta(days=1)


@by_service(RECORDER)
def who_taps(staff: StaffRole, reference: str, as_of: datetime) -> Both | None:
    """The mentor's own episode, and that of the match whose number is the reference; "" is somebody else on the wing.

    None for an account of no mentor who lives here now, or where the match was never theirs, or ended before yesterday:
    the screen of the wing may stand open while whoever is supported moves, and the worry is no less true for that.
    """
    rows = MentorAccount.objects.filter(account=staff.pk, ended_at=None, mentor__open=True)
    held = rows.select_related("mentor__scheme", *(f"mentor__{one}" for one in EPISODE)).first()
    if held is None or not lives_at(held.person_id, held.mentor.scheme.place_id, at=as_of):
        return None
    if not reference:
        return held.mentor.episode, None
    found = _match(reference)
    if found is None or found.mentor_id != held.mentor_id or (found.ended_at and as_of - found.ended_at > A_DAY):
        return None
    return held.mentor.episode, found.mentee.episode


@by_service(RECORDER)
def whose_slip(code: str, organisation: Organisation, _as_of: datetime) -> Both | None:
    """The same of a printed slip, for the scheme's own organisation or the prison; None for any other code."""
    rows = Slip.objects.select_related("match__mentor__scheme__support", "match__mentee__episode__service")
    slip = rows.filter(code=as_printed(code)).first()
    scheme = slip.match.mentor.scheme if slip else None
    if slip is None or scheme is None or organisation.pk not in (scheme.support.organisation_id, scheme.place_id):
        return None
    return slip.match.mentor.episode, slip.match.mentee.episode


def _match(reference: str) -> Match | None:
    if not (reference.isascii() and reference.isdigit() and len(reference) < 19):
        return None
    beside = ("mentor__scheme", *(f"{one}__{part}" for one in ("mentor", "mentee") for part in EPISODE))
    return Match.objects.select_related(*beside).filter(pk=int(reference)).first()
