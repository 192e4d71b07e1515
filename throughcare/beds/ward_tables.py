"""Wards with their beds, as tables: what they say that they are, when a bed is not offered. Nobody is in these rows.

`Bed` ends in columns that are computed from other rows and kept for speed (`beds.keeping`).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from throughcare.organisations import spans
from throughcare.organisations.models import StaffRole, Unit
from throughcare.placing.lists import HELD, HELD_FOR, LEVELS, OUT, OUT_BECAUSE, SEXES

LEVEL_TITLES = {level: kind.title for level, kind in LEVELS.items()}
# Hours after which what was confirmed of a ward is stale: a local default, unconfirmed.
STALE_AFTER = 24


def said() -> "models.CharField[str, str]":
    return models.CharField(max_length=400, blank=True)


class Kept(models.Model):
    """Who recorded it, acting as what, and when."""

    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Ward(Kept):
    """A unit of a secure hospital in the directory of beds.

    `closed` follows its last `WardClosing`, and `size` is how many beds it has.
    """

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    closed = models.BooleanField(default=False)
    size = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.unit.name


class WardVersion(Kept):
    """What a ward says that it is. The one with the highest number counts; the others stay as they were."""

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=8, choices=LEVEL_TITLES)
    specialties = ArrayField(models.CharField(max_length=24))
    sexes = ArrayField(models.CharField(max_length=1))
    collaborative = models.CharField(max_length=120)
    age_from = models.PositiveSmallIntegerField(default=18)
    age_to = models.PositiveSmallIntegerField(default=120)
    meets = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    criteria = models.TextField()
    stale_after = models.PositiveSmallIntegerField(default=STALE_AFTER)

    class Meta:
        ordering = ["ward_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["ward", "number"], name="one_version_of_a_ward_a_number"),
            models.CheckConstraint(name="ward_is_of_a_known_level", condition=Q(level__in=list(LEVELS))),
            models.CheckConstraint(
                name="a_ward_takes_somebody", condition=Q(sexes__len__gt=0) & Q(sexes__contained_by=list(SEXES))
            ),
            models.CheckConstraint(name="ages_of_a_ward_are_in_order", condition=Q(age_to__gte=F("age_from"))),
            models.CheckConstraint(name="a_ward_says_whom_it_admits", condition=~Q(criteria="")),
            models.CheckConstraint(name="confirmation_lasts_a_while", condition=Q(stale_after__range=(1, 720))),
        ]


class WardClosing(Kept):
    """That a ward is meant to close, that this was given up, or that it closed; `people` is how many were in it."""

    KINDS = {"meant": "Meant to close", "given-up": "Closing given up", "closed": "Closed"}

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="closings", db_index=False)
    kind = models.CharField(max_length=8, choices=KINDS)
    on = models.DateField()
    says = models.CharField(max_length=400)
    people = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["ward_id", "-id"]
        indexes = [models.Index(fields=["ward", "-id"], name="ward_closing_ward")]
        constraints = [
            models.UniqueConstraint(fields=["ward"], condition=Q(kind="closed"), name="a_ward_closes_once"),
            models.CheckConstraint(name="a_closed_ward_has_nobody_in_it", condition=~Q(kind="closed") | Q(people=0)),
            models.CheckConstraint(name="a_closing_says_why", condition=~Q(says="")),
        ]


class Confirmation(Kept):
    """That somebody at the ward looked at its beds, and what is shown of them is right."""

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="confirmations", db_index=False)

    class Meta:
        ordering = ["ward_id", "-at"]
        indexes = [models.Index(fields=["ward", "-at"], name="confirmation_ward")]


class Bed(Kept):
    """A bed in service since it was added. All from `taken` on is computed."""

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="beds", db_index=False)
    name = models.CharField(max_length=40)
    taken = models.BooleanField(default=False)
    accepted = models.BooleanField(default=False)
    offered_until = models.DateTimeField(null=True)
    withheld = models.CharField(max_length=4, blank=True)
    withheld_until = models.DateField(null=True)

    class Meta:
        ordering = ["ward_id", "id"]
        indexes = [
            # Most beds are taken: the board asks how the others stand, and reads nothing but this.
            models.Index(
                fields=["ward"],
                name="bed_untaken",
                include=["id", "accepted", "offered_until", "withheld", "withheld_until"],
                condition=Q(taken=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["ward", "name"], name="one_bed_a_name"),
            models.CheckConstraint(name="bed_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class Withholding(spans.Span, Kept):
    """Days on which a bed is not offered: out of service, or held. Held, it is free again after `expected_on`."""

    KINDS = {OUT: "Out of service", HELD: "Held"}
    BECAUSE = {OUT: OUT_BECAUSE, HELD: HELD_FOR}

    bed = models.ForeignKey(Bed, models.PROTECT, related_name="withholdings", db_index=False)
    kind = models.CharField(max_length=4, choices=KINDS)
    reason = models.CharField(max_length=16, choices={**OUT_BECAUSE, **HELD_FOR})
    says = said()
    expected_on = models.DateField()

    class Meta:
        ordering = ["bed_id", "from_on", "id"]
        constraints = [
            spans.ends_after_it_begins("withholding_ends_after_it_begins"),
            spans.never_overlap("a_bed_is_withheld_once_at_a_time", same=("bed_id",)),
            models.CheckConstraint(
                name="a_bed_is_withheld_for_a_reason_of_its_kind",
                condition=Q(kind=OUT, reason__in=list(OUT_BECAUSE)) | Q(kind=HELD, reason__in=list(HELD_FOR)),
            ),
            models.CheckConstraint(
                name="withholding_is_expected_to_end_later", condition=Q(expected_on__gte=F("from_on"))
            ),
        ]
