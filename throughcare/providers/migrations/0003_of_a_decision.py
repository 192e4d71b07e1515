from importlib import import_module

from django.db import migrations

from throughcare.access.door import words
from throughcare.audit.append_only import APPLICATION

first = import_module("throughcare.providers.migrations.0001_tables")

# Asked of the fact by its own policies, as before, but within a function: as a part of the policy itself it stood, with
# all of theirs, in the plan of every page that shows a fact.
COMPARED = f"""
    CREATE FUNCTION providers_of_a_decision(asked bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
    AS $of$
    BEGIN
        RETURN EXISTS (SELECT FROM episodes_event AS its WHERE its.id = asked);
    END
    $of$;
    REVOKE ALL ON FUNCTION providers_of_a_decision(bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION providers_of_a_decision(bigint) TO {APPLICATION};
    ALTER POLICY compared ON episodes_eventdetail
        USING ({first.COUNTED} AND category IN ({words(first.CATEGORIES)}) AND providers_of_a_decision(event_id));
"""
AS_BEFORE = f"""
    ALTER POLICY compared ON episodes_eventdetail USING ({first.COMPARED["episodes_eventdetail"]});
    DROP FUNCTION providers_of_a_decision(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("providers", "0002_meanings")]
    operations = [migrations.RunSQL(COMPARED, reverse_sql=AS_BEFORE)]
