"""Whether what is kept of a scheme says what the facts do: for `throughcare check`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection

from throughcare.episodes.recording import stands
from throughcare.peers.keeping import full_mentee_row, full_mentor_row
from throughcare.peers.models import Mentee, Mentor

# What may never be -> a question that brings the row and what it is called, for each that is.
WRONG = {
    "{1}: match {0} is live, although the mentor is not active.": """
        SELECT its.id, episode.reference FROM peers_match AS its
        JOIN peers_mentor AS mentor ON mentor.id = its.mentor_id
        JOIN episodes_episode AS episode ON episode.id = mentor.episode_id
        WHERE its.ended_at IS NULL AND NOT mentor.active
    """,
    "{1}: match {0} is live, although whoever is supported waits, or support has ended.": """
        SELECT its.id, episode.reference FROM peers_match AS its
        JOIN peers_mentee AS mentee ON mentee.id = its.mentee_id
        JOIN episodes_episode AS episode ON episode.id = mentee.episode_id
        WHERE its.ended_at IS NULL AND (mentee.waits OR NOT mentee.open)
    """,
    "{1}: contact {0} is a fact that the episode does not have.": """
        SELECT its.id, episode.reference FROM peers_contact AS its
        JOIN peers_mentee AS mentee ON mentee.id = its.mentee_id
        JOIN episodes_episode AS episode ON episode.id = mentee.episode_id
        WHERE NOT EXISTS (SELECT FROM episodes_event AS event
            WHERE event.episode_id = mentee.episode_id AND event.number = its.event)
    """,
}


def faults(*, as_of: datetime) -> Iterator[str]:
    """A sentence for each fault found; none when all is as it must be."""
    for kept in Mentor.objects.select_related("episode__service").order_by("pk").iterator(chunk_size=500):
        yield from _differs(kept, full_mentor_row(kept.episode, stands(kept.episode, at=as_of).course))
    for row in Mentee.objects.select_related("episode__service").order_by("pk").iterator(chunk_size=500):
        yield from _differs(row, full_mentee_row(row.episode, stands(row.episode, at=as_of).course))
    with connection.cursor() as cursor:
        for says, sql in WRONG.items():
            cursor.execute(f"{sql} ORDER BY 1")
            yield from (says.format(*row) for row in cursor.fetchall())


def _differs(kept: Mentor | Mentee, said: Any) -> Iterator[str]:
    wrong = [name for name, value in said.items() if getattr(kept, name) != value]
    if wrong:
        yield f"{kept.episode.reference}: what the scheme keeps is not what the facts say ({', '.join(wrong)})."
