from django.db import migrations

from throughcare.access.policies import FLAGS, READS, granted, secured
from throughcare.audit.append_only import APPLICATION, append_only, never_emptied

STAGES, SECURITY = "'referral-and-stage'", "'security-intelligence'"
OF_PEOPLE = ("wait", "membership", "alone", "attendance")
FACTS = ("programmeversion", "seat", "register", "attendance", "regime", "closedday")

# Asked as the owner of the tables, whom no policy binds, so the function itself judges whoever acts: of both people they
# must hold a flag of the category at least. It says that two cannot be in one group, and nothing of why.
APART = f"""
    CREATE FUNCTION care_apart(asked bigint[]) RETURNS TABLE (one bigint, other bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        SELECT its.person_id, its.other_id FROM care_nonassociation AS its
        WHERE its.ended_at IS NULL AND its.person_id < its.other_id
        AND its.person_id = ANY (asked) AND its.other_id = ANY (asked)
        AND {granted("its.person_id", SECURITY, right=FLAGS)} AND {granted("its.other_id", SECURITY, right=FLAGS)}
    $told$;
    REVOKE ALL ON FUNCTION care_apart(bigint[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION care_apart(bigint[]) TO {APPLICATION};
"""
# Of the sessions at a place in some days: by wing, and by reason, how many there were and how many the regime took, with how
# many people each number is about. Nobody is named, and the page leaves small numbers out. The last saving of each register
# counts, and the wing of the day.
LOST = f"""
    CREATE FUNCTION care_lost(asked bigint, first timestamptz, last timestamptz)
    RETURNS TABLE (wing text, reason text, sessions bigint, people bigint, lost bigint, losers bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        WITH said AS (
            SELECT coalesce(unit.name, '') AS wing, its.reason, its.lost_to_regime AS lost, its.person_id
            FROM care_session AS session
            JOIN LATERAL (
                SELECT DISTINCT ON (line.episode_id) line.* FROM care_attendance AS line
                WHERE line.session_id = session.id ORDER BY line.episode_id, line.id DESC
            ) AS its ON true
            LEFT JOIN people_placement AS there ON there.person_id = its.person_id
                AND there.from_on <= (session.starts_at AT TIME ZONE 'Europe/London')::date
                AND (there.until_on IS NULL OR there.until_on > (session.starts_at AT TIME ZONE 'Europe/London')::date)
            LEFT JOIN organisations_unit AS unit ON unit.id = there.unit_id
            WHERE session.place_id = asked AND session.starts_at >= first AND session.starts_at < last
        )
        SELECT wing, reason, count(*), count(DISTINCT person_id), count(*) FILTER (WHERE lost),
            count(DISTINCT person_id) FILTER (WHERE lost)
        FROM said GROUP BY GROUPING SETS ((wing), (reason))
    $told$;
    REVOKE ALL ON FUNCTION care_lost(bigint, timestamptz, timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION care_lost(bigint, timestamptz, timestamptz) TO {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("care", "0001_tables"), ("access", "0011_narrow_doors")]
    operations = [
        *(append_only(f"care_{table}") for table in FACTS),
        *(never_emptied(f"care_{table}") for table in FACTS),
        *(secured(f"care_{table}", category=STAGES) for table in OF_PEOPLE),
        secured("care_nonassociation", category=SECURITY, right=READS),
        secured("care_commitment", category="category"),
        migrations.RunSQL(APART, reverse_sql="DROP FUNCTION care_apart(bigint[])"),
        migrations.RunSQL(LOST, reverse_sql="DROP FUNCTION care_lost(bigint, timestamptz, timestamptz)"),
    ]
