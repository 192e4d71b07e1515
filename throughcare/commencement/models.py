"""On which day a standard or rule in shadow comes into force: recorded by an administrator, never overwritten."""

from django.db import models
from django.db.models import Q

from throughcare.organisations.models import StaffRole


class Commencement(models.Model):
    """That `subject`, the id of a standard or rule of the blueprint `slug`, is in force from `day` on.

    None takes a day back that was recorded. The newest record counts; `basis` is what it rests on (the title of the
    regulations), `approved_by` who agreed to it, who need not be on the staff.
    """

    slug = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    day = models.DateField(null=True)
    basis = models.CharField(max_length=300)
    approved_by = models.CharField(max_length=200)
    approved_on = models.DateField()
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["slug", "subject", "-id"], name="commencement_newest")]
        constraints = [
            models.CheckConstraint(
                name="a_commencement_rests_on_something", condition=~Q(basis="") & ~Q(approved_by="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug}: {self.subject} from {self.day}"
