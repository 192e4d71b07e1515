from django.db import migrations

from throughcare.access.migrations._one_category import secured
from throughcare.audit.append_only import APPLICATION, append_only, never_emptied

STAGES = "'referral-and-stage'"
OF_PEOPLE = ("wait", "bedneed", "parking", "offer", "offerdecision", "stay", "lostdays")
FACTS = ("wardversion", "wardclosing", "confirmation", "bedneed", "parking", "offerdecision")

# Both ask as the owner of the tables, whom no policy binds, and name nobody: not by name, nor by reference.
LINE = f"""
    CREATE FUNCTION beds_line(day date)
    RETURNS TABLE (wait bigint, level text, sex text, urgent boolean, at_risk boolean, since date, parked boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        SELECT its.id, its.level, its.sex, its.urgent, its.at_risk, its.since, coalesce(its.parked_until > day, false)
        FROM beds_wait AS its WHERE its.open AND NOT its.accepted
    $told$;
    REVOKE ALL ON FUNCTION beds_line(date) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION beds_line(date) TO {APPLICATION};
"""
# Days are counted from the first until the day before the last, and a delay's last day is lost too.
FLOW = f"""
    CREATE FUNCTION beds_flow(first date, last date)
    RETURNS TABLE (ward bigint, what text, reason text, people bigint, days bigint, middle double precision)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        WITH stays AS (
            SELECT its.*, bed.ward_id FROM beds_stay AS its JOIN beds_bed AS bed ON bed.id = its.bed_id
            WHERE its.from_on < last AND (its.until_on IS NULL OR its.until_on >= first)
        ), ready AS (
            SELECT its.id, its.ward_id, daterange(greatest(its.ready_on, first), least(its.until_on, last)) AS days
            FROM stays AS its WHERE greatest(its.ready_on, first) < least(its.until_on, last) AND its.ready_on IS NOT NULL
        ), lost AS (
            SELECT ready.id, ready.ward_id, why.reason,
                ready.days * daterange(why.from_on, greatest(why.from_on, why.until_on), '[]') AS days
            FROM ready JOIN beds_lostdays AS why ON why.stay_id = ready.id
        ), spared AS (
            SELECT ready.id, ready.ward_id, upper(ready.days) - lower(ready.days) - coalesce((
                SELECT sum(upper(part) - lower(part)) FROM unnest((
                    SELECT range_agg(lost.days) FROM lost WHERE lost.id = ready.id)) AS part), 0) AS days
            FROM ready
        )
        SELECT ward_id, 'in', '', count(*), NULL::bigint, NULL::double precision FROM stays AS its
        WHERE its.from_on >= first AND NOT EXISTS (
            SELECT FROM beds_stay AS before WHERE before.episode_id = its.episode_id
            AND before.until_on = its.from_on AND before.left_for = 'another-bed')
        GROUP BY 1
        UNION ALL
        SELECT ward_id, 'out', left_for, count(*), NULL, percentile_cont(0.5) WITHIN GROUP (ORDER BY until_on - from_on)
        FROM stays WHERE until_on < last AND left_for <> 'another-bed' GROUP BY 1, 3
        UNION ALL
        SELECT ward_id, 'stayed', '', count(*), NULL, percentile_cont(0.5) WITHIN GROUP (ORDER BY until_on - from_on)
        FROM stays WHERE until_on < last AND left_for <> 'another-bed' GROUP BY 1
        UNION ALL
        SELECT ward_id, 'there', '', count(*), NULL, percentile_cont(0.5) WITHIN GROUP (ORDER BY last - from_on)
        FROM stays WHERE until_on IS NULL GROUP BY 1
        UNION ALL
        SELECT ward_id, 'ready', '', count(*), sum(upper(days) - lower(days)), NULL FROM ready GROUP BY 1
        UNION ALL
        SELECT ward_id, 'lost', reason, count(DISTINCT id), sum(upper(days) - lower(days)), NULL
        FROM lost WHERE NOT isempty(days) GROUP BY 1, 3
        UNION ALL
        SELECT ward_id, 'lost', '', count(*), sum(days)::bigint, NULL FROM spared WHERE days > 0 GROUP BY 1
    $told$;
    REVOKE ALL ON FUNCTION beds_flow(date, date) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION beds_flow(date, date) TO {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [("beds", "0001_tables"), ("access", "0009_looks_by_pages")]
    operations = [
        *(append_only(f"beds_{table}") for table in FACTS),
        *(never_emptied(f"beds_{table}") for table in FACTS),
        *(secured(f"beds_{table}", category=STAGES) for table in OF_PEOPLE),
        migrations.RunSQL(LINE, reverse_sql="DROP FUNCTION beds_line(date)"),
        migrations.RunSQL(FLOW, reverse_sql="DROP FUNCTION beds_flow(date, date)"),
    ]
