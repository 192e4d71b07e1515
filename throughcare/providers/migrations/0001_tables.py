import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from throughcare.access.parts import DECISIONS, readers
from throughcare.access.door import words
from throughcare.access.policies import serves
from throughcare.audit.append_only import APPLICATION, append_only

CATEGORIES = ("clinical", "mha-status", "self-harm-risk")
STEPS = (
    "need-identified",
    "initial-request-for-medical-report",
    "access-assessment-done",
    "bed-requested",
    "bed-accepted",
    "bed-declined",
    "recorded-in-error",
)

ONLY_ENDS = f"""
    CREATE FUNCTION providers_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'until_on' = to_jsonb(OLD) - 'until_on' THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'Rows of % only ever end: append another.', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END
    $$;
    CREATE TRIGGER providers_responsibility_only_ends BEFORE UPDATE OR DELETE ON providers_responsibility
        FOR EACH ROW EXECUTE FUNCTION providers_only_ends();
    REVOKE DELETE, TRUNCATE ON providers_responsibility FROM {APPLICATION};
"""
ALWAYS_MAY = f"""
    DROP TRIGGER providers_responsibility_only_ends ON providers_responsibility;
    DROP FUNCTION providers_only_ends();
    GRANT DELETE ON providers_responsibility TO {APPLICATION};
"""
# Beside the policies that are there: what is counted, to be compared across units, and nothing else of a record.
COUNTED = serves(readers(DECISIONS))
OF_A_DECISION = f"{COUNTED} AND episodes_event.step IN ({words(STEPS)})"
COMPARED = {
    "people_person": COUNTED,
    "episodes_event": OF_A_DECISION,
    "episodes_eventdetail": f"{COUNTED} AND category IN ({words(CATEGORIES)})"
    " AND EXISTS (SELECT FROM episodes_event WHERE episodes_event.id = event_id)",
}


def compared(table: str, reads: str) -> migrations.RunSQL:
    made = f"CREATE POLICY compared ON {table} FOR SELECT TO {APPLICATION} USING ({reads})"
    return migrations.RunSQL(made, reverse_sql=f"DROP POLICY compared ON {table}")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0009_looks_by_pages"),
        ("audit", "0002_append_only"),
        ("episodes", "0003_policies"),
        ("organisations", "0004_given_passwords"),
    ]

    operations = [
        migrations.CreateModel(
            name="Responsibility",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("source", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField()),
                (
                    "answers",
                    models.CharField(
                        choices=[("provider", "Responsible provider"), ("commissioner", "Responsible commissioner")],
                        max_length=16,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("high", "High"),
                            ("medium", "Medium"),
                            ("low", "Low"),
                            ("picu", "Psychiatric intensive care"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "specialty",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mental-illness", "Mental illness"),
                            ("personality-disorder", "Personality disorder"),
                            ("learning-disability-autism", "Learning disability or autism"),
                            ("brain-injury", "Acquired brain injury"),
                        ],
                        max_length=32,
                    ),
                ),
                ("sex", models.CharField(blank=True, choices=[("1", "Men"), ("2", "Women")], max_length=1)),
                ("approved_by", models.CharField(max_length=200)),
                (
                    "area",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered",
                        to="organisations.organisation",
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
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "responsibilities",
                "ordering": ["area_id", "answers", "from_on", "id"],
                "indexes": [models.Index(fields=["area", "from_on"], name="responsibility_area")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answers__in", ["provider", "commissioner"])),
                        name="responsibility_answers_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["", "high", "medium", "low", "picu"])),
                        name="responsibility_is_for_a_known_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "specialty__in",
                                [
                                    "",
                                    "mental-illness",
                                    "personality-disorder",
                                    "learning-disability-autism",
                                    "brain-injury",
                                ],
                            )
                        ),
                        name="responsibility_is_for_a_known_specialty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["", "1", "2"])), name="responsibility_is_for_a_known_sex"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True), models.Q(("approved_by", ""), _negated=True)
                        ),
                        name="responsibility_says_by_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="responsibility_ends_after_it_begins",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("area_id"),
                                    models.F("area_id"),
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
                                        models.F("answers"), function="hashtext", output_field=models.IntegerField()
                                    ),
                                    models.Func(
                                        models.F("answers"), function="hashtext", output_field=models.IntegerField()
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
                                    models.Func(
                                        models.F("level"),
                                        output_field=models.IntegerField(),
                                        template="hashtext(nullif(%(expressions)s, ''))",
                                    ),
                                    models.Func(
                                        models.F("level"),
                                        output_field=models.IntegerField(),
                                        template="hashtext(nullif(%(expressions)s, ''))",
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
                                    models.Func(
                                        models.F("specialty"),
                                        output_field=models.IntegerField(),
                                        template="hashtext(nullif(%(expressions)s, ''))",
                                    ),
                                    models.Func(
                                        models.F("specialty"),
                                        output_field=models.IntegerField(),
                                        template="hashtext(nullif(%(expressions)s, ''))",
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
                                    models.Func(
                                        models.F("sex"),
                                        output_field=models.IntegerField(),
                                        template="hashtext(nullif(%(expressions)s, ''))",
                                    ),
                                    models.Func(
                                        models.F("sex"),
                                        output_field=models.IntegerField(),
                                        template="hashtext(nullif(%(expressions)s, ''))",
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
                        name="nobody_is_answered_for_twice_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResponsibilityEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField()),
                ("on", models.DateField()),
                ("before", models.DateField(null=True, verbose_name="until when it was to hold before")),
                ("approved_by", models.CharField(max_length=200)),
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
                    "responsibility",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="end", to="providers.responsibility"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True), models.Q(("approved_by", ""), _negated=True)
                        ),
                        name="an_end_says_by_what",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Threshold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField()),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("high", "High"),
                            ("medium", "Medium"),
                            ("low", "Low"),
                            ("picu", "Psychiatric intensive care"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "specialty",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mental-illness", "Mental illness"),
                            ("personality-disorder", "Personality disorder"),
                            ("learning-disability-autism", "Learning disability or autism"),
                            ("brain-injury", "Acquired brain injury"),
                        ],
                        max_length=32,
                    ),
                ),
                (
                    "admits",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), size=None),
                ),
                (
                    "refuses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                ("from_on", models.DateField(verbose_name="from")),
                (
                    "provider",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="thresholds",
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
            ],
            options={
                "ordering": ["provider_id", "level", "specialty", "-from_on", "-id"],
                "indexes": [models.Index(fields=["provider", "-from_on"], name="threshold_provider")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("admits__len__gt", 0)), name="a_threshold_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="a_threshold_says_by_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level__in", ["", "high", "medium", "low", "picu"]),
                            (
                                "specialty__in",
                                [
                                    "",
                                    "mental-illness",
                                    "personality-disorder",
                                    "learning-disability-autism",
                                    "brain-injury",
                                ],
                            ),
                        ),
                        name="a_threshold_is_of_a_known_kind",
                    ),
                ],
            },
        ),
        migrations.RunSQL(ONLY_ENDS, reverse_sql=ALWAYS_MAY),
        append_only("providers_responsibilityend"),
        append_only("providers_threshold"),
        *(compared(table, reads) for table, reads in COMPARED.items()),
    ]
