import django.db.models.deletion
from django.db import migrations, models

from throughcare.access.policies import secured
from throughcare.audit.append_only import append_only, never_emptied

ACCOUNTS = ("own_ownaccount", "own_accountcode", "own_accountend")


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_given_passwords"),
        ("own", "0003_copies_policies"),
        ("people", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.staffrole"
                    ),
                ),
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
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AccountEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("says", models.CharField(max_length=400)),
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
                    "own_account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="end", to="own.ownaccount"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AccountCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField()),
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
                    "own_account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="codes", to="own.ownaccount"
                    ),
                ),
            ],
            options={
                "ordering": ["own_account_id", "at", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="ownaccount",
            index=models.Index(fields=["person"], name="own_account_person"),
        ),
        migrations.AddConstraint(
            model_name="accountend",
            constraint=models.CheckConstraint(
                condition=models.Q(("says", ""), _negated=True), name="an_account_ends_for_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="accountcode",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("at"))), name="a_code_is_good_for_a_while"
            ),
        ),
        *(append_only(table) for table in ACCOUNTS),
        *(never_emptied(table) for table in ACCOUNTS),
        *(secured(table, category="'identity-and-location'") for table in ACCOUNTS),
    ]
