"""A person's own account, and the copies of their record that they ask for, from the request to the release.

Every table only grows. `reference` names the person for a reviewer who may not see who that is.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from throughcare.organisations.models import Organisation, StaffRole
from throughcare.own.redacting import EXEMPTIONS, WITHHELD_FOR, Outcome
from throughcare.people.models import Person
from throughcare.retention.holding import HOLDS
from throughcare.sharing import CATEGORIES

OUTCOMES = {
    Outcome.RELEASE.value: "Released",
    Outcome.WITHHOLD.value: "Withheld",
    Outcome.LOOK.value: "To be looked at",
}
REASONS = {name: exemption.says for name, exemption in EXEMPTIONS.items()}


class Said(models.Model):
    """Something about one person: who said it, acting as what, and when."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class OwnAccount(Said):
    """That a person was given an account of their own. What it sees is a grant (`access.owning`)."""

    account = models.OneToOneField(StaffRole, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["person"], name="own_account_person")]


class AccountCode(Said):
    """That a code to sign in with was put on paper: when, and until when it is good. Nobody keeps the code."""

    own_account = models.ForeignKey(OwnAccount, models.PROTECT, related_name="codes")
    until = models.DateTimeField()

    class Meta:
        ordering = ["own_account_id", "at", "id"]
        constraints = [models.CheckConstraint(name="a_code_is_good_for_a_while", condition=Q(until__gt=F("at")))]


class AccountEnd(Said):
    """That the account was ended, and why."""

    own_account = models.OneToOneField(OwnAccount, models.PROTECT, related_name="end")
    says = models.CharField(max_length=400)

    class Meta:
        constraints = [models.CheckConstraint(name="an_account_ends_for_a_reason", condition=~Q(says=""))]


class CopyQuerySet(models.QuerySet["Copy"]):
    def with_due(self) -> Self:
        """Each with the day until which it was extended, those due soonest first."""
        found = self.annotate(longer=F("extension__until_on"), due=Coalesce("extension__until_on", "first_due_on"))
        return found.order_by("due", "pk")

    def unended(self) -> Self:
        """Those that were neither released nor withdrawn nor refused."""
        return self.filter(ending=None)


@dataclass(frozen=True, slots=True)
class Gathered:
    """One time that a record was gathered, as a page tells it."""

    number: int
    at: datetime
    by: str
    says: str


