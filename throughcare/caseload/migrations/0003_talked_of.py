from django.db import migrations

from throughcare.access.policies import READS, granted, setting
from throughcare.audit.append_only import APPLICATION

CLINICAL = "'clinical'"
# It asks as the owner of the tables, whom no policy binds, and judges whoever acts by the door of clinical notes: on
# which days their own organisation talked of somebody without them, and not a word of what was said.
TALKED_OF = f"""
    CREATE FUNCTION caseload_talked_of(asked bigint) RETURNS TABLE (held_on date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        SELECT held."on" FROM caseload_discussed AS its
        JOIN caseload_supervision AS held ON held.id = its.supervision_id
        JOIN organisations_staffrole AS whose ON whose.id = held.supervisee_id
        WHERE its.person_id = asked AND {granted("asked", CLINICAL, right=READS)}
        AND whose.organisation_id = {setting("organisation")}
        AND {setting("staff")} NOT IN (held.supervisee_id, held.supervisor_id, coalesce(held.lead_id, 0))
    $told$;
    REVOKE ALL ON FUNCTION caseload_talked_of(bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION caseload_talked_of(bigint) TO {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("caseload", "0002_policies")]
    operations = [migrations.RunSQL(TALKED_OF, reverse_sql="DROP FUNCTION caseload_talked_of(bigint)")]
