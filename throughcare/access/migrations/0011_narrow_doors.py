from django.db import migrations

# Who the person is and where an episode stands are asked of every line of every list: each has a door of its own, with
# those grants alone. The condition is written as the policies write it, or PostgreSQL would not know it again.
DOORS = {"grant_identity": "identity-and-location", "grant_stages": "referral-and-stage"}
DOOR = """
    CREATE INDEX {name} ON access_grant (organisation_id, person_id)
    INCLUDE (level, starts_at, ends_at, staff_id, purpose) WHERE '{category}' = ANY (categories)
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0010_categories_in_a_row")]
    operations = [
        migrations.RunSQL(DOOR.format(name=name, category=category), reverse_sql=f"DROP INDEX {name}")
        for name, category in DOORS.items()
    ]
