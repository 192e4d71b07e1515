"""Who waits for a bed, what was offered to whom, and who is in which; the wards themselves are in `ward_tables`.

What is said of a need and of an offer only grows. `Wait` is computed from the facts of an episode (`beds.following`).
Every row says in `person_id` whose it is and belongs to the category of referrals and stages: a bed says nothing of why
somebody needs it.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughcare.access.seeing import belongs_to
from throughcare.beds.ward_tables import (
    LEVEL_TITLES,
    Bed,
    Confirmation,
    Kept,
    Ward,
    WardClosing,
    WardVersion,
    Withholding,
    said,
)
from throughcare.episodes.models import Episode
from throughcare.organisations import spans
from throughcare.people.models import Person
from throughcare.placing.deciding import DECISIONS, ENDINGS
from throughcare.placing.lists import LEFT_FOR, PARKED_FOR
from throughcare.sharing import STAGES

__all__ = [
    "Bed",
    "BedNeed",
    "Confirmation",
    "LostDays",
    "Offer",
    "OfferDecision",
    "Parking",
    "Stay",
    "Wait",
    "Ward",
    "WardClosing",
    "WardVersion",
    "Withholding",
]


class OfSomebody(Kept):
    """The same of something about one person and one episode of theirs."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    episode = models.ForeignKey(Episode, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Wait(models.Model):
    """An open episode that needs a bed, as its facts say: computed from them, and from what was said beside them."""

    episode = models.OneToOneField(Episode, models.PROTECT, related_name="wait")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    open = models.BooleanField()
    since = models.DateField()
    urgent = models.BooleanField()
    at_risk = models.BooleanField()
    level = models.CharField(max_length=8, blank=True, choices=LEVEL_TITLES)
    specialty = models.CharField(max_length=24, blank=True)
    sex = models.CharField(max_length=1)
    born_in = models.PositiveSmallIntegerField(null=True)
    meets = ArrayField(models.CharField(max_length=16), default=list)
    accepted = models.BooleanField(default=False)
    parked_until = models.DateField(null=True)
    parked_for = models.CharField(max_length=16, blank=True, choices=PARKED_FOR)

    class Meta:
        indexes = [
            models.Index(
                fields=["level", "sex", "parked_until"], name="wait_line", condition=Q(open=True, accepted=False)
            )
        ]


class BedNeed(OfSomebody):
    """What a bed must have for somebody, beside what the facts say. The last one counts."""

    specialty = models.CharField(max_length=24, blank=True)
    meets = ArrayField(models.CharField(max_length=16), default=list)

    class Meta:
        indexes = [models.Index(fields=["episode", "-id"], name="bed_need_episode")]


class Parking(OfSomebody):
    """That somebody is matched with no bed until a day. The last one counts; one until its own day ends the last."""

    reason = models.CharField(max_length=16, choices=PARKED_FOR)
    until_on = models.DateField()
    says = said()

    class Meta:
        indexes = [models.Index(fields=["episode", "-id"], name="parking_episode")]


class Offer(OfSomebody):
    """A bed offered to somebody, and kept for them until an instant or, once accepted, until they move in."""

    bed = models.ForeignKey(Bed, models.PROTECT, related_name="offers", db_index=False)
    until = models.DateTimeField()
    expected_on = models.DateField(null=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=12, blank=True, choices=ENDINGS)
    because = said()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["episode", "-id"], name="offer_episode"),
            models.Index(fields=["until"], name="offer_lapses", condition=Q(ended_at=None, accepted_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["bed"], condition=Q(ended_at=None), name="one_live_offer_a_bed"),
            models.UniqueConstraint(
                fields=["episode"],
                condition=Q(ended_at=None, accepted_at__isnull=False),
                name="one_accepted_offer_an_episode",
            ),
            models.CheckConstraint(
                name="an_offer_ends_in_some_way",
                condition=Q(ended_at=None, ended="") | (Q(ended_at__isnull=False) & ~Q(ended="")),
            ),
            models.CheckConstraint(
                name="moved_in_is_accepted_first", condition=~Q(ended="moved-in") | Q(accepted_at__isnull=False)
            ),
        ]


class OfferDecision(Kept):
    """One decision on an offer, in the order of the table; a no ends the offer. `who` said it, where others record."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="decisions", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=12, choices={key: row.title for key, row in DECISIONS.items()})
    yes = models.BooleanField()
    reason = models.CharField(max_length=16, blank=True)
    says = said()
    who = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["offer_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "number"], name="one_decision_at_a_time"),
            models.UniqueConstraint(fields=["offer", "decision"], name="decided_once"),
            models.CheckConstraint(
                name="a_no_has_a_reason", condition=Q(yes=True, reason="") | (Q(yes=False) & ~Q(reason=""))
            ),
        ]


class Stay(spans.Span, OfSomebody):
    """Somebody in a bed. `ready_on`: hospital is needed no longer since that day, as the clinician notified."""

    bed = models.ForeignKey(Bed, models.PROTECT, related_name="stays", db_index=False)
    ready_on = models.DateField(null=True)
    left_for = models.CharField(max_length=32, blank=True, choices=LEFT_FOR)

    class Meta:
        ordering = ["bed_id", "from_on", "id"]
        indexes = [
            models.Index(fields=["episode"], name="stay_episode"),
            models.Index(fields=["until_on"], name="stay_ended", condition=Q(until_on__isnull=False)),
        ]
        constraints = [
            spans.ends_after_it_begins("stay_ends_after_it_begins"),
            spans.never_overlap("two_stays_never_share_a_bed", same=("bed_id",)),
            spans.never_overlap("nobody_is_in_two_beds", same=("person_id",)),
            models.CheckConstraint(
                name="a_stay_ends_for_a_reason",
                condition=Q(until_on=None, left_for="") | (Q(until_on__isnull=False) & ~Q(left_for="")),
            ),
        ]


class LostDays(spans.Span):
    """Days on which somebody who was ready waited, by the delay that was recorded: computed from the facts."""

    stay = models.ForeignKey(Stay, models.CASCADE, related_name="lost", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["stay"], name="lost_days_stay")]


belongs_to(STAGES, Wait, BedNeed, Parking, Offer, OfferDecision, Stay, LostDays)
