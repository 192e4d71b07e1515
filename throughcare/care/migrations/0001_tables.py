import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("episodes", "0014_means_of_therapy"),
        ("organisations", "0004_given_passwords"),
        ("people", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("title", models.CharField(max_length=120)),
                ("retired", models.BooleanField(default=False)),
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
            ],
            options={
                "ordering": ["title", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "title"), name="one_programme_a_title")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("number", models.PositiveSmallIntegerField()),
                ("pathway", models.CharField(blank=True, max_length=60)),
                ("intensity", models.CharField(choices=[("low", "Low"), ("high", "High")], max_length=8)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("smallest", models.PositiveSmallIntegerField()),
                ("largest", models.PositiveSmallIntegerField()),
                ("modules", models.JSONField()),
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
                    "programme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="care.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["programme_id", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "number"), name="one_version_of_a_programme_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (5, 480))), name="a_session_lasts_a_while"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("smallest__gte", 1), ("largest__gte", models.F("smallest")), ("largest__lte", 40)
                        ),
                        name="a_group_has_a_size",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("intensity__in", ["low", "high"])), name="intensity_is_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Regime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("hours", models.JSONField()),
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
                    "place",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
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
                "indexes": [models.Index(fields=["place", "unit", "-id"], name="regime_place")],
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("name", models.CharField(max_length=60)),
                ("holds", models.PositiveSmallIntegerField()),
                (
                    "needs",
                    models.CharField(
                        choices=[
                            ("regime", "People are brought or let through: within the hours of the regime"),
                            ("unlock", "On a wing: while that wing is unlocked"),
                            ("any", "At any time"),
                        ],
                        max_length=8,
                    ),
                ),
                ("closed", models.BooleanField(default=False)),
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
                    "place",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["place_id", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("place", "name"), name="one_room_a_name"),
                    models.CheckConstraint(condition=models.Q(("holds__gte", 1)), name="a_room_holds_somebody"),
                    models.CheckConstraint(
                        condition=models.Q(("needs__in", ["regime", "unlock", "any"])), name="room_needs_are_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cohort",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("title", models.CharField(max_length=120)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("places", models.PositiveSmallIntegerField()),
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
                    "place",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="care.programmeversion",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="care.room"
                    ),
                ),
            ],
            options={
                "ordering": ["-from_on", "-id"],
                "indexes": [models.Index(fields=["organisation", "-from_on"], name="cohort_organisation")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))), name="a_group_ends_after_it_begins"
                    ),
                    models.CheckConstraint(condition=models.Q(("places__range", (1, 40))), name="a_group_has_places"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "cohort",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="care.cohort",
                    ),
                ),
            ],
            options={
                "ordering": ["cohort_id", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("cohort", "number"), name="one_seat_a_number"),
                    models.CheckConstraint(condition=models.Q(("number__range", (1, 40))), name="seats_count_from_one"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("number", models.PositiveSmallIntegerField(null=True)),
                ("module", models.CharField(blank=True, max_length=120)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("over", models.CharField(blank=True, max_length=400)),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "cancelled_for",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("staff-away", "No facilitator"),
                            ("room", "The room cannot be used"),
                            ("regime", "The prison's regime"),
                            ("too-few", "Too few could come"),
                            ("closed-day", "The service is closed that day"),
                            ("booked-in-error", "Booked in error"),
                        ],
                        max_length=16,
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
                    "cancelled_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="care.cohort",
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
                    "place",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="care.room"
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "id"],
                "indexes": [
                    models.Index(fields=["organisation", "starts_at"], name="session_organisation"),
                    models.Index(fields=["place", "starts_at"], name="session_place"),
                    models.Index(fields=["cohort", "starts_at"], name="session_cohort"),
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("cancelled_at", None)),
                        expressions=[
                            (
                                models.Func(
                                    models.F("room_id"),
                                    models.F("room_id"),
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
                                    "starts_at",
                                    "ends_at",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(),
                                    function="tstzrange",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="a_room_has_one_session_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="a_session_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cohort", None), ("number", None)),
                            models.Q(("cohort__isnull", False), ("number__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_session_of_a_group_has_a_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at", None)),
                        fields=("cohort", "number"),
                        name="one_session_of_a_group_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at", None), ("cancelled_by", None), ("cancelled_for", "")),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("cancelled_by__isnull", False),
                                (
                                    "cancelled_for__in",
                                    ["staff-away", "room", "regime", "too-few", "closed-day", "booked-in-error"],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="a_cancelled_session_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Register",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("number", models.PositiveSmallIntegerField()),
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
                        related_name="registers",
                        to="care.session",
                    ),
                ),
            ],
            options={
                "ordering": ["session_id", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "number"), name="one_register_a_number"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="registers_count_from_one"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Facilitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("stands", models.BooleanField(default=True)),
                (
                    "role",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facilitations",
                        to="care.session",
                    ),
                ),
            ],
            options={
                "ordering": ["session_id", "id"],
                "indexes": [models.Index(fields=["staff", "starts_at"], name="facilitation_staff")],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "staff"), name="one_facilitation_a_session"),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("stands", True)),
                        expressions=[
                            (
                                models.Func(
                                    models.F("staff_id"),
                                    models.F("staff_id"),
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
                                    "starts_at",
                                    "ends_at",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(),
                                    function="tstzrange",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="nobody_holds_two_sessions_at_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("5", "Attended on time"),
                            ("6", "Arrived late, but was seen"),
                            ("7", "Arrived late and could not be seen"),
                            ("2", "Cancelled by, or for, the person"),
                            ("3", "Did not attend, no warning given"),
                            ("4", "Cancelled or put off by the provider"),
                        ],
                        max_length=1,
                    ),
                ),
                (
                    "engaged",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("took-part", "Took part"),
                            ("a-little", "Took part a little"),
                            ("only-there", "Was there, took no part"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=24)),
                ("lost_to_regime", models.BooleanField()),
                ("event", models.PositiveIntegerField()),
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
                    "register",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="care.register",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="care.session",
                    ),
                ),
            ],
            options={
                "ordering": ["session_id", "id"],
                "indexes": [
                    models.Index(fields=["session", "episode", "-id"], name="attendance_session"),
                    models.Index(fields=["episode", "-id"], name="attendance_episode"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("register", "episode"), name="one_line_of_a_register_each"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("engaged__in", ["took-part", "a-little", "only-there"]),
                                ("reason", ""),
                                ("status__in", ["5", "6"]),
                            ),
                            models.Q(
                                ("engaged", ""),
                                ("status__in", ["7", "2", "3", "4"]),
                                (
                                    "reason__in",
                                    [
                                        "no-reason-given",
                                        "refused",
                                        "late-not-seen",
                                        "cancelled-by-person",
                                        "unwell",
                                        "fear-or-non-association",
                                        "moved-wing",
                                        "transferred-out",
                                        "released",
                                        "service-staffing",
                                        "unknown",
                                        "regime-lockdown",
                                        "no-escort",
                                        "no-officer-to-unlock",
                                        "roll-incorrect",
                                        "court",
                                        "legal-visit",
                                        "social-visit",
                                        "work-clash",
                                        "adjudication",
                                        "segregated",
                                        "hospital-escort",
                                        "medication-clash",
                                        "not-told",
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="who_was_there_took_part_somehow",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lost_to_regime", True),
                                (
                                    "reason__in",
                                    [
                                        "regime-lockdown",
                                        "no-escort",
                                        "no-officer-to-unlock",
                                        "roll-incorrect",
                                        "court",
                                        "legal-visit",
                                        "social-visit",
                                        "work-clash",
                                        "adjudication",
                                        "segregated",
                                        "hospital-escort",
                                        "medication-clash",
                                        "not-told",
                                    ],
                                ),
                            ),
                            models.Q(
                                ("lost_to_regime", False),
                                models.Q(
                                    (
                                        "reason__in",
                                        [
                                            "regime-lockdown",
                                            "no-escort",
                                            "no-officer-to-unlock",
                                            "roll-incorrect",
                                            "court",
                                            "legal-visit",
                                            "social-visit",
                                            "work-clash",
                                            "adjudication",
                                            "segregated",
                                            "hospital-escort",
                                            "medication-clash",
                                            "not-told",
                                        ],
                                    ),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="lost_to_regime_follows_from_the_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "instead_of",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="care.attendance",
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="alone", to="care.session"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["episode"], name="alone_episode")],
            },
        ),
        migrations.CreateModel(
            name="Wait",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("since", models.DateField()),
                (
                    "need",
                    models.CharField(
                        choices=[("urgent", "Cannot wait"), ("high", "High need"), ("usual", "Usual need")],
                        max_length=8,
                    ),
                ),
                (
                    "fit",
                    models.CharField(
                        choices=[
                            ("fits", "Fits a group as it is"),
                            ("arrange", "Fits once something is arranged"),
                            ("not-yet", "Not in a group yet"),
                        ],
                        max_length=8,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended",
                    models.CharField(
                        blank=True, choices=[("placed", "Has a place"), ("stopped", "Waits no longer")], max_length=8
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
                    "programme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waits",
                        to="care.programme",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["programme", "since"], name="therapy_wait_line"
                    ),
                    models.Index(fields=["episode"], name="therapy_wait_episode"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("episode", "programme"),
                        name="waits_once_for_a_programme",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("need__in", ["urgent", "high", "usual"])), name="need_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fit__in", ["fits", "arrange", "not-yet"])), name="fit_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended", ""), ("ended_at", None)),
                            models.Q(("ended_at__isnull", False), models.Q(("ended", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_therapy_wait_ends_in_some_way",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("out_of_turn", models.CharField(blank=True, max_length=400)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("declined", "Declined"),
                            ("left", "Left the group"),
                            ("moved", "Moved away"),
                            ("treatment-ended", "Treatment ended"),
                            ("completed", "The group came to its end"),
                            ("taken-back", "The offer was taken back"),
                        ],
                        max_length=16,
                    ),
                ),
                ("because", models.CharField(blank=True, max_length=400)),
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
                    "cohort",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="care.cohort",
                    ),
                ),
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
                    "seat",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="care.seat"
                    ),
                ),
                (
                    "wait",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="care.wait"
                    ),
                ),
            ],
            options={
                "ordering": ["cohort_id", "id"],
                "indexes": [
                    models.Index(fields=["cohort", "seat"], name="membership_cohort"),
                    models.Index(fields=["episode"], name="membership_episode"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("seat",), name="one_member_a_seat"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("cohort", "episode"),
                        name="one_place_of_a_group_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended", ""), ("ended_at", None)),
                            models.Q(
                                (
                                    "ended__in",
                                    ["declined", "left", "moved", "treatment-ended", "completed", "taken-back"],
                                ),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_membership_ends_in_some_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended__in", ["declined", "taken-back"]), _negated=True),
                            ("accepted_at", None),
                            _connector="OR",
                        ),
                        name="only_an_offer_is_declined",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Away",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
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
                    "role",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffrole",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["staff", "starts_at"], name="away_staff")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="away_for_a_while"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosedDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("on", models.DateField()),
                ("closed", models.BooleanField(default=True)),
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
                    "place",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["place", "on", "-id"], name="closed_day_place")],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("identity-and-location", "Identity and current location"),
                            ("sentence-and-dates", "Court, sentence and release dates"),
                            ("mha-status", "Mental Health Act status"),
                            ("referral-and-stage", "Referrals, stages and clocks"),
                            ("clinical", "Clinical assessment and notes"),
                            ("diagnosis-and-medication", "Diagnosis and medication"),
                            ("self-harm-risk", "Self-harm risk and ACCT"),
                            ("risk-to-others", "Risk to others, MAPPA and licence"),
                            ("security-intelligence", "Security intelligence"),
                            ("therapy-content", "Therapy content and single answers"),
                            ("peer-contacts", "Peer contact log"),
                            ("mentor-vetting", "Mentor vetting"),
                            ("care-plan", "Care plan and section 117 plan"),
                            ("housing", "Housing, benefits and resettlement"),
                            ("victim", "Victim information"),
                            ("protected-characteristics", "Protected characteristics and accessibility needs"),
                            ("incidents", "Incidents and investigations"),
                            ("indicators", "Indicators"),
                        ],
                        max_length=32,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("court", "Court"),
                            ("legal-visit", "Legal visit"),
                            ("hospital", "Appointment outside"),
                            ("social-visit", "Social visit"),
                            ("work", "Work or education"),
                        ],
                        max_length=16,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
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
                "ordering": ["starts_at", "id"],
                "indexes": [models.Index(fields=["person", "starts_at"], name="commitment_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="a_commitment_takes_a_while"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["court", "legal-visit", "hospital", "social-visit", "work"])),
                        name="commitment_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64, unique=True)),
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
                    "staff",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("staff",), name="one_live_feed_an_account"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NonAssociation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
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
                    "other",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
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
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("person", "other"), name="kept_apart_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("other")), _negated=True),
                        name="nobody_is_kept_from_themselves",
                    ),
                ],
            },
        ),
    ]
