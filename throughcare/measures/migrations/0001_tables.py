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
                ("made_at", models.DateTimeField()),
                ("table", models.JSONField()),
            ],
            options={
                "ordering": ["-year"],
                "constraints": [models.UniqueConstraint(fields=("blueprint", "year"), name="one_table_a_year")],
            },
        ),
        append_only("measures_publication"),
        never_emptied("measures_publication"),
        counted("people_person"),
        counted("episodes_episode"),
        counted("episodes_event"),
        counted("episodes_eventdetail", only=CATEGORIES),
    ]
