"""What a service sets of its alerts, and the wording that a site brings and the facts it confirms. Nobody is in these
rows.

Each only grows: the last row counts, and the others say what was in force before.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughcare.episodes.models import Service
from throughcare.organisations.models import Organisation, StaffRole


class Set(models.Model):
    """Who set it, acting as what, when and why; `owner` answers for it."""

    owner = models.CharField(max_length=120)
    why = models.CharField(max_length=400)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class AlertThreshold(Set):
    """The value at which a rule of an instrument raises in one service, instead of the one in its file."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    instrument = models.CharField(max_length=60)
    rule = models.CharField(max_length=60)
    value = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["service", "-id"], name="threshold_service")]
        constraints = [models.CheckConstraint(name="a_threshold_has_an_owner", condition=~Q(owner="") & ~Q(why=""))]


class Watch(Set):
    """Who is responsible for the alerts of a service, and who is told next, after how many minutes.

    `then` are parties of the blueprint, in the order in which they are told.
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    team = models.CharField(max_length=120)
    out_of_hours = models.CharField(max_length=120)
    alert_minutes = models.PositiveIntegerField()
    review_minutes = models.PositiveIntegerField()
    then = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        verbose_name_plural = "watches"
        indexes = [models.Index(fields=["service", "-id"], name="watch_service")]
        constraints = [
            models.CheckConstraint(name="a_watch_has_an_owner", condition=~Q(owner="") & ~Q(why="")),
            models.CheckConstraint(
                name="a_watch_is_kept_within_a_month",
                condition=Q(alert_minutes__range=(1, 1440), review_minutes__range=(1, 43_200)),
            ),
        ]


class SiteText(models.Model):
    """The wording of an instrument that an organisation has a licence for; the newest that stands is shown."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    instrument = models.CharField(max_length=60)
    edition = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    texts = models.JSONField()
    licence_holder = models.CharField(max_length=200)
    licence_reference = models.CharField(max_length=200)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "instrument", "number"], name="one_wording_a_number"),
            models.CheckConstraint(
                name="a_wording_has_a_licence", condition=~Q(licence_holder="") & ~Q(licence_reference="")
            ),
        ]


class SiteTextWithdrawal(models.Model):
    """That a wording is shown no more, and why."""

    site_text = models.OneToOneField(SiteText, models.PROTECT, related_name="withdrawal")
    why = models.CharField(max_length=400)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="a_withdrawal_of_wording_says_why", condition=~Q(why=""))]


class FactsConfirmed(models.Model):
    """That a clinician held what is recalled of one version of an instrument to a source, for their own organisation.

    `digest` is that of the file whose facts they saw: those of another file wait for a confirmation of their own.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    instrument = models.CharField(max_length=60)
    edition = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    against = models.CharField(max_length=400)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "facts confirmed"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "digest", "number"], name="one_confirmation_a_number"),
            models.CheckConstraint(name="a_confirmation_says_against_what", condition=~Q(against="")),
        ]


class FactsWithdrawn(models.Model):
    """That a confirmation holds no more, and why."""

    confirmed = models.OneToOneField(FactsConfirmed, models.PROTECT, related_name="withdrawal")
    why = models.CharField(max_length=400)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "facts withdrawn"
        constraints = [models.CheckConstraint(name="a_withdrawal_of_facts_says_why", condition=~Q(why=""))]
