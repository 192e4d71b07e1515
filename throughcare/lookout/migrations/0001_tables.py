import django.db.models.deletion
from django.db import migrations, models

from throughcare.access.parts import RECORD
from throughcare.access.policies import policies, setting
from throughcare.audit.append_only import append_only, never_emptied


TABLES = ("finding", "acknowledgement", "round")
OURS = f"organisation_id = {setting('organisation')} AND {setting('role')} = 'CG'"
# Whoever sees the finding, by its own policy.
OF_A_FINDING = "EXISTS (SELECT FROM lookout_finding AS its WHERE its.id = finding_id)"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0009_looks_by_pages"),
        ("organisations", "0003_caldicott_guardians"),
        ("people", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=24)),
                ("key", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("service", models.CharField(default="checker", max_length=24)),
                ("reference", models.CharField(blank=True, max_length=16)),
                ("happened_at", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=1)),
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
                    "emergency",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.emergency",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["organisation", "-id"], name="finding_organisation")],
                "constraints": [models.UniqueConstraint(fields=("rule", "key"), name="each_is_found_once")],
            },
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("says", models.CharField(max_length=400)),
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
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "finding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acknowledged", to="lookout.finding"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("says", ""), _negated=True), name="an_acknowledgement_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("service", models.CharField(default="checker", max_length=24)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("found", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["-until", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("since"))), name="a_round_goes_forward"
                    )
                ],
            },
        ),
        *(append_only(f"lookout_{table}") for table in TABLES),
        *(never_emptied(f"lookout_{table}") for table in TABLES),
        policies("lookout_finding", seen=OURS, kind=RECORD),
        policies("lookout_acknowledgement", seen=OF_A_FINDING, kind=RECORD),
    ]
