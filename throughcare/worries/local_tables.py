"""What a scheme sets of its worries, and who is on call for it. Nobody whose record is kept is in these rows."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from throughcare.episodes.models import Service
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.roles import ROLES
from throughcare.responses.local_tables import Set


class WorryWatch(Set):
    """By when worries of a scheme are acknowledged, when shifts begin, how the duty manager is reached.

    Rows only grow, and the last one counts. Two taps about one person within `fold_minutes` are one worry.
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    minutes = models.PositiveSmallIntegerField()
    fold_minutes = models.PositiveSmallIntegerField()
    shifts = ArrayField(models.TimeField())
    duty_manager = models.CharField(max_length=120)

    class Meta:
        verbose_name_plural = "worry watches"
        indexes = [models.Index(fields=["service", "-id"], name="worry_watch_service")]
        constraints = [
            models.CheckConstraint(name="a_worry_watch_has_an_owner", condition=~Q(owner="") & ~Q(why="")),
            models.CheckConstraint(
                name="a_worry_watch_is_kept_in_a_day",
                condition=Q(minutes__range=(1, 1440), fold_minutes__range=(0, 60), shifts__len__gt=0),
            ),
        ]


class OnCall(models.Model):
    """Who is told of the worries of a scheme, from when until when: an organisation, there a role or one of its staff.

    `rung` 0 is told at once, each other after so many times the minutes. Without an end it lasts.
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    rung = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=8, blank=True, choices={code: row.title for code, row in ROLES.items()})
    staff = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)
    title = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "on call"
        ordering = ["rung", "starts_at", "id"]
        indexes = [models.Index(fields=["service", "starts_at"], name="on_call_service")]
        constraints = [
            models.CheckConstraint(name="on_call_is_called_something", condition=~Q(title="")),
            models.CheckConstraint(
                name="on_call_ends_after_it_begins", condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at"))
            ),
        ]


class OffCall(models.Model):
    """That somebody is on call no longer, before the end that was said."""

    on_call = models.OneToOneField(OnCall, models.PROTECT, related_name="off")
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
