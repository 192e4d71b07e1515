"""What is told of alerts to those who read nobody's record. Nobody is in these rows."""

from django.db import models
from django.db.models import F, Q

from throughcare.organisations.models import Organisation


class AlertsTold(models.Model):
    """What may be told of the alerts of an organisation that were raised in half a financial year, counted once.

    `lines` are what was told, each with the split that it is of; none where a number would have been too small.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    from_on = models.DateField()
    until_on = models.DateField()
    lines = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "alerts told"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "from_on"], name="alerts_of_a_half_are_told_once"),
            models.CheckConstraint(name="a_half_of_a_year_has_an_end", condition=Q(until_on__gt=F("from_on"))),
        ]
