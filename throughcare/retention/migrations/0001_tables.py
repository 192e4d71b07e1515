import django.db.models.deletion
from django.db import migrations, models

from throughcare.access.parts import RECORD
from throughcare.access.policies import policies, setting
from throughcare.audit.append_only import append_only, never_emptied

HOLDS = ("retention_retentionhold", "retention_holdlifted")
OURS = f"organisation_id = {setting('organisation')} AND {setting('role')} = 'CG'"
# Whoever sees the hold, by its own policy.
OF_A_HOLD = "EXISTS (SELECT FROM retention_retentionhold AS its WHERE its.id = hold_id)"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0009_looks_by_pages"),
        ("audit", "0002_append_only"),
        ("organisations", "0004_given_passwords"),
        ("people", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=16)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("inquiry", "An inquiry is open"),
                            ("complaint", "A complaint is open"),
                            ("claim", "A claim, an inquest or a prosecution is open"),
                            ("request", "The person asked for it to be kept"),
                        ],
                        max_length=16,
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [
                    models.Index(fields=["person"], name="retention_hold_person"),
                    models.Index(fields=["organisation"], name="retention_hold_organisation"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("says", ""), _negated=True), name="a_hold_says_why")
                ],
            },
        ),
        migrations.CreateModel(
            name="HoldLifted",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "hold",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lifted", to="retention.retentionhold"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("says", ""), _negated=True), name="a_hold_is_lifted_for_a_reason"
                    )
                ],
            },
        ),
        *(append_only(table) for table in HOLDS),
        *(never_emptied(table) for table in HOLDS),
        policies("retention_retentionhold", seen=OURS, kind=RECORD),
        policies("retention_holdlifted", seen=OF_A_HOLD, kind=RECORD),
    ]
