"""Worries as tables: what was passed on, by whom, what became of it, on whose list it is, what mentors are told.

All belongs to self-harm risk, of which a peer mentor sees no row, but for `MentorTold`, which is the mentor's own. What
a worry is stands in `Heard` alone, written by staff who heard it, for those who read all of that category. Whom it is
about may be known by first name and wing only, and then `NamedWorry` says later who it is. `WorryLine` is computed from
the others; all the others only grow.
"""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from throughcare.access.seeing import TOLD_TO_OTHERS_TOO, belongs_to, is_read_or_not_seen
from throughcare.episodes.models import Episode, Service
from throughcare.organisations.models import Organisation, StaffRole, Unit
from throughcare.people.models import Person
from throughcare.responses.words import ACTED, CLOSED, ESCALATED
from throughcare.worries.words import ACCT, ENTRIES, HOW, ONCE, SLIP, TOLD_TO_MENTORS

SELF_HARM, CONTACTS = "self-harm-risk", "peer-contacts"


class KeptOfSomebody(models.Model):
    """Something about one person, who may not be known yet: who recorded it, acting as what, and when."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Worry(KeptOfSomebody):
    """That a mentor is worried about somebody. `at` is when staff were told.

    `episode` is the mentee's, `place`, `unit` and `first_name` what was known of where and who at that instant.
    `within` minutes is by when somebody acknowledges it, `seen_by` the end of the shift by which the person is seen.
    """

    episode = models.ForeignKey(Episode, models.PROTECT, null=True, related_name="+", db_index=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    first_name = models.CharField(max_length=60)
    within = models.PositiveIntegerField()
    seen_by = models.DateTimeField()

    class Meta:
        verbose_name_plural = "worries"
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["service", "-at"], name="worry_service"),
            models.Index(fields=["person", "-at"], name="worry_person", condition=Q(person__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="a_worry_is_acknowledged_in_time", condition=Q(within__range=(1, 1440))),
            models.CheckConstraint(name="a_worry_is_seen_after_it_was_raised", condition=Q(seen_by__gt=F("at"))),
            models.CheckConstraint(
                name="a_worry_in_an_episode_is_about_somebody",
                condition=Q(episode__isnull=True) | Q(person__isnull=False),
            ),
        ]

    @property
    def due_at(self) -> datetime:
        """When it must be acknowledged by."""
        return self.at + timedelta(minutes=self.within)


class Tap(KeptOfSomebody):
    """One tap, or one slip: the first raises a worry, another about the same person soon after is folded into it.

    `key` is that of the form. `mentor` is the mentor's own episode, where it is known.
    """

    worry = models.ForeignKey(Worry, models.PROTECT, related_name="taps", db_index=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    how = models.CharField(max_length=4, choices=HOW)
    key = models.UUIDField(unique=True)
    slip = models.CharField(max_length=24, blank=True)
    mentor = models.ForeignKey(Episode, models.PROTECT, null=True, related_name="+", db_index=False)
    folded_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["worry_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["worry", "number"], name="one_tap_a_number"),
            models.UniqueConstraint(fields=["service", "slip"], condition=~Q(slip=""), name="one_worry_a_slip"),
            models.CheckConstraint(
                name="a_tap_from_a_slip_has_its_code", condition=Q(how=SLIP) & ~Q(slip="") | ~Q(how=SLIP) & Q(slip="")
            ),
            models.CheckConstraint(
                name="what_is_folded_says_why",
                condition=Q(number=1) | ~Q(folded_because=""),
            ),
        ]


class NamedWorry(models.Model):
    """Who it is about, said by staff after a worry came without it."""

    worry = models.OneToOneField(Worry, models.PROTECT, related_name="named")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    episode = models.ForeignKey(Episode, models.PROTECT, null=True, related_name="+", db_index=False)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()


class Heard(KeptOfSomebody):
    """What the worry is, in the words of the staff who heard it. Never a mentor's."""

    worry = models.ForeignKey(Worry, models.PROTECT, related_name="heard", db_index=False)
    says = models.CharField(max_length=1000)

    class Meta:
        verbose_name_plural = "heard"
        ordering = ["worry_id", "at", "id"]
        indexes = [models.Index(fields=["worry", "at"], name="heard_worry")]
        constraints = [models.CheckConstraint(name="what_was_heard_says_something", condition=~Q(says=""))]


