from django.db import migrations

from throughcare.access.migrations._one_category import granted
from throughcare.access.policies import setting
from throughcare.audit.append_only import APPLICATION

# The owner of the tables asks, whom no policy binds; so the function itself judges whoever acts, by the door's condition.
TOLD = f"""
    CREATE FUNCTION access_told(asked bigint)
    RETURNS TABLE (
        organisation text, category text, level text, ground text, starts_at timestamptz, ends_at timestamptz
    )
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        SELECT its.name, held.category, held.level, held.ground, held.starts_at, held.ends_at
        FROM access_grant AS held JOIN organisations_organisation AS its ON its.id = held.organisation_id
        WHERE held.person_id = asked AND held.starts_at <= {setting("as_of")}
        AND (held.ends_at IS NULL OR held.ends_at > {setting("as_of")})
        AND {granted("asked", "'identity-and-location'")}
    $told$;
    REVOKE ALL ON FUNCTION access_told(bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION access_told(bigint) TO {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0004_policies")]
    operations = [migrations.RunSQL(TOLD, reverse_sql="DROP FUNCTION access_told(bigint)")]
