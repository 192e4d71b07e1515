from django.db import migrations

from throughcare.access.parts import AUDIT, SERVICES, readers, writers
from throughcare.access.migrations._one_category import granted
from throughcare.access.policies import READS, serves, setting
from throughcare.audit.append_only import APPLICATION, never_emptied

FACTS = ("consent", "disclosure", "emergency", "emergencyreview", "emergencytold", "signoff")
GUARDIAN = f"{setting('role')} = 'CG'"
# What members of one's own organisation did, in whichever role they had there.
OURS = f"""by_id IN (
    SELECT held.id FROM organisations_staffrole AS held WHERE held.organisation_id = {setting("organisation")})"""
# Whoever acts writes in their own name, a verb of theirs too; while nobody acts, a named service writes. Of those who
# come in and go, the door says it: they act as nobody yet.
OWN_NAME = f"""(by_id = {setting("staff")} OR ({setting("staff")} IS NULL AND {serves(list(SERVICES))})
    OR {serves(["doorkeeper"])})"""
POLICIES = f"""
    DROP POLICY appended ON audit_entry;
    DROP POLICY kept ON audit_entry;
    DROP POLICY seen ON audit_entry;
    CREATE POLICY seen ON audit_entry FOR SELECT TO {APPLICATION}
        USING (({GUARDIAN} AND {OURS}) OR {serves(readers(AUDIT) + writers(AUDIT))});
    CREATE POLICY appended ON audit_entry FOR INSERT TO {APPLICATION} WITH CHECK ({OWN_NAME});
"""
BEFORE = f"""
    DROP POLICY appended ON audit_entry;
    DROP POLICY seen ON audit_entry;
    CREATE POLICY seen ON audit_entry FOR SELECT TO {APPLICATION} USING (false OR {serves(readers(AUDIT))});
    CREATE POLICY kept ON audit_entry FOR ALL TO {APPLICATION}
        USING ({serves(writers(AUDIT))}) WITH CHECK ({serves(writers(AUDIT))});
    CREATE POLICY appended ON audit_entry FOR INSERT TO {APPLICATION} WITH CHECK (true);
"""
# A Guardian reads what their organisation disclosed, of whomever; others what was disclosed of those they may see.
DISCLOSED = f"""
    CREATE POLICY answered_for ON access_disclosure FOR SELECT TO {APPLICATION} USING ({GUARDIAN} AND {OURS});
"""
# The owner of the tables asks, whom no policy binds; so each function itself judges whoever acts.
REFERENCES = f"""
    CREATE FUNCTION access_reference(asked bigint) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT its.reference FROM people_person AS its WHERE its.id = asked AND {GUARDIAN} $$;
    CREATE FUNCTION access_person_of(asked text) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $$ SELECT its.id FROM people_person AS its WHERE its.reference = asked AND {GUARDIAN} $$;
"""
LOOKED = f"""
    CREATE FUNCTION access_looked(asked bigint, most integer)
    RETURNS TABLE (organisation text, role text, staff text, day date, did text[], held jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $looked$
        WITH looks AS (
            SELECT its.by_id, (its.at AT TIME ZONE 'Europe/London')::date AS day,
                array_agg(DISTINCT its.did) AS did, max(its.at) AS last
            FROM audit_entry AS its
            WHERE its.person_id = asked AND its.at <= {setting("as_of")}
            AND (its.did LIKE 'saw-%' OR its.did IN ('recognised-person', 'broke-glass', 'explained-access'))
            AND {setting("role")} <> 'SU'
            AND ({granted("asked", "'identity-and-location'", right=READS)} OR ({GUARDIAN} AND its.{OURS}))
            GROUP BY 1, 2 ORDER BY 2 DESC, 4 DESC LIMIT most
        )
        SELECT place.name, who.role, coalesce(nullif(somebody.display_name, ''), somebody.username), looks.day,
            looks.did, (
                SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object(
                    'category', had.category, 'level', had.level, 'ground', had.ground)), '[]')
                FROM access_grant AS had
                WHERE had.person_id = asked AND had.organisation_id = who.organisation_id
                AND (had.staff_id IS NULL OR had.staff_id = who.id)
                AND had.starts_at <= looks.last AND (had.ends_at IS NULL OR had.ends_at > looks.last))
        FROM looks JOIN organisations_staffrole AS who ON who.id = looks.by_id
        JOIN organisations_organisation AS place ON place.id = who.organisation_id
        JOIN organisations_staff AS somebody ON somebody.id = who.staff_id
        ORDER BY looks.day DESC, looks.last DESC
    $looked$;
"""
FUNCTIONS = ("access_reference(bigint)", "access_person_of(text)", "access_looked(bigint, integer)")
ONLY_OURS = "".join(
    f"REVOKE ALL ON FUNCTION {one} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {one} TO {APPLICATION};" for one in FUNCTIONS
)


class Migration(migrations.Migration):
    dependencies = [("access", "0005_told"), ("audit", "0003_verifications")]
    operations = [
        migrations.RunSQL(POLICIES, reverse_sql=BEFORE),
        migrations.RunSQL(
            REFERENCES + LOOKED + ONLY_OURS, reverse_sql="".join(f"DROP FUNCTION {one};" for one in FUNCTIONS)
        ),
        migrations.RunSQL(DISCLOSED, reverse_sql="DROP POLICY answered_for ON access_disclosure"),
        *(never_emptied(f"access_{table}") for table in FACTS),
    ]
