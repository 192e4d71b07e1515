"""Grants, the rows without which nobody sees anybody, and what they are made of: agreements, consents, emergencies."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from throughcare.access.door import Opens
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, IDENTITY, LEVELS, PURPOSES
from throughcare.sharing import Consent as Answer
from throughcare.sharing import Ground as Kind

GROUNDS = {
    Kind.CREATED.value: "recorded the person here",
    Kind.PLACEMENT.value: "the person is placed with you",
    Kind.IDENTIFIED.value: "identified the person by a number and a date of birth",
    Kind.INVOLVEMENT.value: "takes part in the person's care",
    Kind.AGREEMENT.value: "an agreement between organisations covers it",
    Kind.CONSENT.value: "the person consented",
    Kind.BREAK_GLASS.value: "opened in an emergency",
    Kind.OWN.value: "it is their own record",
}
FOR = {purpose.value: basis.says for purpose, basis in PURPOSES.items()}
# The grounds that stand on a row of their own, whose number the grant keeps.
STANDING_ON_A_ROW = ("agreement", "consent", "break-glass")
# The grant of the identity stands for all of what a person's own account is shown.
LINKS = Q(ground="own", categories__contains=[IDENTITY], ends_at__isnull=True)


class GrantQuerySet(models.QuerySet["Grant"]):
    def live(self, *, as_of: datetime) -> Self:
        """Those that hold at an instant."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=as_of), starts_at__lte=as_of)

    def of(self, category: str) -> Self:
        """Those that open a category."""
        return self.filter(Opens(category))


class Grant(models.Model):
    """This organisation may see these categories of this person's record, from when until when, on what ground.

    What one ground opens to the same level stands in one row; what is taken back category by category (agreements,
    consent) in a row each. Categories are in the order of their names.
    `episode_id` is a plain number, set for the ground of involvement: the room of episodes lies above this one.
    `source_id` is the agreement, consent or emergency it stands on. With `staff` it is one member of staff's alone, or
    that of the person's own account; with `purpose` it is for that purpose only.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)
    categories = ArrayField(models.CharField(max_length=32, choices=CATEGORIES))
    level = models.CharField(max_length=8, choices={level: level for level in LEVELS})
    ground = models.CharField(max_length=16, choices=GROUNDS)
    purpose = models.CharField(max_length=24, choices=FOR, blank=True, default="", db_default="")
    episode_id = models.BigIntegerField(null=True)
    source_id = models.BigIntegerField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "person"],
                name="grant_door",
                include=["categories", "level", "starts_at", "ends_at", "staff", "purpose", "ground"],
            ),
            models.Index(fields=["person"], name="grant_person"),
            models.Index(fields=["episode_id"], name="grant_episode", condition=Q(episode_id__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="grant_is_of_known_categories",
                condition=Q(categories__contained_by=list(CATEGORIES), categories__len__gt=0),
            ),
            models.CheckConstraint(name="grant_is_of_a_known_level", condition=Q(level__in=LEVELS)),
            models.CheckConstraint(
                name="grant_ends_after_it_starts", condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at"))
            ),
            models.CheckConstraint(
                name="involvement_names_its_episode", condition=Q(episode_id__isnull=False) | ~Q(ground="involvement")
            ),
            models.CheckConstraint(
                name="grant_names_what_it_stands_on",
                condition=Q(source_id__isnull=False) | ~Q(ground__in=STANDING_ON_A_ROW),
            ),
            models.CheckConstraint(
                name="only_an_emergency_or_an_own_record_is_somebody_s",
                condition=Q(staff__isnull=False, ends_at__isnull=False, purpose="", ground="break-glass")
                | Q(staff__isnull=False, purpose="subject-access", ground="own")
                | (Q(staff__isnull=True) & ~Q(ground__in=["break-glass", "own"])),
            ),
            models.UniqueConstraint(name="an_account_is_of_one_person", fields=["staff"], condition=LINKS),
            models.UniqueConstraint(name="a_person_has_one_account", fields=["person"], condition=LINKS),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {', '.join(CATEGORIES[one] for one in self.categories)} ({self.level})"


class Agreement(models.Model):
    """An information-sharing agreement between organisations.

    `shares` is category -> the most that is shared. Past its day of review it covers nothing new; what was shared
    under it stays as it was.
    """

    title = models.CharField(max_length=200)
    purposes = ArrayField(models.CharField(max_length=24, choices=FOR))
    shares = models.JSONField()
    lawful_basis = models.CharField(max_length=400)
    rests_on_consent = models.BooleanField(default=False)
    signed_on = models.DateField()
    review_on = models.DateField()
    ended_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    parties: "models.QuerySet[AgreementParty]"

    class Meta:
        ordering = ["review_on", "id"]
        constraints = [
            models.CheckConstraint(name="agreement_is_for_something", condition=Q(purposes__len__gt=0)),
            models.CheckConstraint(name="agreement_says_its_basis", condition=~Q(lawful_basis="")),
            models.CheckConstraint(name="agreement_is_reviewed_later", condition=Q(review_on__gt=F("signed_on"))),
        ]

    def __str__(self) -> str:
        return self.title


class AgreementParty(models.Model):
    """An organisation that signed an agreement."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="parties", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "agreement"], name="one_party_an_organisation")]


