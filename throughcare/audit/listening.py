"""Hears what was done to registers and accounts: the room of organisations lies below and cannot call this one."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from throughcare.audit import actions
from throughcare.organisations.deeds import done
from throughcare.organisations.models import StaffRole


@receiver(done)
def record_deed(*, by: StaffRole, at: datetime, did: str, detail: dict[str, Any], **_: object) -> None:
    actions.record(by=by, at=at, did=did, detail=detail)
