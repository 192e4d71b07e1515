"""What was done to a register or an account, told in the same transaction to whoever keeps the audit.

The audit stands above this room and so cannot be called from here: it listens. A listener is called with
`by` (the acting StaffRole), `at` (an aware datetime), `did` (such as `added-unit`) and `detail` (plain JSON).
"""

from datetime import datetime

from django.dispatch import Signal

from throughcare.organisations.models import StaffRole

done = Signal()


def tell(*, by: StaffRole, at: datetime, did: str, detail: dict[str, object]) -> None:
    done.send(sender=StaffRole, by=by, at=at, did=did, detail=detail)
