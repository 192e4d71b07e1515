"""The audit record: entries that nobody can change, and seals that show it if somebody did."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughcare.organisations.acting import CHECKER
from throughcare.organisations.models import StaffRole


class Entry(models.Model):
    """One thing that somebody did or saw.

    `did` is a verb such as `took-step` or `saw-person`. `person_id` and `episode_id` are plain numbers: this room lies
    below those that own the tables, and an entry must outlive what it speaks of. `ground` is why it was allowed.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)
    did = models.CharField(max_length=40)
    person_id = models.BigIntegerField(null=True)
    episode_id = models.BigIntegerField(null=True)
    ground = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            # The newest of a person, and of each member of staff, are read in the order of these, as deep as a page is.
            models.Index(
                fields=["person_id", "-at", "-id"],
                include=["by_id", "did"],
                name="entry_person",
                condition=Q(person_id__isnull=False),
            ),
            models.Index(fields=["by", "-at", "-id"], include=["did", "person_id"], name="entry_by"),
            models.Index(fields=["did", "by", "-at", "-id"], name="entry_deed"),
        ]
        constraints = [models.CheckConstraint(name="entry_says_what_was_done", condition=~Q(did=""))]

    def __str__(self) -> str:
        return f"{self.did} at {self.at:%Y-%m-%d %H:%M}"


class Unsealed(models.Model):
    """A queue of entries that no seal covers yet; a trigger fills it, so that recording waits on nobody."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True)

    class Meta:
        verbose_name_plural = "unsealed"


class Seal(models.Model):
    """A batch of entries under one hash, chained to the batch before it.

    `entries` are ids in ascending order. `root` is the SHA-256 of the previous root followed by each entry's digest.
    """

    number = models.BigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    entries = ArrayField(models.BigIntegerField())
    previous = models.CharField(max_length=64)
    root = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(name="seals_count_from_one", condition=Q(number__gte=1)),
            models.UniqueConstraint(name="one_seal_after_another", fields=["previous"]),
        ]


class Verification(models.Model):
    """That the chain was looked at: up to which seal, by which service, and each fault found, as a sentence.

    Behind `seal` the next look goes on: `root` is that seal's, `entry` the greatest number of an entry up to there, and
    `sealed_until` when it was made; without any seal there is none. `entries` counts what was looked at, with the old
    seals whose turn it was (`again_from` to `again_until`). Seals found `broken` and entries found `astray` are looked
    at each time until they are no more. Never changed.
    """

    at = models.DateTimeField()
    service = models.CharField(max_length=24, default=CHECKER)
    seal = models.BigIntegerField(null=True)
    sealed_until = models.DateTimeField(null=True)
    root = models.CharField(max_length=64, blank=True, default="")
    entry = models.BigIntegerField(default=0)
    entries = models.BigIntegerField(default=0)
    again_from = models.BigIntegerField(null=True)
    again_until = models.BigIntegerField(null=True)
    faults = ArrayField(models.TextField())
    broken = ArrayField(models.BigIntegerField(), default=list)
    astray = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["-at"], name="verification_at")]


class Submission(models.Model):
    """A form that has been sent, and what it did: sent again, it is answered with that and does nothing more."""

    key = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    did = models.CharField(max_length=60)
    person_id = models.BigIntegerField(null=True)
    episode_id = models.BigIntegerField(null=True)
