import django.db.models.deletion
from django.db import migrations, models

from throughcare.audit.append_only import append_only, never_emptied


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0004_groups_of_schemes"),
        ("organisations", "0004_given_passwords"),
    ]

    operations = [
        migrations.CreateModel(
            name="SessionChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("before", models.JSONField()),
                ("why", models.CharField(max_length=400)),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="care.session",
                    ),
                ),
            ],
            options={
                "ordering": ["session_id", "id"],
                "indexes": [models.Index(fields=["session", "id"], name="session_change_session")],
            },
        ),
        append_only("care_sessionchange"),
        never_emptied("care_sessionchange"),
    ]
