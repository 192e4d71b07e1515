from django.db import migrations, models

from throughcare.audit.append_only import APPLICATION

# As in 0002, both ask as the owner of the tables and name nobody. The order is that of `placing.queueing.RULE`.
LINES = f"""
    CREATE FUNCTION beds_lines(day date)
    RETURNS TABLE (level text, sex text, people bigint, parked bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        SELECT its.level, its.sex, count(*) FILTER (WHERE its.parked_until > day IS NOT TRUE),
            count(*) FILTER (WHERE its.parked_until > day)
        FROM beds_wait AS its WHERE its.open AND NOT its.accepted GROUP BY 1, 2
    $told$;
    REVOKE ALL ON FUNCTION beds_lines(date) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION beds_lines(date) TO {APPLICATION};
"""
# Of waits asked for: the place among those alike in level and sex, how many those are, and who is before. Whoever is
# parked has place 0.
PLACES = f"""
    CREATE FUNCTION beds_places(day date, wanted bigint[])
    RETURNS TABLE (
        wait bigint, number bigint, alike bigint,
        before bigint, before_urgent boolean, before_at_risk boolean, before_since date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        SELECT id, CASE WHEN parked THEN 0 ELSE number END, alike, before, before_urgent, before_at_risk, before_since
        FROM (
            SELECT its.id, its.parked, row_number() OVER line AS number,
                count(*) FILTER (WHERE NOT its.parked) OVER (PARTITION BY its.level, its.sex) AS alike,
                lag(its.id) OVER line AS before, lag(its.urgent) OVER line AS before_urgent,
                lag(its.at_risk) OVER line AS before_at_risk, lag(its.since) OVER line AS before_since
            FROM (
                SELECT one.*, coalesce(one.parked_until > day, false) AS parked FROM beds_wait AS one
                WHERE one.open AND NOT one.accepted AND (one.level, one.sex) IN (
                    SELECT asked.level, asked.sex FROM beds_wait AS asked WHERE asked.id = ANY (wanted))
            ) AS its
            WINDOW line AS (
                PARTITION BY its.level, its.sex, its.parked
                ORDER BY NOT its.urgent, NOT its.at_risk, its.since, its.id)
        ) AS placed
        WHERE id = ANY (wanted)
    $told$;
    REVOKE ALL ON FUNCTION beds_places(date, bigint[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION beds_places(date, bigint[]) TO {APPLICATION};
"""
SIZES = "UPDATE beds_ward AS ward SET size = (SELECT count(*) FROM beds_bed AS its WHERE its.ward_id = ward.id)"
# A wait that ended with the move into an accepted bed was left as if that bed were still to come.
ACCEPTED = """
    UPDATE beds_wait AS its SET accepted = false WHERE accepted AND NOT EXISTS (
        SELECT FROM beds_offer AS live
        WHERE live.episode_id = its.episode_id AND live.ended_at IS NULL AND live.accepted_at IS NOT NULL)
"""
# What 0002 made, which told of everybody at once.
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


class Migration(migrations.Migration):
    dependencies = [("beds", "0002_policies")]
    operations = [
        migrations.RemoveIndex(model_name="wait", name="wait_open"),
        migrations.AddIndex(
            model_name="wait",
            index=models.Index(
                condition=models.Q(("accepted", False), ("open", True)),
                fields=["level", "sex", "parked_until"],
                name="wait_line",
            ),
        ),
        migrations.AddIndex(
            model_name="bed",
            index=models.Index(
                condition=models.Q(("taken", False)),
                fields=["ward"],
                include=("id", "accepted", "offered_until", "withheld", "withheld_until"),
                name="bed_untaken",
            ),
        ),
        migrations.AddField(model_name="ward", name="size", field=models.PositiveIntegerField(default=0)),
        migrations.RunSQL(SIZES, reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL(ACCEPTED, reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL(LINES, reverse_sql="DROP FUNCTION beds_lines(date)"),
        migrations.RunSQL(PLACES, reverse_sql="DROP FUNCTION beds_places(date, bigint[])"),
        migrations.RunSQL("DROP FUNCTION beds_line(date)", reverse_sql=LINE),
    ]
