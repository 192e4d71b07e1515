"""What was found to be worth a look, when that was looked for, and what a Guardian said of it. All of it only grows."""

from django.db import models
from django.db.models import Q

from throughcare.access.models import Emergency
from throughcare.copies import leaves_out
from throughcare.organisations.acting import CHECKER
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.people.models import Person
from throughcare.retention.tables import AUDIT, goes_with


class Round(models.Model):
    """That the audit record was gone through: from when until when, by which service, and how much was found."""

    at = models.DateTimeField()
    service = models.CharField(max_length=24, default=CHECKER)
    since = models.DateTimeField()
    until = models.DateTimeField()
    found = models.PositiveIntegerField()

    class Meta:
        ordering = ["-until", "-id"]
        constraints = [models.CheckConstraint(name="a_round_goes_forward", condition=Q(until__gt=models.F("since")))]


class Finding(models.Model):
    """Something that a rule found: a question for the Guardian of the organisation, and no wrong.

    `key` says what was found so that it is found once. `reference` names the person for whoever may not see who that
    is. `count` is of looks, of records or of refusals, as the rule says.
    """

    rule = models.CharField(max_length=24)
    key = models.CharField(max_length=80)
    at = models.DateTimeField()
    service = models.CharField(max_length=24, default=CHECKER)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reference = models.CharField(max_length=16, blank=True)
    emergency = models.ForeignKey(Emergency, models.PROTECT, null=True, related_name="+", db_index=False)
    happened_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["organisation", "-id"], name="finding_organisation")]
        constraints = [models.UniqueConstraint(fields=["rule", "key"], name="each_is_found_once")]


class Acknowledgement(models.Model):
    """That a Guardian looked at a finding, and what they say of it."""

    finding = models.OneToOneField(Finding, models.PROTECT, related_name="acknowledged")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    says = models.CharField(max_length=400)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="an_acknowledgement_says_why", condition=~Q(says=""))]


goes_with(AUDIT, Finding, Acknowledgement)
leaves_out("It asks about what staff did, and who looked is told", Finding, Acknowledgement)
