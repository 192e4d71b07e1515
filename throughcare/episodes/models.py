"""Services, episodes and their events; beside them what is computed from the events and kept for speed.

`Event` and `EventDetail` are the truth and only grow. `Episode`'s stage and holders, `Clock`, `Involvement` and `Task`
are a cache of what `blueprints.course` makes of the events; `throughcare check` computes it again and compares.
"""

from django.db import models
from django.db.models import F, Q, Value

from throughcare.access.seeing import belongs_to, is_read_or_not_seen, says_its_category
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, STAGES


class Blueprint(models.Model):
    """One version of a blueprint, as its file was when a service adopted it. Never changed: episodes depend on it.
    `means` says which of its steps mean what, by word: policies of the database cannot read a file.
    """

    digest = models.CharField(primary_key=True, max_length=64)
    slug = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    text = models.TextField()
    means = models.JSONField(default=dict, db_default=Value({}, models.JSONField()), editable=False)
    adopted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class Service(models.Model):
    """A blueprint run by an organisation, with its local values.

    `starts` maps a standard to the step its clock starts at here, among those the blueprint offers. `in_force` maps
    what is in shadow to the day it comes into force: the database copies it from what administrators record.
    """

    title = models.CharField(max_length=200)
    blueprint = models.ForeignKey(Blueprint, models.PROTECT, db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="services", db_index=False)
    starts = models.JSONField(default=dict, blank=True)
    in_force = models.JSONField(default=dict, blank=True, editable=False)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title"]
        indexes = [models.Index(fields=["organisation", "title"], name="service_organisation")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "title"], name="one_service_a_title"),
            models.CheckConstraint(
                name="service_closes_after_it_opens",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ServiceParty(models.Model):
    """Who plays a party of the blueprint in this service unless a referral says otherwise."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="parties", db_index=False)
    party = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "party"], name="one_organisation_a_party")]


class Episode(models.Model):
    """One person's time with one service, from the first draft of a referral to the end.

    `parties_at_start` (party -> organisation id) and `blueprint` are facts of its beginning and never change. All from
    `stage` on is computed. `nobody_holds` is true while no accountable organisation has a named lead, `relieved` once
    those who held jointly for the first days of the stage no longer do.
    """

    reference = models.CharField(max_length=16)
    person = models.ForeignKey(Person, models.PROTECT, related_name="episodes", db_index=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="episodes", db_index=False)
    blueprint = models.ForeignKey(Blueprint, models.PROTECT, db_index=False)
    parties_at_start = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", db_index=False
    )

    stage = models.CharField(max_length=60)
    stage_since = models.DateField()
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=60, blank=True)
    holder = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    lead = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)
    nobody_holds = models.BooleanField(default=False)
    relieved = models.BooleanField(default=False, db_default=False)
    # The day on which somebody must next be told that this person waits.
    next_rung_on = models.DateField(null=True)
    event_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-created_at"], name="episode_person"),
            models.Index(fields=["service", "stage"], name="episode_board", condition=Q(closed_on__isnull=True)),
            models.Index(fields=["next_rung_on"], name="episode_rungs", condition=Q(next_rung_on__isnull=False)),
        ]
        constraints = [
            # Not a unique field, which Django gives a second index for searching by beginnings.
            models.UniqueConstraint(name="one_episode_a_reference", fields=["reference"]),
            models.UniqueConstraint(
                name="one_open_episode_a_service", fields=["person", "service"], condition=Q(closed_on__isnull=True)
            ),
            models.CheckConstraint(
                name="held_by_someone_or_listed",
                condition=Q(closed_on__isnull=False)
                | Q(nobody_holds=True)
                | Q(holder__isnull=False, lead__isnull=False),
            ),
            models.CheckConstraint(
                name="only_an_ended_episode_has_an_outcome", condition=Q(closed_on__isnull=False) | Q(outcome="")
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Event(models.Model):
    """One recorded fact of an episode. Appended, never changed: a correction is a new event.

    `happened_on` is the London day; `happened_at` the instant where the time of day is known. `facts` are those of the
    category of referral and stage; answers of other categories are in `EventDetail`, where they can be kept from
    those who may not read them.
    """

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="events", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=60)
    party = models.CharField(max_length=60, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    happened_on = models.DateField()
    happened_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    facts = models.JSONField(default=dict)
    corrects = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["episode_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["episode", "number"], name="one_event_a_number"),
            models.UniqueConstraint(
                fields=["episode", "corrects"],
                condition=Q(corrects__isnull=False),
                name="an_event_is_corrected_once",
            ),
            models.CheckConstraint(
                name="a_correction_comes_later", condition=Q(corrects__isnull=True) | Q(corrects__lt=F("number"))
            ),
            models.CheckConstraint(name="events_count_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.step}"


class EventDetail(models.Model):
    """The answers of one event that belong to one category of the record."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="details", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    category = models.CharField(max_length=32, choices=CATEGORIES)
    facts = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "category"], name="one_detail_a_category"),
            models.CheckConstraint(name="detail_is_of_a_known_category", condition=Q(category__in=list(CATEGORIES))),
        ]


