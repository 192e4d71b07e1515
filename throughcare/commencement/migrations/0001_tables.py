import django.db.models.deletion
from django.db import migrations, models

from throughcare.audit.append_only import append_only, never_emptied

TABLE = "commencement_commencement"

# Whatever reads an episode reads its service: kept there, what is in force costs no question of its own. The database
# keeps the copy, so that it cannot differ from what is recorded.
COPIED = """
    CREATE FUNCTION commencement_days(asked text) RETURNS jsonb LANGUAGE sql STABLE AS $$
        SELECT coalesce(jsonb_object_agg(subject, day), '{}'::jsonb)
        FROM (SELECT DISTINCT ON (subject) subject, day FROM commencement_commencement
              WHERE slug = asked ORDER BY subject, id DESC) AS newest
    $$;
    CREATE FUNCTION commencement_to_services() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    BEGIN
        UPDATE episodes_service SET in_force = commencement_days(NEW.slug)
        FROM episodes_blueprint AS its WHERE its.digest = blueprint_id AND its.slug = NEW.slug;
        RETURN NULL;
    END
    $$;
    CREATE FUNCTION commencement_of_service() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    BEGIN
        NEW.in_force := commencement_days((SELECT slug FROM episodes_blueprint WHERE digest = NEW.blueprint_id));
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER commencement_is_copied AFTER INSERT ON commencement_commencement
        FOR EACH ROW EXECUTE FUNCTION commencement_to_services();
    CREATE TRIGGER service_knows_what_is_in_force BEFORE INSERT OR UPDATE ON episodes_service
        FOR EACH ROW EXECUTE FUNCTION commencement_of_service();
"""
NOT_COPIED = """
    DROP TRIGGER service_knows_what_is_in_force ON episodes_service;
    DROP TRIGGER commencement_is_copied ON commencement_commencement;
    DROP FUNCTION commencement_of_service(), commencement_to_services(), commencement_days(text);
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("audit", "0002_append_only"),
        ("episodes", "0010_in_force"),
        ("organisations", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Commencement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.CharField(max_length=60)),
                ("subject", models.CharField(max_length=60)),
                ("day", models.DateField(null=True)),
                ("basis", models.CharField(max_length=300)),
                ("approved_by", models.CharField(max_length=200)),
                ("approved_on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["slug", "subject", "-id"], name="commencement_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("basis", ""), _negated=True) & models.Q(("approved_by", ""), _negated=True),
                        name="a_commencement_rests_on_something",
                    )
                ],
            },
        ),
        append_only(TABLE),
        never_emptied(TABLE),
        migrations.RunSQL(COPIED, reverse_sql=NOT_COPIED),
    ]
