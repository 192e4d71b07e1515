"""How many live where, what was counted in a month, and what of it is told outside the team. None of it is of anybody.

Rows are appended and never changed. Of several rolls of one group and month the newest counts.
"""

from datetime import date

from django.db import models
from django.db.models import Q

from throughcare.episodes.models import Service
from throughcare.equity.kinds import ROLLS
from throughcare.equity.months import in_words, later
from throughcare.indicators.blocks import FIGURES
from throughcare.organisations import spans
from throughcare.organisations.models import Organisation, StaffRole, Unit

LONGEST_LINE = 200
FIRST_OF_A_MONTH = Q(month__day=1)


class Roll(models.Model):
    """How many lived in a unit of a place on an average day of a month, or how many of a group in the whole place.

    `apart`: the unit is split from the main site. `group` is the word that people are counted under.
    """

    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    dimension = models.CharField(max_length=16, choices=ROLLS)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    group = models.CharField(max_length=80)
    average = models.DecimalField(max_digits=7, decimal_places=1)
    apart = models.BooleanField(default=False)
    source = models.CharField(max_length=LONGEST_LINE)
    recorded_by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["place_id", "month", "id"]
        indexes = [models.Index(fields=["place", "month", "id"], name="roll_of_a_place")]
        constraints = [
            models.CheckConstraint(name="a_roll_is_of_a_month", condition=FIRST_OF_A_MONTH),
            models.CheckConstraint(name="a_roll_is_of_a_known_kind", condition=Q(dimension__in=list(ROLLS))),
            models.CheckConstraint(
                name="only_a_unit_s_roll_names_one",
                condition=Q(dimension="unit", unit__isnull=False) | (~Q(dimension="unit") & Q(unit=None, apart=False)),
            ),
            models.CheckConstraint(
                name="a_roll_is_a_number_of_people", condition=Q(average__gte=0, average__lte=20_000)
            ),
            models.CheckConstraint(name="a_roll_says_of_whom_and_by_what", condition=~Q(group="") & ~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.month:%B %Y}"


class Counted(models.Model):
    """What was counted of a service in a month, every number: for the team that treats, and for nobody else.

    `organisation` is who runs the service: a policy shows the row to its clinicians alone. `numbers` is by dimension,
    group and what is counted (`indicators.blocks.Counts`).
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    made_at = models.DateTimeField()
    numbers = models.JSONField()

    class Meta:
        ordering = ["service_id", "month"]
        constraints = [
            models.UniqueConstraint(fields=["service", "month"], name="a_month_is_counted_once"),
            models.CheckConstraint(name="counted_is_of_a_month", condition=FIRST_OF_A_MONTH),
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.month:%B %Y}"


class Told(spans.Span):
    """What is told outside the team of a month, or of a block of months. Blocks of one figure never overlap.

    `figure` is empty for a month: its numbers are to the nearest five. A span is of whole months.
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    figure = models.CharField(max_length=16, blank=True, choices={key: one.title for key, one in FIGURES.items()})
    made_at = models.DateTimeField()
    table = models.JSONField()

    class Meta:
        ordering = ["service_id", "from_on", "figure"]
        indexes = [models.Index(fields=["service", "from_on"], name="told_of_a_service")]
        constraints = [
            # Whoever could take one block from another that overlaps it would have a number that was never told.
            spans.never_overlap("blocks_never_overlap", same=("service_id",), same_word="figure"),
            models.CheckConstraint(
                name="told_is_of_whole_months",
                condition=Q(from_on__day=1, until_on__day=1, from_on__lt=models.F("until_on")),
            ),
            models.CheckConstraint(name="told_is_of_a_known_figure", condition=Q(figure__in=["", *FIGURES])),
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.figure or 'the month'}, {in_words(self.first, self.last)}"

    @property
    def first(self) -> date:
        """The first day of its first month."""
        return self.from_on

    @property
    def last(self) -> date:
        """The first day of its last month."""
        assert self.until_on is not None
        return later(self.until_on, -1)
