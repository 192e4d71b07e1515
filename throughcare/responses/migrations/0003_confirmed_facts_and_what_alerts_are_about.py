import django.db.models.deletion
from django.db import migrations, models

from throughcare.audit.append_only import append_only, never_emptied

FACTS = ("factsconfirmed", "factswithdrawn")


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_given_passwords"),
        ("people", "0001_tables"),
        ("responses", "0002_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="FactsConfirmed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("instrument", models.CharField(max_length=60)),
                ("edition", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64)),
                ("number", models.PositiveSmallIntegerField()),
                ("against", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "facts confirmed",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("against", ""), _negated=True), name="a_confirmation_says_against_what"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FactsWithdrawn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "facts withdrawn",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="a_withdrawal_of_facts_says_why"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="raisedalert",
            name="about",
            field=models.CharField(
                blank=True,
                choices=[
                    ("self-harm", "Self-harm or suicide"),
                    ("harm-to-others", "Harm to others"),
                    ("safeguarding", "Their safety from others"),
                    ("how-they-are", "How they are"),
                    ("withdrawal", "Withdrawal from alcohol or drugs"),
                    ("deterioration", "Worse than at first"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="alertentry",
            name="category",
            field=models.CharField(
                choices=[
                    ("self-harm-risk", "Self-harm risk"),
                    ("risk-to-others", "Risk to others"),
                    ("clinical", "Clinical"),
                ],
                max_length=32,
            ),
        ),
        migrations.AlterField(
            model_name="openalert",
            name="category",
            field=models.CharField(
                choices=[
                    ("self-harm-risk", "Self-harm risk"),
                    ("risk-to-others", "Risk to others"),
                    ("clinical", "Clinical"),
                ],
                max_length=32,
            ),
        ),
        migrations.AlterField(
            model_name="raisedalert",
            name="category",
            field=models.CharField(
                choices=[
                    ("self-harm-risk", "Self-harm risk"),
                    ("risk-to-others", "Risk to others"),
                    ("clinical", "Clinical"),
                ],
                max_length=32,
            ),
        ),
        migrations.AlterField(
            model_name="response",
            name="entered",
            field=models.CharField(
                choices=[
                    ("staff", "Entered by staff"),
                    ("shared-device", "Answered on a shared device"),
                    ("paper", "Entered from paper"),
                    ("file", "Loaded from a file"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="raisedalert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("about", ""),
                    models.Q(
                        (
                            "about__in",
                            [
                                "self-harm",
                                "safeguarding",
                            ],
                        ),
                        ("category", "self-harm-risk"),
                    ),
                    models.Q(
                        ("about__in", ["harm-to-others"]),
                        ("category", "risk-to-others"),
                    ),
                    models.Q(
                        (
                            "about__in",
                            [
                                "how-they-are",
                                "withdrawal",
                                "deterioration",
                            ],
                        ),
                        ("category", "clinical"),
                    ),
                    _connector="OR",
                ),
                name="an_alert_is_seen_by_what_it_is_about",
            ),
        ),
        migrations.AddField(
            model_name="factsconfirmed",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staffrole",
            ),
        ),
        migrations.AddField(
            model_name="factsconfirmed",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="factswithdrawn",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staffrole",
            ),
        ),
        migrations.AddField(
            model_name="factswithdrawn",
            name="confirmed",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="responses.factsconfirmed"
            ),
        ),
        migrations.AddConstraint(
            model_name="factsconfirmed",
            constraint=models.UniqueConstraint(
                fields=("organisation", "digest", "number"), name="one_confirmation_a_number"
            ),
        ),
        *(append_only(f"responses_{table}") for table in FACTS),
        *(never_emptied(f"responses_{table}") for table in FACTS),
    ]
