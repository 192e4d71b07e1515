from django.db import migrations

# As `createcachetable` makes it, so that the application, which may make no tables, finds it there.
TABLE = """
CREATE TABLE signin_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX signin_cache_expires ON signin_cache (expires);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(TABLE, reverse_sql="DROP TABLE signin_cache")]
