"""What happens at the door goes on the audit record: who, when, how; never a password, a code or a key."""

from typing import Any

from django.http import HttpRequest

from throughcare.audit.actions import record
from throughcare.organisations.acting import DOORKEEPER, serving
from throughcare.organisations.models import Staff, StaffRole
from throughcare.web import acting
from throughcare.web.words import london_day


def happened(did: str, *, request: HttpRequest | None, staff: Any, **how: Any) -> None:
    """Records one event. It is theirs in the role they act in, or in the only one they hold; else in none."""
    with serving(DOORKEEPER):
        record(by=_in_role(request, staff), at=acting.now(), did=did, detail={"staff": staff.pk, **how})


def _in_role(request: HttpRequest | None, staff: Staff) -> StaffRole | None:
    acted_in: StaffRole | None = vars(request).get("staff") if request else None
    if acted_in and acted_in.staff_id == staff.pk:
        return acted_in
    held = list(StaffRole._default_manager.filter(staff=staff).in_force(as_of=london_day(acting.now()))[:2])
    return held[0] if len(held) == 1 else None
