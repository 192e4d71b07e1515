import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from throughcare.access.door import setting
from throughcare.access.parts import RECORD
from throughcare.access.policies import counted, policies
from throughcare.audit.append_only import append_only, never_emptied

# Every number of a month is for the clinicians of whoever runs the service; a test holds the role to the verbs' word.
TEAM = f"organisation_id = {setting('organisation')} AND {setting('role')} = 'PMH'"
OF_NEEDS = "category = 'protected-characteristics'"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0009_looks_by_pages"),
        ("episodes", "0014_means_of_therapy"),
        ("people", "0001_tables"),
        ("organisations", "0004_given_passwords"),
    ]

    operations = [
        migrations.CreateModel(
            name="Counted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("numbers", models.JSONField()),
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
                "ordering": ["service_id", "month"],
                "constraints": [
                    models.UniqueConstraint(fields=("service", "month"), name="a_month_is_counted_once"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="counted_is_of_a_month"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Roll",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("unit", "Wing"),
                            ("ethnic", "Ethnic group"),
                            ("age", "Age"),
                            ("sex", "Sex"),
                            ("disability", "Disability"),
                        ],
                        max_length=16,
                    ),
                ),
                ("group", models.CharField(max_length=80)),
                ("average", models.DecimalField(decimal_places=1, max_digits=7)),
                ("apart", models.BooleanField(default=False)),
                ("source", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField()),
                (
                    "place",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["place_id", "month", "id"],
                "indexes": [models.Index(fields=["place", "month", "id"], name="roll_of_a_place")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="a_roll_is_of_a_month"),
                    models.CheckConstraint(
                        condition=models.Q(("dimension__in", ["unit", "ethnic", "age", "sex", "disability"])),
                        name="a_roll_is_of_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dimension", "unit"), ("unit__isnull", False)),
                            models.Q(models.Q(("dimension", "unit"), _negated=True), ("apart", False), ("unit", None)),
                            _connector="OR",
                        ),
                        name="only_a_unit_s_roll_names_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("average__gte", 0), ("average__lte", 20000)),
                        name="a_roll_is_a_number_of_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("group", ""), _negated=True), models.Q(("source", ""), _negated=True)
                        ),
                        name="a_roll_says_of_whom_and_by_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "figure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("referrals", "Referrals"),
                            ("accepted", "Acceptances"),
                            ("starts", "Starts of treatment"),
                            ("sessions", "Sessions"),
                        ],
                        max_length=16,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("table", models.JSONField()),
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
                "ordering": ["service_id", "from_on", "figure"],
                "indexes": [models.Index(fields=["service", "from_on"], name="told_of_a_service")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("service_id"),
                                    models.F("service_id"),
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
                                    models.Func(
                                        models.F("figure"), function="hashtext", output_field=models.IntegerField()
                                    ),
                                    models.Func(
                                        models.F("figure"), function="hashtext", output_field=models.IntegerField()
                                    ),
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
                        name="blocks_never_overlap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_on__day", 1), ("from_on__lt", models.F("until_on")), ("until_on__day", 1)
                        ),
                        name="told_is_of_whole_months",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("figure__in", ["", "referrals", "accepted", "starts", "sessions"])),
                        name="told_is_of_a_known_figure",
                    ),
                ],
            },
        ),
        *(append_only(f"equity_{table}") for table in ("counted", "roll", "told")),
        *(never_emptied(f"equity_{table}") for table in ("counted", "roll", "told")),
        policies("equity_counted", seen=TEAM, kind=RECORD),
        counted("people_placement"),
        counted("people_need", only=OF_NEEDS),
    ]