class Clock(models.Model):
    """One running of one standard for one episode, as computed when its last event was recorded.

    `state` never says `breached-open`: whether a running clock is late depends on the day one looks, and `due_on` says
    it. `owner` is the organisation whose clock it is.
    """

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="clocks", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    standard = models.CharField(max_length=60)
    run = models.PositiveIntegerField()
    state = models.CharField(max_length=24)
    shadow = models.BooleanField()
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    started_on = models.DateField(null=True)
    warn_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    stopped_on = models.DateField(null=True)
    because = models.CharField(max_length=60, blank=True)
    days_used = models.IntegerField(null=True)

    class Meta:
        ordering = ["episode_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["episode", "standard", "run"], name="one_clock_a_run"),
            models.CheckConstraint(
                name="clock_is_due_after_it_starts",
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("started_on")),
            ),
        ]


class Involvement(models.Model):
    """An organisation that takes a part in an episode, from when until when [CareTeam]."""

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="involvements", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    party = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["episode_id", "since", "id"]
        indexes = [models.Index(fields=["person", "organisation"], name="involvement_person")]
        constraints = [
            models.UniqueConstraint(fields=["episode", "party", "organisation"], name="one_involvement_a_part"),
            models.CheckConstraint(
                name="involvement_ends_after_it_begins", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
        ]


class Waiting(models.TextChoices):
    """Who must act next, as the organisation whose list it is sees it."""

    US = "us", "Waiting on us"
    OTHERS = "others", "Waiting on others"
    PERSON = "person", "Waiting on the person"


COUNTED = ["person", "service", "standard", "waiting", "nobody_holds"]


class Task(models.Model):
    """One line of one organisation's worklist: an open episode it takes part in, with what is due next [Task].

    `service` is the episode's, so that none is asked about to count the list. `due_on` without a `standard` is the day
    since which something new waits to be received. The last two are for whoever holds the person (`Explained`).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    episode = models.ForeignKey(Episode, models.CASCADE, related_name="tasks", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    standard = models.CharField(max_length=60, blank=True)
    due_on = models.DateField(null=True)
    waiting = models.CharField(max_length=8, choices=Waiting)
    waiting_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    lead = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)
    nobody_holds = models.BooleanField(default=False)
    explained_until = models.DateField(null=True)
    unexplained = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            # With all that is counted: a list of thousands is counted from the index alone (docs/concepts/speed.md).
            models.Index(fields=["organisation", "due_on", "id"], include=COUNTED, name="task_worklist"),
            models.Index(fields=["organisation", "id"], name="task_nobody", condition=Q(nobody_holds=True)),
        ]
        constraints = [models.UniqueConstraint(fields=["episode", "organisation"], name="one_task_an_organisation")]


class Outbox(models.Model):
    """What others are to be told, written with the fact itself so that neither is ever without the other."""

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    says = models.CharField(max_length=60)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], name="outbox_waiting", condition=Q(delivered_at__isnull=True))]


belongs_to(STAGES, Episode, Event, Clock, Involvement, Task)
says_its_category(EventDetail)
is_read_or_not_seen(EventDetail)
