"""Tells the room of worries who taps and about whom, and whose a slip is: it knows no mentors itself."""

from datetime import datetime

from throughcare.organisations.models import Organisation, StaffRole
from throughcare.peers import door
from throughcare.peers.tapping import Both, who_taps, whose_slip
from throughcare.worries.whom import HERE, SCREENS, SLIPS, WHOM, Tapped


def by_tap(staff: StaffRole, reference: str, as_of: datetime) -> Tapped | None:
    """`reference` is the number of a match, or "" for somebody else on the wing."""
    return _tapped(who_taps(staff, reference, as_of))


def by_slip(code: str, organisation: Organisation, as_of: datetime) -> Tapped | None:
    return _tapped(whose_slip(code, organisation, as_of))


def is_here() -> bool:
    return door.own() is not None


def _tapped(both: Both | None) -> Tapped | None:
    return Tapped(*both) if both else None


HERE.append(is_here)
WHOM.append(by_tap)
SLIPS.append(by_slip)
SCREENS.append("mentor_screen")
