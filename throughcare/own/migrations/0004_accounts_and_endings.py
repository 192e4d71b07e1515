import django.db.models.deletion
from django.db import migrations, models

from throughcare.access.parts import RECORD
from throughcare.access.migrations._one_category import secured
from throughcare.access.policies import policies
from throughcare.audit.append_only import append_only, never_emptied

ACCOUNTS = ("own_ownaccount", "own_accountcode", "own_accountend")
ENDINGS = ("own_ending", "own_copytold")
# Whoever sees the copy, by its own policy.
OF_A_COPY = "EXISTS (SELECT FROM own_copy AS its WHERE its.id = copy_id)"
# A release is one of the three ways to end: released, withdrawn and refused exclude each other.
RELEASED = """
    INSERT INTO own_ending (copy_id, person_id, outcome, reason, says, by_id, at)
    SELECT copy_id, person_id, 'released', '', '', by_id, at FROM own_release;
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE own_release ADD CONSTRAINT a_release_is_how_it_ended
    FOREIGN KEY (copy_id, outcome) REFERENCES own_ending (copy_id, outcome)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_given_passwords"),
        ("own", "0003_copies_policies"),
        ("people", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField()),
            ],
            options={
                "ordering": ["own_account_id", "at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("at"))), name="a_code_is_good_for_a_while"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("says", models.CharField(max_length=400)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("says", ""), _negated=True), name="an_account_ends_for_a_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CopyTold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("extension", "That it takes longer, and why"),
                            ("refusal", "That it is refused, why, and how to complain"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[("paper", "On paper"), ("spoken", "It was read out to them")], max_length=8
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[("released", "Released"), ("withdrawn", "Withdrawn"), ("refused", "Refused")],
                        max_length=12,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wish", "They do not want it any more"),
                            ("mistake", "It was put on record by mistake"),
                            ("unfounded", "It is manifestly unfounded"),
                            ("excessive", "It is manifestly excessive"),
                        ],
                        max_length=12,
                    ),
                ),
                ("says", models.CharField(blank=True, max_length=400)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "released"), ("reason", "")),
                            models.Q(
                                ("outcome", "withdrawn"),
                                ("reason__in", ["wish", "mistake"]),
                                models.Q(("says", ""), _negated=True),
                            ),
                            models.Q(
                                ("outcome", "refused"),
                                ("reason__in", ["unfounded", "excessive"]),
                                models.Q(("says", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_ending_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.AlterModelOptions(
            name="item",
            options={"ordering": ["copy_id", "gathering", "number"]},
        ),
        migrations.AlterModelOptions(
            name="preparation",
            options={"ordering": ["copy_id", "number"]},
        ),
        migrations.RemoveConstraint(
            model_name="item",
            name="one_item_a_number",
        ),
        migrations.AddField(
            model_name="item",
            name="gathering",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="opinion",
            name="gathering",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="preparation",
            name="number",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="preparation",
            name="says",
            field=models.CharField(blank=True, db_default="", default="", max_length=400),
        ),
        migrations.AddField(
            model_name="release",
            name="outcome",
            field=models.CharField(
                choices=[("released", "Released")], db_default="released", default="released", max_length=12
            ),
        ),
        migrations.AlterField(
            model_name="preparation",
            name="copy",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="preparations", to="own.copy"
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("copy", "gathering", "number"), name="one_item_a_number"),
        ),
        migrations.AddConstraint(
            model_name="preparation",
            constraint=models.UniqueConstraint(fields=("copy", "number"), name="one_gathering_a_number"),
        ),
        migrations.AddConstraint(
            model_name="preparation",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", 1), models.Q(("says", ""), _negated=True), _connector="OR"),
                name="gathered_again_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", "released")), name="a_release_is_a_release"
            ),
        ),
        migrations.AddField(
            model_name="accountcode",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staffrole",
            ),
        ),
        migrations.AddField(
            model_name="accountcode",
            name="person",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="accountend",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staffrole",
            ),
        ),
        migrations.AddField(
            model_name="accountend",
            name="person",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="copytold",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staffrole",
            ),
        ),
        migrations.AddField(
            model_name="copytold",
            name="copy",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="told", to="own.copy"
            ),
        ),
        migrations.AddField(
            model_name="copytold",
            name="person",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="ending",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staffrole",
            ),
        ),
        migrations.AddField(
            model_name="ending",
            name="copy",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="ending", to="own.copy"
            ),
        ),
        migrations.AddField(
            model_name="ending",
            name="person",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="ownaccount",
            name="account",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.staffrole"
            ),
        ),
        migrations.AddField(
            model_name="ownaccount",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staffrole",
            ),
        ),
        migrations.AddField(
            model_name="ownaccount",
            name="person",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="accountend",
            name="own_account",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="end", to="own.ownaccount"
            ),
        ),
        migrations.AddField(
            model_name="accountcode",
            name="own_account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="codes", to="own.ownaccount"
            ),
        ),
        migrations.AddConstraint(
            model_name="copytold",
            constraint=models.UniqueConstraint(fields=("copy", "what"), name="told_of_each_once"),
        ),
        migrations.AddConstraint(
            model_name="ending",
            constraint=models.UniqueConstraint(fields=("copy", "outcome"), name="how_a_copy_ended"),
        ),
        migrations.AddIndex(
            model_name="ownaccount",
            index=models.Index(fields=["person"], name="own_account_person"),
        ),
        migrations.RunSQL(
            RELEASED,
            reverse_sql="ALTER TABLE own_release DROP CONSTRAINT a_release_is_how_it_ended; DELETE FROM own_ending",
        ),
        *(append_only(table) for table in (*ACCOUNTS, *ENDINGS)),
        *(never_emptied(table) for table in (*ACCOUNTS, *ENDINGS)),
        *(secured(table, category="'identity-and-location'") for table in ACCOUNTS),
        *(policies(table, seen=OF_A_COPY, kind=RECORD) for table in ENDINGS),
    ]
