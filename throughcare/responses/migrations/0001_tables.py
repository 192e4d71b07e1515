import django.contrib.postgres.fields
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
            name="RaisedAlert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "category",
                    models.CharField(
                        choices=[("self-harm-risk", "Self-harm risk"), ("clinical", "Clinical")], max_length=32
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("instrument", models.CharField(max_length=60)),
                ("rule", models.CharField(max_length=60)),
                ("ruled_by", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(choices=[("alert", "See them now"), ("review", "To be looked at")], max_length=8),
                ),
                ("completed_on", models.DateField()),
                ("team", models.CharField(max_length=120)),
                ("out_of_hours", models.CharField(max_length=120)),
                ("within", models.PositiveIntegerField()),
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
                (
                    "place",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
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
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["organisation", "-at"], name="alert_organisation")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("within__range", (1, 43200))), name="an_alert_is_acknowledged_in_time"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AlertDetail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=60)),
                ("value", models.FloatField(null=True)),
                ("says", models.CharField(max_length=400)),
                ("confirmed", models.BooleanField()),
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
                    "alert",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="detail", to="responses.raisedalert"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("instrument", models.CharField(max_length=60)),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("start", "At the start"),
                            ("session", "After a number of sessions"),
                            ("months", "After a number of months"),
                            ("end", "At the end"),
                            ("after", "Some time after the end"),
                            ("between", "In between"),
                        ],
                        max_length=8,
                    ),
                ),
                ("nth", models.PositiveSmallIntegerField(null=True)),
                ("edition", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64)),
                ("rater", models.CharField(max_length=12)),
                (
                    "filled",
                    models.CharField(
                        choices=[
                            ("alone", "The person, alone"),
                            ("helped", "The person, with somebody reading or writing for them"),
                            ("clinician", "A clinician"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "entered",
                    models.CharField(
                        choices=[
                            ("staff", "Entered by staff"),
                            ("shared-device", "Answered on a shared device"),
                            ("paper", "Entered from paper"),
                        ],
                        max_length=16,
                    ),
                ),
                ("completed_on", models.DateField()),
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
            ],
            options={
                "ordering": ["episode_id", "completed_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("episode", "instrument", "occasion", "nth", "completed_on"),
                        name="one_response_an_occasion_and_day",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rater", "self"), ("rater", "clinician"), _connector="OR"),
                        name="a_response_has_a_known_rater",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("filled", "clinician"), ("rater", "clinician")),
                            models.Q(("rater", "self"), models.Q(("filled", "clinician"), _negated=True)),
                            _connector="OR",
                        ),
                        name="who_rates_fills_in",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("entered", "shared-device"), _negated=True), ("rater", "self"), _connector="OR"
                        ),
                        name="only_the_person_answers_on_a_shared_device",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nth__isnull", False), ("occasion__in", ("session", "months"))),
                            models.Q(models.Q(("occasion__in", ("session", "months")), _negated=True), ("nth", None)),
                            _connector="OR",
                        ),
                        name="a_response_says_after_how_many",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="raisedalert",
            name="response",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="alerts",
                to="responses.response",
            ),
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scale", models.CharField(max_length=60)),
                ("value", models.FloatField(null=True)),
                ("band", models.CharField(blank=True, max_length=80)),
                ("label", models.CharField(blank=True, max_length=80)),
                ("refused", models.CharField(blank=True, max_length=400)),
                ("incomplete", models.BooleanField(default=False)),
                ("over", models.CharField(blank=True, max_length=200)),
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
                    "response",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="responses.response",
                    ),
                ),
            ],
            options={
                "ordering": ["response_id", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("response", "scale"), name="one_score_a_scale"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("label", ""), ("refused", ""), ("value__isnull", False)),
                            models.Q(("refused", ""), ("value", None), models.Q(("label", ""), _negated=True)),
                            models.Q(
                                ("band", ""), ("label", ""), ("value", None), models.Q(("refused", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="a_score_or_the_reason_why_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("instrument", models.CharField(max_length=60)),
                ("edition", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64)),
                ("number", models.PositiveSmallIntegerField()),
                ("texts", models.JSONField()),
                ("licence_holder", models.CharField(max_length=200)),
                ("licence_reference", models.CharField(max_length=200)),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "instrument", "number"), name="one_wording_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("licence_holder", ""), _negated=True),
                            models.Q(("licence_reference", ""), _negated=True),
                        ),
                        name="a_wording_has_a_licence",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteTextWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.CharField(max_length=400)),
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
                    "site_text",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="responses.sitetext"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="a_withdrawal_of_wording_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("instrument", models.CharField(max_length=60)),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("start", "At the start"),
                            ("session", "After a number of sessions"),
                            ("months", "After a number of months"),
                            ("end", "At the end"),
                            ("after", "Some time after the end"),
                            ("between", "In between"),
                        ],
                        max_length=8,
                    ),
                ),
                ("nth", models.PositiveSmallIntegerField(null=True)),
                ("edition", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64)),
                ("token", models.CharField(max_length=64, unique=True)),
                ("code", models.CharField(max_length=64)),
                ("until", models.DateTimeField()),
                ("place", models.PositiveSmallIntegerField(default=0)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "ended",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("finished", "Finished"),
                            ("stopped", "Stopped by the person"),
                            ("time-over", "Left until its time was over"),
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
                    "response",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sitting",
                        to="responses.response",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("ended_at", None)), fields=["until"], name="sitting_open")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("at"))), name="a_sitting_lasts_a_while"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended", ""), ("ended_at", None)),
                            models.Q(("ended_at__isnull", False), models.Q(("ended", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_sitting_ends_in_some_way",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("begun", "So far"), ("done", "As handed in"), ("amended", "Corrected")], max_length=8
                    ),
                ),
                ("stopped_at", models.CharField(blank=True, max_length=8)),
                ("why", models.CharField(blank=True, max_length=400)),
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
                    "response",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="responses.response",
                    ),
                ),
            ],
            options={
                "ordering": ["response_id", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("response", "number"), name="one_version_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "amended"), _negated=True),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_correction_of_answers_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answers",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given", models.JSONField()),
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
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="responses.version"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "answers",
            },
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.CharField(max_length=120)),
                ("why", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
                ("team", models.CharField(max_length=120)),
                ("out_of_hours", models.CharField(max_length=120)),
                ("alert_minutes", models.PositiveIntegerField()),
                ("review_minutes", models.PositiveIntegerField()),
                (
                    "then",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
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
                "verbose_name_plural": "watches",
                "indexes": [models.Index(fields=["service", "-id"], name="watch_service")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner", ""), _negated=True), models.Q(("why", ""), _negated=True)
                        ),
                        name="a_watch_has_an_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alert_minutes__range", (1, 1440)), ("review_minutes__range", (1, 43200))),
                        name="a_watch_is_kept_within_a_month",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AlertThreshold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.CharField(max_length=120)),
                ("why", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
                ("instrument", models.CharField(max_length=60)),
                ("rule", models.CharField(max_length=60)),
                ("value", models.FloatField()),
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
                "indexes": [models.Index(fields=["service", "-id"], name="threshold_service")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner", ""), _negated=True), models.Q(("why", ""), _negated=True)
                        ),
                        name="a_threshold_has_an_owner",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NotAnswered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("instrument", models.CharField(max_length=60)),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("start", "At the start"),
                            ("session", "After a number of sessions"),
                            ("months", "After a number of months"),
                            ("end", "At the end"),
                            ("after", "Some time after the end"),
                            ("between", "In between"),
                        ],
                        max_length=8,
                    ),
                ),
                ("nth", models.PositiveSmallIntegerField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("refused", "The person did not want to"),
                            ("not-offered", "It was not offered"),
                            ("lost-to-regime", "The session was lost to the regime"),
                        ],
                        max_length=16,
                    ),
                ),
                ("on", models.DateField()),
                ("says", models.CharField(blank=True, max_length=400)),
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
            ],
            options={
                "verbose_name_plural": "not answered",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("episode", "instrument", "occasion", "nth", "on"),
                        name="not_answered_once_an_occasion_and_day",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenAlert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "category",
                    models.CharField(
                        choices=[("self-harm-risk", "Self-harm risk"), ("clinical", "Clinical")], max_length=32
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("escalated_at", models.DateTimeField(null=True)),
                ("escalates_at", models.DateTimeField(null=True)),
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
                    "alert",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="open_for",
                        to="responses.raisedalert",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "due_at"], name="open_alert_list"),
                    models.Index(
                        condition=models.Q(("escalates_at__isnull", False)),
                        fields=["escalates_at"],
                        name="open_alert_escalates",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("alert", "organisation"), name="an_open_alert_is_once_on_a_list"),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__gt", models.F("raised_at"))), name="an_open_alert_is_due_later"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AlertEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "category",
                    models.CharField(
                        choices=[("self-harm-risk", "Self-harm risk"), ("clinical", "Clinical")], max_length=32
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("acknowledged", "Acknowledged"),
                            ("acted", "Action taken"),
                            ("closed", "Closed"),
                            ("escalated", "Told to others, because nobody had acknowledged it"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("seen-today", "Seen today"),
                            ("acct-opened", "ACCT opened"),
                            ("acct-reviewed", "ACCT reviewed"),
                            ("existing-plan", "Covered by a plan there is already"),
                            ("passed-to", "Passed to somebody else"),
                        ],
                        max_length=16,
                    ),
                ),
                ("says", models.CharField(blank=True, max_length=400)),
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
                    "told",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "alert",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="responses.raisedalert",
                    ),
                ),
            ],
            options={
                "ordering": ["alert_id", "at", "id"],
                "indexes": [models.Index(fields=["alert", "at"], name="alert_entry_alert")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["acknowledged", "closed"])),
                        fields=("alert", "kind"),
                        name="acknowledged_and_closed_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "escalated")),
                        fields=("alert", "told"),
                        name="an_alert_is_told_once_to_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "acted"),
                                (
                                    "action__in",
                                    ["seen-today", "acct-opened", "acct-reviewed", "existing-plan", "passed-to"],
                                ),
                            ),
                            models.Q(models.Q(("kind", "acted"), _negated=True), ("action", "")),
                            _connector="OR",
                        ),
                        name="an_action_is_one_of_the_table",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("action__in", ["existing-plan", "passed-to"]), _negated=True),
                            models.Q(("says", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="some_actions_need_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "escalated"), ("told__isnull", False)),
                            models.Q(models.Q(("kind", "escalated"), _negated=True), ("told", None)),
                            _connector="OR",
                        ),
                        name="an_escalation_tells_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "closed"), _negated=True),
                            models.Q(("says", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_closing_of_an_alert_says_why",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="raisedalert",
            constraint=models.UniqueConstraint(fields=("response", "rule"), name="one_alert_a_response_and_rule"),
        ),
    ]
