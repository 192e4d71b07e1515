"""Tables of figures as they were counted once. They hold nothing but what may be shown."""

from django.db import models


class Publication(models.Model):
    """The figures of all services of a blueprint for one financial year, small numbers withheld. Counted once.

    There is one of a year, and years do not overlap: so nobody can take one table from another. `table` is a list of
    `indicators.Published`.
    """

    blueprint = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    table = models.JSONField()

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["blueprint", "year"], name="one_table_a_year")]

    def __str__(self) -> str:
        return f"{self.blueprint} {self.year}"
