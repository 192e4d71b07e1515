"""Caseloads: what is kept of each open episode, what a service lets it weigh, who is away, and supervision.

`Case` and `CaseMode` are a cache of the facts, so that a caseload is read without them. `LocalWeight`, `WeeklyHours`,
`Supervision` and `Discussed` only grow: of several the newest counts. An `Absence` changes once, when it ends early.
"""

from django.db import models
from django.db.models import F, Q

from throughcare.access.seeing import belongs_to, is_read_or_not_seen
from throughcare.caseload.words import (
    AWAY_FOR,
    CLINICAL,
    KINDS,
    LONGEST,
    LONGEST_TALK,
    MODES,
    MOST_HOURS,
    MOST_POINTS,
    SHORTEST,
    SHORTEST_TALK,
    SUPERVISION,
    TEXT,
    USUAL_DAYS,
)
from throughcare.episodes.models import Episode, Service
from throughcare.organisations import spans
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.people.models import Person
from throughcare.sharing import STAGES


class Kept(models.Model):
    """Who recorded it, acting as what, and when."""

    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Case(models.Model):
    """An open episode as the team of its service counts it: who leads there, who treats, when somebody last met the
    person, when the next review is due. All is computed; an episode that has ended has none.
    """

    episode = models.OneToOneField(Episode, models.CASCADE, related_name="case")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    lead = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)
    therapist = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)
    last_contact_on = models.DateField(null=True)
    review_due_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "lead"], name="case_lead"),
            models.Index(fields=["organisation", "therapist"], name="case_therapist", condition=~Q(therapist=None)),
        ]


class CaseMode(models.Model):
    """How somebody is treated, alone or in a group: clinical, and so behind a door of its own."""

    episode = models.OneToOneField(Episode, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    mode = models.CharField(max_length=12, choices=MODES)

    class Meta:
        constraints = [models.CheckConstraint(name="mode_is_known", condition=Q(mode__in=list(MODES)))]


class LocalWeight(Kept):
    """How many points a stage, a way of treating, an alert or an hour counts at a service, from then on."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=KINDS)
    key = models.CharField(max_length=60)
    points = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["service", "kind", "key", "-id"], name="local_weight_newest")]
        constraints = [
            models.CheckConstraint(name="weight_is_of_a_known_kind", condition=Q(kind__in=list(KINDS))),
            models.CheckConstraint(name="weight_is_not_beyond_measure", condition=Q(points__lte=MOST_POINTS)),
        ]


class WeeklyHours(Kept):
    """The hours a week that somebody has for their caseload, from then on."""

    whose = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    hours = models.DecimalField(max_digits=3, decimal_places=1)

    class Meta:
        verbose_name_plural = "weekly hours"
        indexes = [models.Index(fields=["whose", "-id"], name="weekly_hours_newest")]
        constraints = [models.CheckConstraint(name="a_week_has_hours", condition=Q(hours__range=(0, MOST_HOURS)))]


class Absence(spans.Span, Kept):
    """Somebody is away, and somebody else covers. Whoever is away goes on leading; cover opens nothing to anybody.

    `until_on`, the day of being back, is brought forward once where it ends early: `ended_by` and `ended_at` say so.
    """

    whose = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    covered_by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    why = models.CharField(max_length=12, choices=AWAY_FOR)
    ended_by = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["covered_by", "until_on"], name="absence_cover"),
            models.Index(fields=["whose", "until_on"], name="absence_whose"),
        ]
        constraints = [
            spans.never_overlap("one_cover_at_a_time", same=("whose_id",)),
            spans.ends_after_it_begins("absence_ends_after_it_begins"),
            models.CheckConstraint(name="an_absence_has_an_end", condition=Q(until_on__isnull=False)),
            models.CheckConstraint(name="nobody_covers_for_themselves", condition=~Q(whose=F("covered_by"))),
            models.CheckConstraint(name="away_for_a_known_reason", condition=Q(why__in=list(AWAY_FOR))),
            models.CheckConstraint(
                name="absence_ended_by_and_at_together",
                condition=Q(ended_by=None, ended_at=None) | Q(ended_by__isnull=False, ended_at__isnull=False),
            ),
        ]


class Arrangement(spans.Span, Kept):
    """Who supervises whom, how often, and who leads them. `last_on` and `due_on` are computed from the log."""

    supervisee = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    supervisor = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    lead = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)
    every_days = models.PositiveSmallIntegerField(default=USUAL_DAYS)
    last_on = models.DateField(null=True)
    due_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["supervisee", "from_on"], name="arrangement_supervisee")]
        constraints = [
            spans.never_overlap("one_supervisor_at_a_time", same=("supervisee_id",)),
            spans.ends_after_it_begins("arrangement_ends_after_it_begins"),
            models.CheckConstraint(
                name="nobody_supervises_themselves",
                condition=~Q(supervisee=F("supervisor")) & (Q(lead=None) | ~Q(supervisee=F("lead"))),
            ),
            models.CheckConstraint(
                name="supervised_every_few_weeks", condition=Q(every_days__range=(SHORTEST, LONGEST))
            ),
        ]


class Supervision(Kept):
    """One supervision. What was agreed is for the two and their lead alone; nobody of those supervised is in it."""

    supervisee = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    supervisor = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    lead = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=SUPERVISION)
    agreed = models.CharField(max_length=TEXT, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["supervisee", "-on"], name="supervision_supervisee"),
            models.Index(fields=["supervisor", "-on"], name="supervision_supervisor"),
            models.Index(fields=["lead", "-on"], name="supervision_lead", condition=~Q(lead=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_supervision_takes_a_while", condition=Q(minutes__range=(SHORTEST_TALK, LONGEST_TALK))
            ),
            models.CheckConstraint(name="supervision_is_of_a_known_kind", condition=Q(kind__in=list(SUPERVISION))),
            models.CheckConstraint(name="two_take_part_in_supervision", condition=~Q(supervisee=F("supervisor"))),
        ]


class Discussed(models.Model):
    """What was agreed in a supervision about one person: a clinical note, read by those who took part."""

    supervision = models.ForeignKey(Supervision, models.PROTECT, related_name="cases", db_index=False)
    episode = models.ForeignKey(Episode, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    agreed = models.CharField(max_length=TEXT, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["supervision", "episode"], name="a_case_is_discussed_once")]


belongs_to(STAGES, Case)
belongs_to(CLINICAL, CaseMode, Discussed)
is_read_or_not_seen(CaseMode, Discussed)
