"""Cover: which wings want a mentor when, who is on the rota, who rests, and what each of them carries.

`ActiveMentor`, `Mentoring`, `Rest` and `DayCarried` are a cache of the facts of episodes. Of `WeekWanted`,
`LocalNumber` and `ListenerMonth`, which only grow, the newest counts. A `Duty` changes once: when it ends before it
is over.
"""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value

from throughcare.access.seeing import belongs_to
from throughcare.care.tables import never_at_once
from throughcare.cover.words import (
    CONTACTS,
    ENDINGS,
    HOURS_OF_A_MONTH,
    LOCAL,
    LONGEST,
    MOST_LISTENERS,
    VETTING,
)
from throughcare.episodes.models import Episode
from throughcare.organisations import spans
from throughcare.organisations.models import Organisation, StaffRole, Unit
from throughcare.people.models import Person
from throughcare.rota.gaps import MOST
from throughcare.rota.turns import A_DAY
from throughcare.sharing import IDENTITY


class Kept(models.Model):
    """Who recorded it, acting as what, and when."""

    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        abstract = True


# A number of mentors that no wing can want, somewhere in its hours.
BEYOND_WHAT_A_WING_WANTS = Q(
    Func(
        F("hours"),
        Value(f'$.*[*][2] ? (@.type() != "number" || @ < 1 || @ > {MOST} || @.floor() != @)'),
        function="jsonb_path_exists",
        output_field=models.BooleanField(),
    )
)


class WeekWanted(Kept):
    """When a wing wants how many mentors, from then on: by day of the week from 0 for Monday, minutes of that day.

    Minutes beyond 1,440 are of the morning after: `{"4": [[1320, 1800, 2]]}` is two mentors on Friday night. What was
    said before there were numbers has none, and one is wanted.
    """

    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    hours = models.JSONField()

    class Meta:
        verbose_name_plural = "weeks wanted"
        indexes = [models.Index(fields=["place", "unit", "-id"], name="week_wanted_newest")]
        constraints = [
            models.CheckConstraint(name="a_wing_wants_some_mentors_at_once", condition=~BEYOND_WHAT_A_WING_WANTS)
        ]


class LocalNumber(Kept):
    """A number of the rules of rest, or of what weighs how much, that a scheme has set, from then on."""

    scheme = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["scheme", "key", "-id"], name="local_number_newest")]
        constraints = [models.CheckConstraint(name="number_is_of_a_known_rule", condition=Q(key__in=list(LOCAL)))]


class ListenerMonth(Kept):
    """How many Listeners a prison had in a month, and for how many hours they were there.

    That is all that is kept of them. Who spoke to one, how often anybody did and what was said have no place here: it
    is theirs and the Samaritans', and Listeners are not mentors of a scheme.
    """

    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    volunteers = models.PositiveSmallIntegerField()
    hours = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["place", "month", "-id"], name="listener_month_newest")]
        constraints = [
            models.CheckConstraint(name="a_month_begins_with_its_first", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="a_listener_is_not_there_longer_than_a_month",
                condition=Q(volunteers__lte=MOST_LISTENERS, hours__lte=F("volunteers") * HOURS_OF_A_MONTH),
            ),
        ]


class AtAPlace(models.Model):
    """Something of a mentor, who is named by their episode, for those who work where they are on duty.

    `scheme` is the organisation of the mentor's service, `place` the prison: beside the door of who and where somebody
    is, the policies show such a row to staff of those two, and of what is part of the prison, and to nobody else.
    """

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    scheme = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class ActiveMentor(AtAPlace):
    """A mentor who supports people now, since a day. `good_until` is the last day that clearance and training hold."""

    episode = models.OneToOneField(Episode, models.PROTECT, related_name="+")
    since_on = models.DateField()
    good_until = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["place", "person"], name="active_mentor_place"),
            models.Index(fields=["scheme", "person"], name="active_mentor_scheme"),
        ]


