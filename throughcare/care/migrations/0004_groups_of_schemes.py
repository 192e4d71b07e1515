import django.db.models.deletion
from django.db import migrations, models

from throughcare.access.policies import renewed_door, secured


# Who waits for, is in or was at a group of a mentor scheme is seen by those who see contacts with mentors, and by
# nobody who sees stages alone; treatment the other way round.
OF_PROGRAMMES = ("wait", "membership", "attendance")


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0003_a_room_lies_on_a_wing"),
        ("episodes", "0014_means_of_therapy"),
        ("organisations", "0004_given_passwords"),
        ("people", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Helper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="a_membership_ends_in_some_way",
        ),
        migrations.AddField(
            model_name="attendance",
            name="category",
            field=models.CharField(
                choices=[("referral-and-stage", "Referrals, stages and clocks"), ("peer-contacts", "Peer contact log")],
                default="referral-and-stage",
                max_length=32,
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="category",
            field=models.CharField(
                choices=[("referral-and-stage", "Referrals, stages and clocks"), ("peer-contacts", "Peer contact log")],
                default="referral-and-stage",
                max_length=32,
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="kind",
            field=models.CharField(
                choices=[
                    ("treatment", "Treatment"),
                    ("art", "Creative"),
                    ("daily-living", "Daily living"),
                    ("group", "Group"),
                ],
                default="treatment",
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="kind",
            field=models.CharField(
                choices=[
                    ("treatment", "Treatment"),
                    ("art", "Creative"),
                    ("daily-living", "Daily living"),
                    ("group", "Group"),
                ],
                default="treatment",
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="wait",
            name="category",
            field=models.CharField(
                choices=[("referral-and-stage", "Referrals, stages and clocks"), ("peer-contacts", "Peer contact log")],
                default="referral-and-stage",
                max_length=32,
            ),
        ),
        migrations.AlterField(
            model_name="attendance",
            name="event",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="membership",
            name="ended",
            field=models.CharField(
                blank=True,
                choices=[
                    ("declined", "Declined"),
                    ("left", "Left the group"),
                    ("moved", "Moved away"),
                    ("treatment-ended", "Treatment ended"),
                    ("support-ended", "Support ended"),
                    ("completed", "The group came to its end"),
                    ("taken-back", "The offer was taken back"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("category", "referral-and-stage"), _negated=True),
                    ("event__isnull", False),
                    _connector="OR",
                ),
                name="what_is_said_of_treatment_is_a_fact",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended", ""), ("ended_at", None)),
                    models.Q(
                        (
                            "ended__in",
                            [
                                "declined",
                                "left",
                                "moved",
                                "treatment-ended",
                                "support-ended",
                                "completed",
                                "taken-back",
                            ],
                        ),
                        ("ended_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_membership_ends_in_some_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["treatment", "art", "daily-living", "group"])),
                name="a_programme_is_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "treatment"), ("cohort__isnull", False), _connector="OR"),
                name="what_is_no_treatment_is_a_group",
            ),
        ),
        migrations.AddField(
            model_name="helper",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staffrole",
            ),
        ),
        migrations.AddField(
            model_name="helper",
            name="cohort",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="helpers", to="care.cohort"
            ),
        ),
        migrations.AddField(
            model_name="helper",
            name="episode",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="episodes.episode"
            ),
        ),
        migrations.AddField(
            model_name="helper",
            name="person",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddIndex(
            model_name="helper",
            index=models.Index(condition=models.Q(("ended_at", None)), fields=["episode"], name="helper_episode"),
        ),
        migrations.AddConstraint(
            model_name="helper",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("cohort", "episode"), name="helps_once"
            ),
        ),
        *(renewed_door(f"care_{table}", category="category") for table in OF_PROGRAMMES),
        secured("care_helper", category="'mentor-vetting'"),
    ]
