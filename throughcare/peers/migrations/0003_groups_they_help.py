from importlib import import_module

from django.db import migrations

from throughcare.access.policies import setting
from throughcare.audit.append_only import APPLICATION

policies = import_module("throughcare.peers.migrations.0002_doors")
# The mentor whose account acts, by the number of their own episode: for rooms that keep something of mentors themselves.
WHO = f"""
    CREATE FUNCTION peers_me() RETURNS TABLE (episode bigint, active boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        WITH me AS ({policies.ME}) SELECT me.episode_id, me.active FROM me
    $told$;
    REVOKE ALL ON FUNCTION peers_me() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION peers_me() TO {APPLICATION};
"""
AHEAD = "interval '28 days'"
# When the groups meet that the mentor who acts helps to lead, while they are active. Nobody who sits in one is named.
GROUPS = f"""
    CREATE FUNCTION peers_groups() RETURNS TABLE (title text, module text, starts_at timestamptz, ends_at timestamptz,
        room text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        WITH me AS ({policies.ME})
        SELECT cohort.title, session.module, session.starts_at, session.ends_at, room.name
        FROM me JOIN care_helper AS its ON its.episode_id = me.episode_id AND its.ended_at IS NULL
        JOIN care_cohort AS cohort ON cohort.id = its.cohort_id
        JOIN care_session AS session ON session.cohort_id = cohort.id AND session.cancelled_at IS NULL
            AND session.ends_at > {setting("as_of")} AND session.starts_at < {setting("as_of")} + {AHEAD}
        JOIN care_room AS room ON room.id = session.room_id
        WHERE me.active
    $told$;
    REVOKE ALL ON FUNCTION peers_groups() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION peers_groups() TO {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("peers", "0002_doors"), ("care", "0004_groups_of_schemes")]
    operations = [policies.made(GROUPS, "peers_groups()"), policies.made(WHO, "peers_me()")]
