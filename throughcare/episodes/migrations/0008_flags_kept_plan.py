from importlib import import_module

from django.db import migrations

from throughcare.access.migrations._one_category import granted
from throughcare.access.policies import FLAGS, setting

first = import_module("throughcare.episodes.migrations.0007_flags")

# A function in SQL is planned whenever it is called, which took longer than the rest of a person's page; one in plpgsql
# keeps its plans. Most who see somebody have rows of whatever they have a flag of, and are answered from the grants alone.
FLAGGED = f"""
    CREATE OR REPLACE FUNCTION episodes_flags(asked bigint) RETURNS TABLE (category text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS $flags$
    #variable_conflict use_column
    BEGIN
        IF NOT EXISTS (
            SELECT FROM (
                SELECT DISTINCT its.category FROM access_grant AS its
                WHERE its.organisation_id = {setting("organisation")} AND its.person_id = asked
            ) AS kept
            WHERE {granted("asked", "kept.category", right=FLAGS)} AND NOT {granted("asked", "kept.category")}
        ) THEN
            RETURN;
        END IF;
        RETURN QUERY SELECT kept.category::text FROM ({first.ANYTHING}) AS kept
        WHERE {granted("asked", first.IDENTITY)}
        AND {granted("asked", "kept.category", right=FLAGS)} AND NOT {granted("asked", "kept.category")};
    END
    $flags$;
"""


class Migration(migrations.Migration):
    dependencies = [("episodes", "0007_flags")]
    operations = [
        migrations.RunSQL(
            FLAGGED,
            reverse_sql=f"DROP FUNCTION episodes_flags(bigint); {first.FLAGGED}",
        )
    ]
