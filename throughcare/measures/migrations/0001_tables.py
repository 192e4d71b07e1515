from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from throughcare.access.policies import counted
from throughcare.audit.append_only import append_only, never_emptied

# What the finding, the level of security and the section are answered in.
CATEGORIES = "category IN ('clinical', 'mha-status')"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0009_looks_by_pages"),
        ("episodes", "0008_flags_kept_plan"),
        ("people", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("blueprint", models.CharField(max_length=60)),
                ("year", models.PositiveSmallIntegerField()),
                ("services", ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("recorded_until", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("table", models.JSONField()),
            ],
            options={
                "ordering": ["-year", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("blueprint", "year", "services"), name="one_table_of_some_services_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("services", []), _negated=True), name="a_table_is_of_some_service"
                    ),
                ],
            },
        ),
        append_only("measures_publication"),
        never_emptied("measures_publication"),
        counted("people_person"),
        counted("episodes_episode"),
        counted("episodes_event"),
        counted("episodes_eventdetail", only=CATEGORIES),
    ]