class Mentoring(AtAPlace):
    """Somebody who learns to be a mentor, is one or was one, as those see them who look after mentors together.

    `served` are pairs of days, from when until when they were active, the last without an end while they are. `offered`
    says that something is on record of what they were offered on leaving, where that is asked.
    """

    episode = models.OneToOneField(Episode, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=200)
    modules = ArrayField(models.CharField(max_length=120), default=list)
    trained_on = models.DateField(null=True)
    served = models.JSONField(default=list)
    supervision_due_on = models.DateField(null=True)
    debrief_due_at = models.DateTimeField(null=True)
    left_on = models.DateField(null=True)
    offered = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "mentors looked after"
        indexes = [models.Index(fields=["place", "person"], name="mentoring_place")]


class WeeklyDuty(spans.Span, AtAPlace, Kept):
    """A turn that a mentor has every week on one day, in minutes of that London day, until it ends."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    weekday = models.PositiveSmallIntegerField()
    first = models.PositiveSmallIntegerField()
    last = models.PositiveSmallIntegerField()
    ended_by = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        verbose_name_plural = "weekly duties"
        indexes = [models.Index(fields=["place", "weekday"], name="weekly_duty_place", condition=Q(until_on=None))]
        constraints = [
            models.CheckConstraint(name="a_week_has_seven_days", condition=Q(weekday__range=(0, 6))),
            models.CheckConstraint(
                name="a_weekly_turn_has_hours",
                condition=Q(first__lt=A_DAY, last__gt=F("first"), last__lte=F("first") + A_DAY),
            ),
            spans.ends_after_it_begins("a_weekly_turn_ends_after_it_begins"),
            models.CheckConstraint(
                name="somebody_ends_a_weekly_turn",
                condition=Q(until_on=None, ended_by=None) | Q(until_on__isnull=False, ended_by__isnull=False),
            ),
        ]


class Duty(AtAPlace, Kept):
    """One turn of one mentor on one wing, from an instant until another. `on` is the London day it begins.

    `weekly` is what it was laid out from; `instead_of` the turn that it took over from somebody else.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    weekly = models.ForeignKey(WeeklyDuty, models.PROTECT, null=True, related_name="duties", db_index=False)
    instead_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)
    ended = models.CharField(max_length=12, blank=True, choices=ENDINGS)

    class Meta:
        verbose_name_plural = "duties"
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["place", "starts_at"], name="duty_place", condition=Q(ended_at=None)),
            models.Index(fields=["episode", "starts_at"], name="duty_episode"),
        ]
        constraints = [
            never_at_once("nobody_is_on_two_wings_at_once", "person_id", Q(ended_at=None)),
            models.UniqueConstraint(fields=["weekly", "on"], name="one_duty_a_week"),
            models.CheckConstraint(
                name="a_duty_takes_a_while",
                condition=Q(ends_at__gt=F("starts_at"), ends_at__lte=F("starts_at") + timedelta(hours=LONGEST + 1)),
            ),
            models.CheckConstraint(
                name="a_duty_ends_in_some_way",
                condition=Q(ended_at=None, ended_by=None, ended="")
                | Q(ended_at__isnull=False, ended_by__isnull=False, ended__in=list(ENDINGS)),
            ),
        ]


class Rest(models.Model):
    """Until when a mentor rests, that day included, as was said when something was talked over with them."""

    episode = models.OneToOneField(Episode, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    until_on = models.DateField()


class DayCarried(models.Model):
    """What a mentor had on one day, in numbers: nothing says whom it was with."""

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    contacts = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    worries = models.PositiveIntegerField(default=0)
    distress = models.PositiveIntegerField(default=0)
    deaths = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "days carried"
        constraints = [models.UniqueConstraint(fields=["episode", "on"], name="one_row_a_mentor_and_day")]


belongs_to(IDENTITY, ActiveMentor, WeeklyDuty, Duty)
belongs_to(VETTING, Rest)
belongs_to(CONTACTS, Mentoring, DayCarried)
