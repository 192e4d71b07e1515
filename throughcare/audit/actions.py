"""Recording what was done or seen, and sealing it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from throughcare.audit import hourly
from throughcare.audit.models import Seal, Unsealed, Verification
from throughcare.audit.sealing import FIRST_ROOT, entries_of, root_over
from throughcare.organisations.acting import CHECKER, SEALER, by_service
from throughcare.organisations.models import StaffRole

BATCH = 1000
APPEND = """
    INSERT INTO audit_entry (at, by_id, did, person_id, episode_id, ground, detail) VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
APPEND_EACH = """
    INSERT INTO audit_entry (at, by_id, did, person_id, episode_id, ground, detail)
    SELECT at, by_id, did, person_id, episode_id, ground, detail FROM jsonb_populate_recordset(NULL::audit_entry, %s)
"""
# Any number that nothing else locks.
SEALING = 7_410_001


def record(
    *,
    by: StaffRole | None,
    at: datetime,
    did: str,
    person_id: int | None = None,
    episode_id: int | None = None,
    ground: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Append one entry. Call it inside the transaction of what it records, so that both stand or neither.

    Whoever appends an entry need not be able to read it, so nothing of it is asked back.
    """
    with connection.cursor() as cursor:
        said = [at, by.pk if by else None, did, person_id, episode_id, ground, json.dumps(detail or {})]
        cursor.execute(APPEND, said)


@dataclass(frozen=True, slots=True)
class Entry:
    """What `record` is told of one deed, for `record_each`."""

    by: StaffRole | None
    at: datetime
    did: str
    person_id: int | None = None
    episode_id: int | None = None
    ground: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


def record_each(entries: Sequence[Entry]) -> None:
    """Append several entries in one statement, as `record` does one."""
    if len(entries) == 1:
        (one,) = entries
        record(
            by=one.by, at=one.at, did=one.did, person_id=one.person_id, episode_id=one.episode_id, ground=one.ground,
            detail=one.detail,
        )  # fmt: skip
        return
    rows = [
        {"at": one.at, "by_id": one.by.pk if one.by else None, "did": one.did, "person_id": one.person_id,
         "episode_id": one.episode_id, "ground": one.ground, "detail": one.detail}
        for one in entries
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(APPEND_EACH, [json.dumps(rows, default=str)])


@by_service(SEALER)
def seal(*, at: datetime) -> Seal | None:
    """Seal up to a thousand entries that have no seal yet, oldest first; None when there are none.

    One worker seals at a time; the lock goes with the transaction. Rows are not locked, because the application has no
    right to change a seal.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING])
    last = Seal.objects.order_by("-number").first()
    ids = sorted(Unsealed.objects.order_by("entry_id").values_list("entry_id", flat=True)[:BATCH])
    if not ids:
        return None
    previous = last.root if last else FIRST_ROOT
    made = Seal.objects.create(
        number=last.number + 1 if last else 1,
        sealed_at=at,
        entries=ids,
        previous=previous,
        root=root_over(previous, entries_of(ids)),
    )
    Unsealed.objects.filter(entry_id__in=ids).delete()
    return made


@by_service(CHECKER)
def verify(*, at: datetime) -> Verification:
    """Look at what is new of the chain and at some of the old, and keep what was found, so that a page can say so."""
    looked = hourly.look(Verification.objects.first())
    looked.at = at
    looked.save(force_insert=True)
    return looked
