import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("episodes", "0014_means_of_therapy"),
        ("organisations", "0004_given_passwords"),
        ("people", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Supervision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("on", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("case-management", "Case management"),
                            ("clinical", "Clinical"),
                            ("group", "In a group of clinicians"),
                        ],
                        max_length=16,
                    ),
                ),
                ("agreed", models.CharField(blank=True, max_length=2000)),
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
                    "lead",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
                (
                    "supervisee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["supervisee", "-on"], name="supervision_supervisee"),
                    models.Index(fields=["supervisor", "-on"], name="supervision_supervisor"),
                    models.Index(
                        condition=models.Q(("lead", None), _negated=True),
                        fields=["lead", "-on"],
                        name="supervision_lead",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (5, 480))), name="a_supervision_takes_a_while"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["case-management", "clinical", "group"])),
                        name="supervision_is_of_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("supervisee", models.F("supervisor")), _negated=True),
                        name="two_take_part_in_supervision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Discussed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agreed", models.CharField(blank=True, max_length=2000)),
                (
                    "episode",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="episodes.episode",
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
                    "supervision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="caseload.supervision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("supervision", "episode"), name="a_case_is_discussed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WeeklyHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("hours", models.DecimalField(decimal_places=1, max_digits=3)),
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
                    "whose",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "weekly hours",
                "indexes": [models.Index(fields=["whose", "-id"], name="weekly_hours_newest")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("hours__range", (0, 60))), name="a_week_has_hours")
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("at", models.DateTimeField()),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("not-planned", "Not planned"),
                            ("elsewhere", "Works elsewhere"),
                        ],
                        max_length=12,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
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
                    "covered_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
                (
                    "whose",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["covered_by", "until_on"], name="absence_cover"),
                    models.Index(fields=["whose", "until_on"], name="absence_whose"),
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("whose_id"),
                                    models.F("whose_id"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    "from_on",
                                    "until_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_cover_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="absence_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__isnull", False)), name="an_absence_has_an_end"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("whose", models.F("covered_by")), _negated=True),
                        name="nobody_covers_for_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why__in", ["planned", "not-planned", "elsewhere"])),
                        name="away_for_a_known_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="absence_ended_by_and_at_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("at", models.DateTimeField()),
                ("every_days", models.PositiveSmallIntegerField(default=14)),
                ("last_on", models.DateField(null=True)),
                ("due_on", models.DateField()),
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
                    "lead",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
                (
                    "supervisee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["supervisee", "from_on"], name="arrangement_supervisee")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("supervisee_id"),
                                    models.F("supervisee_id"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                    function="int8range",
                                    output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    "from_on",
                                    "until_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_supervisor_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="arrangement_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("supervisee", models.F("supervisor")), _negated=True),
                            models.Q(
                                ("lead", None),
                                models.Q(("supervisee", models.F("lead")), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="nobody_supervises_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("every_days__range", (7, 92))), name="supervised_every_few_weeks"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last_contact_on", models.DateField(null=True)),
                ("review_due_on", models.DateField(null=True)),
                (
                    "episode",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="case", to="episodes.episode"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
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
                (
                    "therapist",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "lead"], name="case_lead"),
                    models.Index(
                        condition=models.Q(("therapist", None), _negated=True),
                        fields=["organisation", "therapist"],
                        name="case_therapist",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseMode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mode",
                    models.CharField(
                        choices=[("individual", "Alone"), ("group", "In a group"), ("both", "Alone and in a group")],
                        max_length=12,
                    ),
                ),
                (
                    "episode",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="episodes.episode"
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["individual", "group", "both"])), name="mode_is_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalWeight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("stage", "Stage"),
                            ("mode", "How somebody is treated"),
                            ("risk", "An alert of self-harm, of risk to or from others, or of safeguarding"),
                            ("hour", "Points for each hour a week that a clinician has for their caseload"),
                        ],
                        max_length=8,
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("points", models.PositiveSmallIntegerField()),
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
                    "service",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="episodes.service",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["service", "kind", "key", "-id"], name="local_weight_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["stage", "mode", "risk", "hour"])),
                        name="weight_is_of_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("points__lte", 20)), name="weight_is_not_beyond_measure"
                    ),
                ],
            },
        ),
    ]
