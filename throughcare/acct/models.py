"""The mirror of an ACCT as tables: that there is one, what came to pass on it, and how it stands.

All belongs to self-harm risk. `Acct` and `AcctEntry` only grow, and are there for those who read all of that category;
`AcctStanding` is computed from them, and a summary shows it too.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from throughcare.access.seeing import belongs_to, is_read_or_not_seen
from throughcare.acct.reckoning import Fact, Stands
from throughcare.acct.words import KINDS, OPENED, OPENERS, REOPENED, REVIEWED, SELF_HARM, TAKEN_BACK
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.people.models import Person


class OfOneAcct(models.Model):
    """About one person, written down by somebody acting as something, at an instant."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Acct(OfOneAcct):
    """That the ACCT of a prison is mirrored here. Prisons number theirs each for itself."""

    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["person"], name="acct_person")]


class AcctEntry(OfOneAcct):
    """Something that the document says came to pass. `corrects` is the entry in whose place it stands.

    An entry that was taken back has one of that kind in its place, and says why.
    """

    acct = models.ForeignKey(Acct, models.PROTECT, related_name="entries", db_index=False)
    kind = models.CharField(max_length=14, choices=KINDS)
    happened_at = models.DateTimeField()
    number = models.CharField(max_length=40, blank=True)
    opened_as = models.CharField(max_length=16, choices=OPENERS, blank=True)
    next_at = models.DateTimeField(null=True)
    observation = models.CharField(max_length=80, blank=True)
    health_attended = models.BooleanField(null=True)
    until_on = models.DateField(null=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    says = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name_plural = "ACCT entries"
        ordering = ["happened_at", "id"]
        indexes = [models.Index(fields=["acct", "happened_at"], name="acct_entry_acct")]
        constraints = [
            models.CheckConstraint(name="nothing_of_an_acct_lies_ahead", condition=Q(happened_at__lte=F("at"))),
            models.CheckConstraint(
                name="an_acct_is_opened_with_a_number",
                condition=~Q(kind=OPENED) | ~Q(number="") & ~Q(opened_as=""),
            ),
            models.CheckConstraint(
                name="a_case_review_names_the_next",
                condition=Q(kind__in=[REVIEWED, REOPENED], next_at__gt=F("happened_at"))
                | ~Q(kind__in=[REVIEWED, REOPENED]) & Q(next_at=None),
            ),
            models.CheckConstraint(
                name="a_case_review_says_whether_health_care_came",
                condition=Q(kind=REVIEWED, health_attended__isnull=False) | ~Q(kind=REVIEWED) & Q(health_attended=None),
            ),
            models.CheckConstraint(name="a_correction_of_an_acct_says_why", condition=Q(corrects=None) | ~Q(says="")),
            models.CheckConstraint(
                name="what_is_taken_back_of_an_acct_is_named", condition=~Q(kind=TAKEN_BACK) | Q(corrects__isnull=False)
            ),
        ]

    @property
    def fact(self) -> Fact:
        return Fact(self.kind, self.happened_at, self.number, self.opened_as, self.next_at, self.until_on)


class AcctStanding(models.Model):
    """How an ACCT stands: computed from its entries, and kept. `due_at` is when its document owes something next."""

    acct = models.OneToOneField(Acct, models.PROTECT, primary_key=True, related_name="standing")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField(null=True)
    assessed_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    until_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    taken_back = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["place", "due_at"], name="acct_standing_place", condition=Q(due_at__isnull=False)),
            models.Index(fields=["person"], name="acct_standing_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_at=None, taken_back=False), name="one_open_acct_a_person"
            ),
            models.UniqueConstraint(
                F("place"), Upper("number"), condition=Q(taken_back=False), name="a_number_is_of_one_acct_in_a_prison"
            ),
            models.CheckConstraint(
                name="an_acct_stands_with_a_number_and_a_day",
                condition=Q(taken_back=True) | (Q(opened_at__isnull=False) & ~Q(number="")),
            ),
            models.CheckConstraint(
                name="an_acct_is_closed_after_it_was_opened",
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at"), until_on__isnull=False),
            ),
            models.CheckConstraint(
                name="an_acct_ends_after_it_was_closed",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("closed_at")),
            ),
        ]

    @property
    def stands(self) -> Stands:
        return Stands(**{name: vars(self)[name] for name in STANDS})


# What a row of `AcctStanding` keeps of a `Stands`, by name.
STANDS = tuple(Stands.__dataclass_fields__)

belongs_to(SELF_HARM, Acct, AcctEntry, AcctStanding)
is_read_or_not_seen(Acct, AcctEntry)
