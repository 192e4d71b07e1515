"""One form, one deed: however often it is sent, and whenever the power goes."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from throughcare.audit.models import Submission
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused

TAKE = """
    INSERT INTO audit_submission (key, at, by_id, did, person_id, episode_id) VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT DO NOTHING
"""
SENT_BEFORE = (
    "This form was sent before, for something else. Look at what is on record; if this is not there, send it again."
)


def once(
    key: UUID | None,
    *,
    did: str,
    by: StaffRole,
    at: datetime,
    person_id: int | None = None,
    episode_id: int | None = None,
) -> Submission | None:
    """The earlier submission of this key, if there was one; else the key is taken and None comes back.

    Call it first in the deed's transaction, so that a refusal gives the key back; a twin waits here for the first.
    Raises Refused when the key was used for something else, by somebody else or about another person or episode.
    """
    if key is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [key, at, by.pk, did, person_id, episode_id])
        if cursor.rowcount == 1:
            return None
    earlier = Submission.objects.get(key=key)
    elsewhere = person_id not in (None, earlier.person_id) or episode_id not in (None, earlier.episode_id)
    if elsewhere or earlier.by_id != by.pk or earlier.did != did:
        raise Refused({"": SENT_BEFORE})
    return earlier


def did(key: UUID | None, *, person_id: int | None, episode_id: int | None = None) -> None:
    """Note what a submission led to, where that was not known before."""
    if key is not None:
        Submission.objects.filter(key=key).update(person_id=person_id, episode_id=episode_id)
