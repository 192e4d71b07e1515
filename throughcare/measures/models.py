"""Tables of figures as they were counted once. They hold nothing but what may be shown."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Publication(models.Model):
    """The figures of some services for one financial year, small numbers withheld. Counted once, never again.

    `services` are in order of their keys. `recorded_until` is the same for all tables of a year: a fact recorded later
    is in none, so that what differs between two of them is people and not time. `table` is a list of
    `indicators.Published`.
    """

    blueprint = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    services = ArrayField(models.BigIntegerField())
    recorded_until = models.DateTimeField()
    made_at = models.DateTimeField()
    table = models.JSONField()

    class Meta:
        ordering = ["-year", "id"]
        constraints = [
            models.UniqueConstraint(fields=["blueprint", "year", "services"], name="one_table_of_some_services_a_year"),
            models.CheckConstraint(condition=~Q(services=[]), name="a_table_is_of_some_service"),
        ]

    def __str__(self) -> str:
        return f"{self.blueprint} {self.year}: {len(self.services)} services"
