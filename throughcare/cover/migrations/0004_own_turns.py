from django.db import migrations

from throughcare.access.policies import setting
from throughcare.audit.append_only import APPLICATION

# The turns of the mentor who acts that stand and are not over. `peers_me` judges whoever acts, and takes no argument.
TURNS = f"""
    CREATE FUNCTION cover_own_turns() RETURNS TABLE (number bigint, wing text, starts_at timestamptz, ends_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        SELECT its.id, unit.name, its.starts_at, its.ends_at FROM peers_me() AS me
        JOIN cover_duty AS its ON its.episode_id = me.episode AND its.ended_at IS NULL
            AND its.ends_at > {setting("as_of")}
        JOIN organisations_unit AS unit ON unit.id = its.unit_id
        WHERE me.active
    $told$;
    REVOKE ALL ON FUNCTION cover_own_turns() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION cover_own_turns() TO {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("cover", "0003_listeners"), ("peers", "0003_groups_they_help")]
    operations = [migrations.RunSQL(TURNS, reverse_sql="DROP FUNCTION cover_own_turns()")]
