"""Grants: the rows without which nobody sees anybody."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from throughcare.organisations.models import Organisation
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, LEVELS

GROUNDS = {
    "created": "recorded the person here",
    "placement": "the person is placed with you",
    "identified": "identified the person by a number and a date of birth",
    "involvement": "takes part in the person's care",
}


class GrantQuerySet(models.QuerySet["Grant"]):
    def live(self, *, as_of: datetime) -> Self:
        """Those that hold at an instant."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=as_of), starts_at__lte=as_of)


class Grant(models.Model):
    """This organisation may see this category of this person's record, from when until when, on what ground.

    `episode_id` is a plain number, set for the ground of involvement: the room of episodes lies above this one.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    category = models.CharField(max_length=32, choices=CATEGORIES)
    level = models.CharField(max_length=8, choices={level: level for level in LEVELS})
    ground = models.CharField(max_length=16, choices=GROUNDS)
    episode_id = models.BigIntegerField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "person", "category"],
                name="grant_door",
                include=["level", "starts_at", "ends_at"],
            ),
            models.Index(fields=["person"], name="grant_person"),
            models.Index(fields=["episode_id"], name="grant_episode", condition=Q(episode_id__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="grant_is_of_a_known_category", condition=Q(category__in=list(CATEGORIES))),
            models.CheckConstraint(name="grant_is_of_a_known_level", condition=Q(level__in=LEVELS)),
            models.CheckConstraint(
                name="grant_ends_after_it_starts", condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at"))
            ),
            models.CheckConstraint(
                name="involvement_names_its_episode", condition=Q(episode_id__isnull=False) | ~Q(ground="involvement")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {CATEGORIES[self.category]} ({self.level})"