class Copy(models.Model):
    """That somebody asked an organisation for a copy of a person's record (UK GDPR, Article 15)."""

    ASKERS = {
        "person": "The person themselves",
        "representative": "Somebody with authority to ask for them",
    }
    IDENTIFIED = {
        "known": "Staff know them and spoke with them",
        "number": "They gave their number and date of birth",
        "papers": "They showed papers",
        "authority": "A signed authority was seen, and the person was asked",
    }

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=16)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    asker = models.CharField(max_length=16, choices=ASKERS)
    asked_by = models.CharField(max_length=200)
    identified = models.CharField(max_length=16, choices=IDENTIFIED)
    received_on = models.DateField()
    first_due_on = models.DateField()
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "copies"
        ordering = ["first_due_on", "id"]
        indexes = [
            models.Index(fields=["organisation", "first_due_on"], name="copy_organisation"),
            models.Index(fields=["person", "received_on"], name="copy_person"),
        ]
        constraints = [
            models.CheckConstraint(name="a_copy_is_due_later", condition=Q(first_due_on__gt=F("received_on"))),
            models.CheckConstraint(name="somebody_asked_for_a_copy", condition=~Q(asked_by="")),
        ]

    def __str__(self) -> str:
        return f"Copy of {self.reference}"

    @property
    def due_on(self) -> date:
        """The day by which it is due: of the extension, where there is one. Read it `with_due`."""
        longer = vars(self).get("longer")
        return longer or self.first_due_on

    @property
    def gathered(self) -> list[Gathered]:
        """Every time that it was gathered, in order. Read it from `copies_of`."""
        return [Gathered(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in vars(self)["gatherings"]]

    @property
    def gathering(self) -> int:
        """The number of the gathering that counts; 0 while nothing is gathered. Read it from `copies_of`."""
        return len(vars(self)["gatherings"])


class Extension(Said):
    """That a copy takes up to two months longer, told to the person with the reason (Article 12(3))."""

    copy = models.OneToOneField(Copy, models.PROTECT, related_name="extension")
    until_on = models.DateField()
    says = models.CharField(max_length=400)

    class Meta:
        constraints = [models.CheckConstraint(name="an_extension_says_why", condition=~Q(says=""))]


class Preparation(Said):
    """That the record was gathered, by whom: who reviews it is somebody else.

    Gathered again, with a reason, it has the next number, and the earlier ones stay as they were: the last one counts.
    """

    copy = models.ForeignKey(Copy, models.PROTECT, related_name="preparations", db_index=False)
    number = models.PositiveSmallIntegerField(default=1, db_default=1)
    says = models.CharField(max_length=400, blank=True, default="", db_default="")

    class Meta:
        ordering = ["copy_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["copy", "number"], name="one_gathering_a_number"),
            models.CheckConstraint(name="gathered_again_for_a_reason", condition=Q(number=1) | ~Q(says="")),
        ]


class Item(models.Model):
    """One thing gathered from the record, with what the rule says of it."""

    copy = models.ForeignKey(Copy, models.PROTECT, related_name="items", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    gathering = models.PositiveSmallIntegerField(default=1, db_default=1)
    number = models.PositiveIntegerField()
    category = models.CharField(max_length=32, choices=CATEGORIES)
    title = models.CharField(max_length=300)
    says = models.TextField()
    free_text = models.BooleanField()
    outcome = models.CharField(max_length=8, choices=OUTCOMES)
    reason = models.CharField(max_length=16, choices=REASONS, blank=True)

    class Meta:
        ordering = ["copy_id", "gathering", "number"]
        constraints = [
            models.UniqueConstraint(fields=["copy", "gathering", "number"], name="one_item_a_number"),
            models.CheckConstraint(name="item_is_of_a_known_category", condition=Q(category__in=list(CATEGORIES))),
            models.CheckConstraint(
                name="an_item_not_released_says_why", condition=Q(outcome="release") | ~Q(reason="")
            ),
        ]


class Review(Said):
    """What a reviewer decided of an item; the last one counts."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="reviews")
    category = models.CharField(max_length=32, choices=CATEGORIES)
    outcome = models.CharField(max_length=8, choices={key: OUTCOMES[key] for key in ("release", "withhold")})
    reason = models.CharField(max_length=16, choices={key: REASONS[key] for key in WITHHELD_FOR}, blank=True)
    says = models.CharField(max_length=400)

    class Meta:
        ordering = ["item_id", "at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_review_decides",
                condition=Q(outcome="release", reason="") | (Q(outcome="withhold") & ~Q(reason="")),
            ),
            models.CheckConstraint(name="a_review_of_an_item_says_why", condition=~Q(says="")),
        ]


class Opinion(Said):
    """What a health professional says of serious harm, of all that was gathered then; the last one counts."""

    copy = models.ForeignKey(Copy, models.PROTECT, related_name="opinions")
    gathering = models.PositiveSmallIntegerField(default=1, db_default=1)
    harm = models.BooleanField()
    says = models.CharField(max_length=400)

    class Meta:
        ordering = ["copy_id", "at", "id"]
        constraints = [models.CheckConstraint(name="an_opinion_says_why", condition=~Q(says=""))]


class Ending(Said):
    """How a request ended, once and for good: released, withdrawn or refused (Article 12(5)), and why."""

    OUTCOMES = {"released": "Released", "withdrawn": "Withdrawn", "refused": "Refused"}
    # Outcome -> why it may be so; a release has no reason.
    WHY = {
        "withdrawn": {"wish": "They do not want it any more", "mistake": "It was put on record by mistake"},
        "refused": {"unfounded": "It is manifestly unfounded", "excessive": "It is manifestly excessive"},
    }

    copy = models.OneToOneField(Copy, models.PROTECT, related_name="ending")
    outcome = models.CharField(max_length=12, choices=OUTCOMES)
    reason = models.CharField(max_length=12, choices={**WHY["withdrawn"], **WHY["refused"]}, blank=True)
    says = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            # What a release points at, so that nothing that ended otherwise can be released.
            models.UniqueConstraint(fields=["copy", "outcome"], name="how_a_copy_ended"),
            models.CheckConstraint(
                name="an_ending_says_why",
                condition=Q(outcome="released", reason="")
                | (Q(outcome="withdrawn", reason__in=["wish", "mistake"]) & ~Q(says=""))
                | (Q(outcome="refused", reason__in=["unfounded", "excessive"]) & ~Q(says="")),
            ),
        ]


class CopyTold(Said):
    """That whoever asked was told that it takes longer, or that it is refused; and how."""

    WHAT = {"extension": "That it takes longer, and why", "refusal": "That it is refused, why, and how to complain"}
    HOW = {"paper": "On paper", "spoken": "It was read out to them"}

    copy = models.ForeignKey(Copy, models.PROTECT, related_name="told", db_index=False)
    what = models.CharField(max_length=12, choices=WHAT)
    how = models.CharField(max_length=8, choices=HOW)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["copy", "what"], name="told_of_each_once")]


class Release(Said):
    """The copy as it was given: one page for a browser and one for paper."""

    copy = models.OneToOneField(Copy, models.PROTECT, related_name="release")
    # With the copy it points at the ending: the migration says so to the database.
    outcome = models.CharField(
        max_length=12, choices={"released": "Released"}, default="released", db_default="released"
    )
    page = models.TextField()
    pdf = models.BinaryField()
    digest = models.CharField(max_length=64)
    released = models.PositiveIntegerField()
    withheld = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="a_release_is_a_release", condition=Q(outcome="released"))]


HOLDS["A copy of it for the person is to be given"] = Copy.objects.unended