class Consent(models.Model):
    """What came of asking a person, once: whether an organisation may see a category for a purpose [Consent].

    Appended, never changed: a consent that is withdrawn is a later row, and the last one counts.
    """

    HOW = {
        "in-person": "In person",
        "interpreter": "In person, with an interpreter",
        "in-writing": "In writing",
        "telephone": "By telephone or video",
        "advocate": "Through an advocate",
    }

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    category = models.CharField(max_length=32, choices=CATEGORIES)
    purpose = models.CharField(max_length=24, choices=FOR)
    state = models.CharField(max_length=20, choices={answer.value: answer.value for answer in Answer})
    how = models.CharField(max_length=16, choices=HOW)
    says = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["person", "-at"], name="consent_person")]
        constraints = [
            models.CheckConstraint(name="consent_is_of_a_known_category", condition=Q(category__in=list(CATEGORIES))),
            models.CheckConstraint(name="consent_is_an_answer", condition=Q(state__in=[one.value for one in Answer])),
            models.CheckConstraint(name="why_nobody_could_ask", condition=~Q(state="could-not-be-asked") | ~Q(says="")),
        ]


class Emergency(models.Model):
    """A glass that somebody broke: who, about whom, why, until when, and by when it must be reviewed.

    `reference` names the person for a reviewer who may not see who that is.
    """

    REASONS = {
        "risk-to-life": "Somebody may die or be badly hurt",
        "found-unwell": "Found acutely unwell, and nobody who knows them can be reached",
        "medicines": "Medicines must be known before something can be given",
        "court-now": "Before a court now, and unfit",
        "other": "Something else",
    }

    person = models.ForeignKey(Person, models.PROTECT, related_name="emergencies", db_index=False)
    reference = models.CharField(max_length=16)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=16, choices=REASONS)
    says = models.CharField(max_length=400)
    at = models.DateTimeField()
    ends_at = models.DateTimeField()
    review_by = models.DateField()

    class Meta:
        verbose_name_plural = "emergencies"
        ordering = ["review_by", "id"]
        indexes = [
            models.Index(fields=["organisation", "review_by"], name="emergency_organisation"),
            models.Index(fields=["person", "-at"], name="emergency_person"),
        ]
        constraints = [
            models.CheckConstraint(name="an_emergency_says_why", condition=~Q(says="")),
            models.CheckConstraint(name="an_emergency_ends", condition=Q(ends_at__gt=F("at"))),
        ]


class EmergencyReview(models.Model):
    """What the Caldicott Guardian found of an emergency."""

    FINDINGS = {"justified": "It was right to look", "not-justified": "It was not right to look"}

    emergency = models.OneToOneField(Emergency, models.PROTECT, related_name="review")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    finding = models.CharField(max_length=16, choices=FINDINGS)
    says = models.CharField(max_length=400)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="a_review_says_why", condition=~Q(says=""))]


class EmergencyTold(models.Model):
    """That the person was told of an emergency, when it was safe to: by whom, and how."""

    emergency = models.OneToOneField(Emergency, models.PROTECT, related_name="told")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    how = models.CharField(max_length=400)
    at = models.DateTimeField()


class SignOff(models.Model):
    """That a site's Caldicott Guardian signed the matrix as it then was, known by its fingerprint."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    fingerprint = models.CharField(max_length=64)
    says = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["organisation_id", "-at"]
        indexes = [models.Index(fields=["organisation", "-at"], name="sign_off_organisation")]


class Disclosure(models.Model):
    """What of a person's record was sent to whom, for what, on which basis."""

    FORMS = {
        "record": "Opened in this record",
        "export": "Export",
        "paper": "On paper",
        "mail": "By secure mail",
        "spoken": "Spoken",
        "message": "Message",
    }

    person = models.ForeignKey(Person, models.PROTECT, related_name="disclosures", db_index=False)
    to = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    categories = ArrayField(models.CharField(max_length=32, choices=CATEGORIES))
    purpose = models.CharField(max_length=24, choices=FOR)
    basis = models.CharField(max_length=400)
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="+", db_index=False)
    form = models.CharField(max_length=8, choices=FORMS)
    says = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["person", "-at"], name="disclosure_person")]
        constraints = [
            models.CheckConstraint(name="a_disclosure_says_its_basis", condition=~Q(basis="")),
            models.CheckConstraint(name="something_was_disclosed", condition=Q(categories__len__gt=0)),
            models.CheckConstraint(name="it_was_disclosed_to_somebody", condition=~Q(to="")),
        ]
