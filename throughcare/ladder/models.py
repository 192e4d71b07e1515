"""What lists of those who wait are read from, kept with each fact: `computing` says what their rows must be."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughcare.access.seeing import belongs_to
from throughcare.copies import leaves_out
from throughcare.episodes.models import Episode
from throughcare.episodes.refreshing import KEYS
from throughcare.organisations.models import Organisation
from throughcare.people.models import Person
from throughcare.sharing import STAGES

COUNTED = ("person", "stage_since", "waited_since", "party", "prison", "hospital", "void_on", "contact_on")


class Line(models.Model):
    """One open transfer on the list of one organisation that takes part in it.

    `waited_since` is the day from which the wait counts, `started_on` that from which the clock does that is due first.
    `delay` is the reason of the delay that goes on, since `delay_on`. `party` is who must act, `waiting_for` the
    organisation that plays it. `rung` was raised last, on `rung_on`, to `told` organisations, of which some `answered`.
    A warrant may last be used on `void_on`; from `alarm_on` it is urgent, for those whom it `alarms`. `contact_on` is
    the last contact while waiting. `risk_facts` are the numbers of the facts that say whether the person is segregated
    or on an ACCT, newest first: what they say is read where it may be. The last two say how many late days have no
    reason: see `clocks.accounting.Explained`.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    episode = models.ForeignKey(Episode, models.CASCADE, related_name="lines", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    stage = models.CharField(max_length=60)
    stage_since = models.DateField()
    waited_since = models.DateField(null=True)
    standard = models.CharField(max_length=60, blank=True)
    started_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    delay = models.CharField(max_length=60, blank=True, default="", db_default="")
    delay_on = models.DateField(null=True)
    party = models.CharField(max_length=60, blank=True)
    waiting_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    prison = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    hospital = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    rung = models.CharField(max_length=60, blank=True)
    rung_on = models.DateField(null=True)
    told = models.PositiveSmallIntegerField(default=0)
    answered = models.PositiveSmallIntegerField(default=0)
    alarm_on = models.DateField(null=True)
    void_on = models.DateField(null=True)
    alarms = models.BooleanField(default=False)
    contact_on = models.DateField(null=True)
    contact = models.CharField(max_length=60, blank=True)
    risk_facts = ArrayField(models.PositiveIntegerField(), default=list)
    explained_until = models.DateField(null=True)
    unexplained = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "due_on", "id"], name="line_list"),
            # With all that is filtered by or counted: the lanes of thousands are counted from it alone, in its order.
            models.Index(fields=["organisation", "stage", "due_on", "id"], include=COUNTED, name="line_lanes"),
            models.Index(fields=["organisation", "alarm_on"], name="line_alarms", condition=Q(alarms=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["episode", "organisation"], name="one_line_an_organisation"),
            models.CheckConstraint(name="no_more_answer_than_were_told", condition=Q(answered__lte=models.F("told"))),
        ]


class Unanswered(models.Model):
    """A rung that one organisation was told of and has not answered, while it is due.

    `number` is the fact that told it last, on `last`; `since` the day of the first telling without an answer; `day` how
    far the clock was by then, in its own count (of one that counts to a day: how many days were left).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    episode = models.ForeignKey(Episode, models.CASCADE, related_name="unanswered", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    rung = models.CharField(max_length=60)
    standard = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    day = models.IntegerField()
    since = models.DateField()
    last = models.DateField()
    times = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "unanswered rungs"
        indexes = [models.Index(fields=["organisation", "since", "id"], name="unanswered_list")]
        constraints = [
            models.UniqueConstraint(fields=["episode", "organisation", "rung"], name="asked_once_a_rung"),
            models.CheckConstraint(name="told_last_no_earlier", condition=Q(last__gte=models.F("since"))),
        ]


belongs_to(STAGES, Line, Unanswered)
KEYS[Line] = ("organisation_id",)
KEYS[Unanswered] = ("organisation_id", "rung")
leaves_out("It is computed from facts that are handed over", Line, Unanswered)
