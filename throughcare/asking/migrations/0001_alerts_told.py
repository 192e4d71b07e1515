import django.db.models.deletion
from django.db import migrations, models

from throughcare.access.policies import counted
from throughcare.audit.append_only import append_only, never_emptied


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0004_given_passwords"),
        ("responses", "0003_confirmed_facts_and_what_alerts_are_about"),
    ]

    operations = [
        migrations.CreateModel(
            name="AlertsTold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("lines", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "alerts told",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "from_on"), name="alerts_of_a_half_are_told_once"),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))), name="a_half_of_a_year_has_an_end"
                    ),
                ],
            },
        ),
        append_only("asking_alertstold"),
        never_emptied("asking_alertstold"),
        counted("responses_raisedalert"),
        counted("responses_alertentry"),
    ]
