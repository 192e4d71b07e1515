from django.db import migrations

from throughcare.access.migrations._one_category import granted, renewed_door
from throughcare.access.policies import READS, renewed, setting
from throughcare.audit.append_only import APPLICATION

IDENTITY = "'identity-and-location'"
# An account of the person's own stands at an organisation and is none of its staff.
OURS = f"(organisation_id = {setting('organisation')} AND {setting('role')} <> 'SU')"
# People are told of an emergency by somebody, when that is safe, and of these categories never.
NEVER = "'security-intelligence', 'victim'"
UNTOLD = f"({setting('role')} <> 'SU' OR NOT access_disclosure.categories::text[] && ARRAY[{NEVER}])"
# The owner of the tables asks, whom no policy binds; so the function itself judges whoever acts, by the door's condition.
TOLD = f"""
    CREATE OR REPLACE FUNCTION access_told(asked bigint)
    RETURNS TABLE (
        organisation text, category text, level text, ground text, starts_at timestamptz, ends_at timestamptz
    )
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        SELECT its.name, held.category, held.level, held.ground, held.starts_at, held.ends_at
        FROM access_grant AS held JOIN organisations_organisation AS its ON its.id = held.organisation_id
        WHERE held.person_id = asked AND held.starts_at <= {setting("as_of")}
        AND (held.ends_at IS NULL OR held.ends_at > {setting("as_of")}) AND held.ground <> 'own'
        AND ({setting("role")} <> 'SU' OR held.ground <> 'break-glass' AND held.category NOT IN ({NEVER}))
        AND {granted("asked", IDENTITY, right=READS)}
    $told$;
    REVOKE ALL ON FUNCTION access_told(bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION access_told(bigint) TO {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0007_own")]
    operations = [
        renewed_door("people_person", person="id", category=IDENTITY),
        renewed_door("people_identifier", category=IDENTITY),
        renewed_door("people_placement", category=IDENTITY),
        renewed_door("people_legalstatus", category="category"),
        renewed_door("people_need", category="category"),
        renewed_door("people_alert", category="category"),
        renewed("access_disclosure", seen=f"{granted('access_disclosure.person_id', IDENTITY)} AND {UNTOLD}"),
        renewed("access_consent", seen=f"{OURS} OR {granted('access_consent.person_id', 'access_consent.category')}"),
        renewed("access_emergency", seen=f"{OURS} AND ({setting('role')} = 'CG' OR by_id = {setting('staff')})"),
        renewed("access_grant", seen=f"{OURS} OR staff_id = {setting('staff')}"),
        migrations.RunSQL(TOLD, reverse_sql=migrations.RunSQL.noop),
    ]
