from importlib import import_module

from django.db import migrations

from throughcare.access.migrations._one_category import granted
from throughcare.access.policies import READS, setting
from throughcare.audit.append_only import APPLICATION

BEFORE = import_module("throughcare.access.migrations.0006_the_audit_is_read")
GUARDIAN = f"{setting('role')} = 'CG'"
OURS = f"""its.by_id IN (
    SELECT held.id FROM organisations_staffrole AS held WHERE held.organisation_id = {setting("organisation")})"""
LOOKS = f"""its.person_id = asked AND its.by_id IS NOT NULL AND its.at <= {setting("as_of")}
    AND (its.did LIKE 'saw-%' OR its.did IN ('recognised-person', 'broke-glass', 'explained-access'))
    AND {setting("role")} <> 'SU'
    AND ({granted("asked", "'identity-and-location'", right=READS)} OR ({GUARDIAN} AND {OURS}))"""
LONDON = "'Europe/London'"
DAY = "(its.at AT TIME ZONE 'Europe/London')::date"
# The first moment of the day of the place, and that of the day after.
BEGINS = f"((place AT TIME ZONE {LONDON})::date AT TIME ZONE {LONDON})"
ENDS = f"(((place AT TIME ZONE {LONDON})::date + 1) AT TIME ZONE {LONDON})"
# A page reads the day of its place and this many looks beyond, to the end of their day: what a person's record has seen
# before that is not gone through for it. `goes_on` tells that there is more, as an answer may hold fewer than a page.
BEYOND = 2000
# Name -> how it is sorted; on which side of the place a line lies; what is read; what lies beyond; where reading ends.
# Every limit is a value, also where there is none: else no index would be read from it.
WAYS = {
    "access_looked": (
        "DESC", "<", f"its.at < coalesce({ENDS}, 'infinity')", f"its.at < coalesce({BEGINS}, 'infinity')",
        f"its.at >= coalesce((SELECT (at AT TIME ZONE {LONDON})::date AT TIME ZONE {LONDON} FROM further), '-infinity')",
    ),
    "access_looked_since": (
        "ASC", ">", f"its.at >= {BEGINS}", f"its.at >= {ENDS}",
        f"""its.at < coalesce(
            (SELECT ((at AT TIME ZONE {LONDON})::date + 1) AT TIME ZONE {LONDON} FROM further), 'infinity')""",
    ),
}  # fmt: skip
# The owner of the tables asks, whom no policy binds; so the function itself judges whoever acts.
LOOKED = """
    CREATE FUNCTION {name}(asked bigint, most integer, place timestamptz, whose bigint)
    RETURNS TABLE (organisation text, role text, staff text, day date, did text[], held jsonb,
        last timestamptz, by_id bigint, goes_on boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $looked$
        WITH further AS MATERIALIZED (
            SELECT (
                SELECT its.at FROM audit_entry AS its WHERE {looks} AND {beyond}
                ORDER BY its.at {order}, its.id {order} OFFSET {skipped} LIMIT 1
            ) AS at
        ), looks AS (
            SELECT its.by_id, {day} AS day, array_agg(DISTINCT its.did) AS did, max(its.at) AS last
            FROM audit_entry AS its WHERE {looks} AND {read} AND {until}
            GROUP BY 1, 2 HAVING place IS NULL OR (max(its.at), its.by_id) {side} (place, whose)
            ORDER BY 4 {order}, 1 {order} LIMIT most
        )
        SELECT its_place.name, who.role, coalesce(nullif(somebody.display_name, ''), somebody.username), looks.day,
            looks.did, (
                SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object(
                    'category', had.category, 'level', had.level, 'ground', had.ground)), '[]')
                FROM access_grant AS had
                WHERE had.person_id = asked AND had.organisation_id = who.organisation_id
                AND (had.staff_id IS NULL OR had.staff_id = who.id)
                AND had.starts_at <= looks.last AND (had.ends_at IS NULL OR had.ends_at > looks.last)),
            looks.last, looks.by_id, further.at IS NOT NULL
        FROM looks CROSS JOIN further JOIN organisations_staffrole AS who ON who.id = looks.by_id
        JOIN organisations_organisation AS its_place ON its_place.id = who.organisation_id
        JOIN organisations_staff AS somebody ON somebody.id = who.staff_id
        ORDER BY looks.last DESC, looks.by_id DESC
    $looked$;
    REVOKE ALL ON FUNCTION {name}(bigint, integer, timestamptz, bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION {name}(bigint, integer, timestamptz, bigint) TO {application};
"""


def made(name: str) -> str:
    order, side, read, beyond, until = WAYS[name]
    return LOOKED.format(
        name=name, order=order, side=side, read=read, beyond=beyond, until=until, looks=LOOKS, day=DAY,
        skipped=BEYOND, application=APPLICATION,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("access", "0008_own_policies"), ("audit", "0004_verified_from_seal_to_seal")]
    operations = [
        migrations.RunSQL("DROP FUNCTION access_looked(bigint, integer)", reverse_sql=BEFORE.LOOKED),
        *(
            migrations.RunSQL(made(name), reverse_sql=f"DROP FUNCTION {name}(bigint, integer, timestamptz, bigint)")
            for name in WAYS
        ),
    ]