class WorryEntry(KeptOfSomebody):
    """What became of a worry: one row for each thing that was done. `told` is whom an escalation told, as what.

    `action` is a choice of the blueprint's step that means that a worry was answered.
    """

    worry = models.ForeignKey(Worry, models.PROTECT, related_name="entries", db_index=False)
    kind = models.CharField(max_length=12, choices=ENTRIES)
    action = models.CharField(max_length=40, blank=True)
    acct = models.CharField(max_length=40, blank=True)
    says = models.CharField(max_length=400, blank=True)
    told = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    told_as = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name_plural = "worry entries"
        ordering = ["worry_id", "at", "id"]
        indexes = [models.Index(fields=["worry", "at"], name="worry_entry_worry")]
        constraints = [
            models.UniqueConstraint(fields=["worry", "kind"], condition=Q(kind__in=ONCE), name="some_entries_are_once"),
            models.UniqueConstraint(
                fields=["worry", "told", "told_as"], condition=Q(kind=ESCALATED), name="a_worry_is_told_once_to_each"
            ),
            models.CheckConstraint(
                name="what_was_done_is_said", condition=Q(kind=ACTED) & ~Q(action="") | ~Q(kind=ACTED) & Q(action="")
            ),
            models.CheckConstraint(
                name="a_worry_is_told_to_somebody",
                condition=Q(kind=ESCALATED, told__isnull=False) | (~Q(kind=ESCALATED) & Q(told=None)),
            ),
            models.CheckConstraint(name="an_acct_has_a_number", condition=~Q(kind=ACCT) | ~Q(acct="")),
            models.CheckConstraint(name="a_closing_of_a_worry_says_why", condition=~Q(kind=CLOSED) | ~Q(says="")),
        ]


class WorryLine(models.Model):
    """A worry on the list of one organisation, told as `title`, from an instant on: at once, or when others fail.

    Those of the rungs above stand there beforehand, so that a page is right also while no job runs; acknowledging
    takes away those whose instant has not come. `told` says that the telling is on record.
    """

    worry = models.ForeignKey(Worry, models.PROTECT, related_name="lines", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=120)
    rung = models.PositiveSmallIntegerField()
    from_at = models.DateTimeField()
    told = models.BooleanField()
    first_name = models.CharField(max_length=60)
    where = models.CharField(max_length=200, blank=True)
    raised_by = models.CharField(max_length=120)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    seen_by = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-raised_at"], name="worry_list", condition=Q(closed_at=None)),
            models.Index(fields=["from_at"], name="worry_escalates", condition=Q(acknowledged_at=None, closed_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["worry", "organisation", "title"], name="a_worry_is_once_on_a_list"),
            models.CheckConstraint(name="a_worry_is_due_later", condition=Q(due_at__gt=F("raised_at"))),
            models.CheckConstraint(name="nobody_is_told_beforehand", condition=Q(from_at__gte=F("raised_at"))),
        ]


class MentorTold(models.Model):
    """What a mentor is told of a worry that they passed on: that staff know, or have seen them. `person` is the mentor.

    `staff` is the account that tapped; of a slip there is none.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    episode = models.ForeignKey(Episode, models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)
    worry = models.ForeignKey(Worry, models.PROTECT, related_name="told_to_mentors", db_index=False)
    word = models.CharField(max_length=12, choices=TOLD_TO_MENTORS)
    first_name = models.CharField(max_length=60)
    raised_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "mentors told"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["episode", "-at"], name="mentor_told")]
        constraints = [
            models.UniqueConstraint(fields=["worry", "episode", "word"], name="a_mentor_is_told_each_word_once")
        ]


OF_SELF_HARM = (Worry, Tap, NamedWorry, Heard, WorryEntry, WorryLine)
belongs_to(SELF_HARM, *OF_SELF_HARM)
belongs_to(CONTACTS, MentorTold)
is_read_or_not_seen(Heard)
# Whoever was told of a worry sees it also where no grant shows them whose it is: docs/adr/0045.
TOLD_TO_OTHERS_TOO.update(OF_SELF_HARM, {MentorTold})
