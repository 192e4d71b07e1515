"""Whether what is kept twice in the tables of care says the same twice: for `throughcare check`."""

from collections.abc import Iterator

from django.db import connection

# What may never be -> a question that brings the row and what it is called, for each that is.
WRONG = {
    "{1}: a facilitator of session {0} is kept at other times than the session, or stands though it is cancelled.": """
        SELECT session.id, place.name FROM care_facilitation AS its
        JOIN care_session AS session ON session.id = its.session_id
        JOIN organisations_organisation AS place ON place.id = session.place_id
        WHERE (its.starts_at, its.ends_at, its.stands)
            IS DISTINCT FROM (session.starts_at, session.ends_at, session.cancelled_at IS NULL)
    """,
    "{1}: group {0} does not have as many seats as places.": """
        SELECT its.id, its.title FROM care_cohort AS its
        WHERE its.places <> (SELECT count(*) FROM care_seat AS seat WHERE seat.cohort_id = its.id)
    """,
    "{1}: somebody in group {0} has a seat of another group.": """
        SELECT its.cohort_id, cohort.title FROM care_membership AS its JOIN care_seat AS seat ON seat.id = its.seat_id
        JOIN care_cohort AS cohort ON cohort.id = its.cohort_id WHERE seat.cohort_id <> its.cohort_id
    """,
    "{1}: session {0} is neither a group's nor with anybody.": """
        SELECT its.id, place.name FROM care_session AS its
        JOIN organisations_organisation AS place ON place.id = its.place_id
        WHERE its.cohort_id IS NULL AND NOT EXISTS (SELECT FROM care_alone AS alone WHERE alone.session_id = its.id)
    """,
    "{1}: the register of session {0} says of somebody what no fact of their episode does.": """
        SELECT DISTINCT its.session_id, episode.reference FROM care_attendance AS its
        JOIN episodes_episode AS episode ON episode.id = its.episode_id
        WHERE its.event IS NOT NULL AND NOT EXISTS (SELECT FROM episodes_event AS event
            WHERE event.episode_id = its.episode_id AND event.number = its.event)
    """,
    "{1}: somebody waits for, is in or was at group or programme {0}, in a category that is not its own.": """
        SELECT DISTINCT programme.id, programme.title FROM care_programme AS programme
        LEFT JOIN care_wait AS waits ON waits.programme_id = programme.id
        LEFT JOIN care_membership AS place ON place.wait_id = waits.id
        LEFT JOIN care_attendance AS line ON line.episode_id = place.episode_id AND line.session_id IN (
            SELECT id FROM care_session AS session WHERE session.cohort_id = place.cohort_id)
        WHERE (programme.kind = 'treatment') <> ANY (ARRAY[waits.category = 'referral-and-stage',
            place.category = 'referral-and-stage', line.category = 'referral-and-stage'])
    """,
    "{1}: session {0} is of another kind than its programme.": """
        SELECT session.id, programme.title FROM care_session AS session
        JOIN care_cohort AS cohort ON cohort.id = session.cohort_id
        JOIN care_programmeversion AS version ON version.id = cohort.version_id
        JOIN care_programme AS programme ON programme.id = version.programme_id WHERE programme.kind <> session.kind
    """,
    "{1}: two must not meet, and it is said of one of them alone ({0}).": """
        SELECT its.id, person.reference FROM care_nonassociation AS its
        JOIN people_person AS person ON person.id = its.person_id
        WHERE its.ended_at IS NULL AND NOT EXISTS (SELECT FROM care_nonassociation AS other
            WHERE other.person_id = its.other_id AND other.other_id = its.person_id AND other.ended_at IS NULL)
    """,
    "{1}: still has a place or waits (episode {0}), although the episode has ended.": """
        SELECT episode.id, episode.reference FROM episodes_episode AS episode WHERE episode.closed_on IS NOT NULL AND (
            EXISTS (SELECT FROM care_wait AS its WHERE its.episode_id = episode.id AND its.ended_at IS NULL)
            OR EXISTS (SELECT FROM care_membership AS its WHERE its.episode_id = episode.id AND its.ended_at IS NULL))
    """,
}


def faults() -> Iterator[str]:
    """A sentence for each fault found in the tables of care; none when all is as it must be."""
    with connection.cursor() as cursor:
        for says, sql in WRONG.items():
            cursor.execute(f"{sql} ORDER BY 1")
            for row in cursor.fetchall():
                yield says.format(*row)
