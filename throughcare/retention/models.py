"""Why a record is kept past its period: an inquiry, a complaint, a claim. Told by a Guardian, and lifted by one."""

from typing import Self

from django.db import models
from django.db.models import Q

from throughcare.organisations.models import Organisation, StaffRole
from throughcare.people.models import Person


class HoldQuerySet(models.QuerySet["RetentionHold"]):
    def standing(self) -> Self:
        """Those that nobody has lifted."""
        return self.filter(lifted=None)


class RetentionHold(models.Model):
    """That nothing of a record may go, why, and who said so. `reference` names the person for a Guardian."""

    REASONS = {
        "inquiry": "An inquiry is open",
        "complaint": "A complaint is open",
        "claim": "A claim, an inquest or a prosecution is open",
        "request": "The person asked for it to be kept",
    }

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=16)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=16, choices=REASONS)
    says = models.CharField(max_length=400)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["person"], name="retention_hold_person"),
            models.Index(fields=["organisation"], name="retention_hold_organisation"),
        ]
        constraints = [models.CheckConstraint(name="a_hold_says_why", condition=~Q(says=""))]


class HoldLifted(models.Model):
    """That a hold was lifted, and why."""

    hold = models.OneToOneField(RetentionHold, models.PROTECT, related_name="lifted")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    says = models.CharField(max_length=400)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="a_hold_is_lifted_for_a_reason", condition=~Q(says=""))]
