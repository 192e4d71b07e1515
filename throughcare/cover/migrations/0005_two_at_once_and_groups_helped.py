from importlib import import_module

from django.db import migrations, models

from throughcare.access.policies import granted, setting
from throughcare.audit.append_only import APPLICATION

doors = import_module("throughcare.cover.migrations.0002_policies")
# Mentors help in groups whose rows are of their vetting, and of whoever sat there. What they carry is seen by those who
# see contacts of mentors at the place: so this tells days and numbers alone, behind the same door as what is kept.
# A session counts once a register says that somebody was there, unless the mentor had to be elsewhere.
HELPED = f"""
    CREATE FUNCTION cover_groups_helped(here bigint, since date)
    RETURNS TABLE (episode bigint, day date, groups bigint, minutes bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $told$
        SELECT held.episode_id, held.day, count(*), sum(held.minutes)::bigint FROM (
            SELECT DISTINCT its.episode_id, session.id, (session.starts_at AT TIME ZONE 'Europe/London')::date AS day,
                (extract(epoch FROM session.ends_at - session.starts_at) / 60)::bigint AS minutes
            FROM cover_mentoring AS mentor
            JOIN care_helper AS its ON its.episode_id = mentor.episode_id
            JOIN care_session AS session ON session.cohort_id = its.cohort_id AND session.cancelled_at IS NULL
                AND session.starts_at >= since AND session.ends_at <= {setting("as_of")}
                AND its.at < session.ends_at AND (its.ended_at IS NULL OR its.ended_at > session.starts_at)
            WHERE mentor.place_id = here AND {doors.THERE.format(its="mentor")}
                AND {granted("mentor.person_id", doors.CONTACTS)}
                AND EXISTS (SELECT FROM care_attendance AS line WHERE line.session_id = session.id AND line.reason = ''
                    AND NOT EXISTS (SELECT FROM care_attendance AS newer WHERE newer.session_id = session.id
                        AND newer.episode_id = line.episode_id AND newer.id > line.id))
                AND NOT EXISTS (SELECT FROM care_commitment AS busy WHERE busy.person_id = its.person_id
                    AND busy.taken_back_at IS NULL AND busy.starts_at < session.ends_at
                    AND busy.ends_at > session.starts_at)
        ) AS held WHERE held.day > since GROUP BY 1, 2
    $told$;
    REVOKE ALL ON FUNCTION cover_groups_helped(bigint, date) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION cover_groups_helped(bigint, date) TO {APPLICATION};
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cover", "0004_own_turns"),
        ("organisations", "0004_given_passwords"),
        ("care", "0005_sessions_are_moved"),
    ]

    operations = [
        migrations.RunSQL(HELPED, reverse_sql="DROP FUNCTION cover_groups_helped(bigint, date)"),
        migrations.RemoveConstraint(
            model_name="localnumber",
            name="number_is_of_a_known_rule",
        ),
        migrations.AddConstraint(
            model_name="localnumber",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "key__in",
                        [
                            "nights-in-a-row",
                            "hours-in-seven-days",
                            "hours-at-a-stretch",
                            "rest-after-a-night",
                            "contacts",
                            "hours",
                            "group-hours",
                            "worries",
                            "distress",
                            "deaths",
                            "points-that-are-much",
                        ],
                    )
                ),
                name="number_is_of_a_known_rule",
            ),
        ),
        migrations.AddConstraint(
            model_name="weekwanted",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Func(
                        models.F("hours"),
                        models.Value('$.*[*][2] ? (@.type() != "number" || @ < 1 || @ > 4 || @.floor() != @)'),
                        function="jsonb_path_exists",
                        output_field=models.BooleanField(),
                    ),
                    _negated=True,
                ),
                name="a_wing_wants_some_mentors_at_once",
            ),
        ),
    ]
