from django.db import migrations

from throughcare.access.migrations._one_category import granted
from throughcare.access.policies import FLAGS, setting
from throughcare.audit.append_only import APPLICATION

IDENTITY = "'identity-and-location'"
TODAY = f"({setting('as_of')} AT TIME ZONE 'Europe/London')::date"
HOLDS = f"(its.until_on IS NULL OR its.until_on > {TODAY})"
# The owner of the tables asks, whom no policy binds; so the function itself judges whoever acts: who the person is must
# be shown to them, a flag of the category too, and none of its rows. It says yes or no, and nothing of what there is.
# Answers are found by the person's episodes: they have no index by person, and are the largest table but one.
ANYTHING = f"""
    SELECT its.category FROM people_need AS its WHERE its.person_id = asked AND {HOLDS}
    UNION SELECT its.category FROM people_alert AS its WHERE its.person_id = asked AND {HOLDS}
    UNION SELECT its.category FROM people_legalstatus AS its WHERE its.person_id = asked AND {HOLDS}
    UNION SELECT its.category FROM episodes_episode AS mine JOIN episodes_event AS event ON event.episode_id = mine.id
        JOIN episodes_eventdetail AS its ON its.event_id = event.id WHERE mine.person_id = asked
    UNION SELECT 'referral-and-stage' FROM episodes_episode AS its WHERE its.person_id = asked AND its.closed_on IS NULL
"""
FLAGGED = f"""
    CREATE FUNCTION episodes_flags(asked bigint) RETURNS TABLE (category text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $flags$
        SELECT kept.category::text FROM ({ANYTHING}) AS kept
        WHERE {granted("asked", IDENTITY)}
        AND {granted("asked", "kept.category", right=FLAGS)} AND NOT {granted("asked", "kept.category")}
    $flags$;
    REVOKE ALL ON FUNCTION episodes_flags(bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION episodes_flags(bigint) TO {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("episodes", "0006_less_written"), ("access", "0008_own_policies")]
    operations = [migrations.RunSQL(FLAGGED, reverse_sql="DROP FUNCTION episodes_flags(bigint)")]
