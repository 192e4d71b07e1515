from django.db import migrations

from throughcare.access.migrations._one_category import granted
from throughcare.access.policies import setting
from throughcare.audit.append_only import APPLICATION
from throughcare.own.looked import LOOKS

IDENTITY = "'identity-and-location'"
# Peer mentors live beside the person: what others looked at is not theirs to know.
SAW = f"({granted('asked', IDENTITY)} AND {setting('role')} <> 'PM')"
SHOWN = ", ".join(f"'{did}'" for did in LOOKS)
# An emergency that nobody has told the person of yet, and in which whoever made this entry was looking.
UNTOLD = """
    SELECT FROM access_emergency AS its WHERE its.person_id = asked AND its.by_id = entry.by_id
    AND entry.at >= its.at AND entry.at < its.ends_at
    AND NOT EXISTS (SELECT FROM access_emergencytold AS told WHERE told.emergency_id = its.id)
"""
# Both ask as the owner of the tables, whom no policy binds, and judge whoever acts by the door's condition.
LOOKED = f"""
    CREATE FUNCTION own_looked(asked bigint)
    RETURNS TABLE (day date, organisation text, role text, did text, times bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        SELECT (entry.at AT TIME ZONE 'Europe/London')::date, its.name, acted.role, entry.did, count(*)
        FROM audit_entry AS entry
        JOIN organisations_staffrole AS acted ON acted.id = entry.by_id
        JOIN organisations_organisation AS its ON its.id = acted.organisation_id
        WHERE entry.person_id = asked AND entry.did IN ({SHOWN}) AND acted.role <> 'SU'
        AND NOT EXISTS ({UNTOLD}) AND {SAW}
        GROUP BY 1, 2, 3, 4 ORDER BY 1 DESC, 2, 3, 4
    $told$;
    REVOKE ALL ON FUNCTION own_looked(bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION own_looked(bigint) TO {APPLICATION};
"""
EMERGENCIES = f"""
    CREATE FUNCTION own_emergencies(asked bigint)
    RETURNS TABLE (
        organisation text, role text, reason text, at timestamptz, ends_at timestamptz, told_at timestamptz,
        finding text
    )
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        SELECT its.name, acted.role, broken.reason, broken.at, broken.ends_at, told.at, found.finding
        FROM access_emergency AS broken
        JOIN access_emergencytold AS told ON told.emergency_id = broken.id
        JOIN organisations_staffrole AS acted ON acted.id = broken.by_id
        JOIN organisations_organisation AS its ON its.id = broken.organisation_id
        LEFT JOIN access_emergencyreview AS found ON found.emergency_id = broken.id
        WHERE broken.person_id = asked AND {SAW}
        ORDER BY broken.at DESC
    $told$;
    REVOKE ALL ON FUNCTION own_emergencies(bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION own_emergencies(bigint) TO {APPLICATION};
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("access", "0008_own_policies"), ("audit", "0002_append_only"), ("episodes", "0005_own_policies")]
    operations = [
        migrations.RunSQL(LOOKED, reverse_sql="DROP FUNCTION own_looked(bigint)"),
        migrations.RunSQL(EMERGENCIES, reverse_sql="DROP FUNCTION own_emergencies(bigint)"),
    ]
