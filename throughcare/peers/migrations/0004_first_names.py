from importlib import import_module

from django.db import migrations

doors = import_module("throughcare.peers.migrations.0002_doors")
# What somebody is called may be written with a surname: a mentor is told its first word, as staff are on a worry's line.
KNOWN_AS = "nullif({its}.known_as, '')"
FIRST_OF_IT = "nullif(split_part(trim({its}.known_as), ' ', 1), '')"


def renewed(sql: str) -> migrations.RunSQL:
    its = "who"
    before = sql.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    after = before.replace(KNOWN_AS.format(its=its), FIRST_OF_IT.format(its=its))
    return migrations.RunSQL(after, reverse_sql=before)


class Migration(migrations.Migration):
    dependencies = [("peers", "0003_groups_they_help")]
    operations = [renewed(doors.MENTEES), renewed(doors.OWN)]
