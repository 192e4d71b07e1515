"""Who answers for a home area, and on what terms a provider admits. None of it is about anybody.

Rows are appended. Of a row of responsibility nothing changes but that it ends, once, with whoever approved that.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughcare.organisations import spans
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.providers.kinds import ANSWERS, LEVELS, SEXES, SPECIALTIES, TRAITS

LONGEST_LINE = 200


class Kept(models.Model):
    """Who wrote a row down, acting as what, when, and what it goes by."""

    source = models.CharField(max_length=LONGEST_LINE)
    recorded_by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class Responsibility(spans.Span, Kept):
    """An organisation answers for a home area from one day until another. An empty trait stands for every one."""

    answers = models.CharField(max_length=16, choices=ANSWERS)
    area = models.ForeignKey(Organisation, models.PROTECT, related_name="answered", db_index=False)
    level = models.CharField(max_length=16, choices=LEVELS, blank=True)
    specialty = models.CharField(max_length=32, choices=SPECIALTIES, blank=True)
    sex = models.CharField(max_length=1, choices=SEXES, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    approved_by = models.CharField(max_length=LONGEST_LINE)

    class Meta:
        verbose_name_plural = "responsibilities"
        ordering = ["area_id", "answers", "from_on", "id"]
        indexes = [models.Index(fields=["area", "from_on"], name="responsibility_area")]
        constraints = [
            models.CheckConstraint(name="responsibility_answers_something", condition=Q(answers__in=list(ANSWERS))),
            *(
                models.CheckConstraint(
                    name=f"responsibility_is_for_a_known_{trait}", condition=Q(**{f"{trait}__in": ["", *known]})
                )
                for trait, known in TRAITS.items()
            ),
            models.CheckConstraint(name="responsibility_says_by_what", condition=~Q(source="") & ~Q(approved_by="")),
            spans.ends_after_it_begins("responsibility_ends_after_it_begins"),
            spans.never_overlap(
                "nobody_is_answered_for_twice_on_a_day",
                same=("area_id",),
                same_word="answers",
                one_or_every=tuple(TRAITS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} for {self.area}"


class ResponsibilityEnd(Kept):
    """That a row ends earlier than it said, or ends at all: on which day, why, and who approved it."""

    responsibility = models.OneToOneField(Responsibility, models.PROTECT, related_name="end")
    on = models.DateField()
    before = models.DateField("until when it was to hold before", null=True)
    approved_by = models.CharField(max_length=LONGEST_LINE)

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_end_says_by_what", condition=~Q(source="") & ~Q(approved_by="")),
        ]


class Threshold(Kept):
    """On what terms a provider admits, from a day on: the last version of a level and specialty counts."""

    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="thresholds", db_index=False)
    level = models.CharField(max_length=16, choices=LEVELS, blank=True)
    specialty = models.CharField(max_length=32, choices=SPECIALTIES, blank=True)
    admits = ArrayField(models.CharField(max_length=LONGEST_LINE))
    refuses = ArrayField(models.CharField(max_length=LONGEST_LINE), default=list)
    from_on = models.DateField("from")

    class Meta:
        ordering = ["provider_id", "level", "specialty", "-from_on", "-id"]
        indexes = [models.Index(fields=["provider", "-from_on"], name="threshold_provider")]
        constraints = [
            models.CheckConstraint(name="a_threshold_says_something", condition=Q(admits__len__gt=0)),
            models.CheckConstraint(name="a_threshold_says_by_what", condition=~Q(source="")),
            models.CheckConstraint(
                name="a_threshold_is_of_a_known_kind",
                condition=Q(level__in=["", *LEVELS]) & Q(specialty__in=["", *SPECIALTIES]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider}, version of {self.from_on}"
