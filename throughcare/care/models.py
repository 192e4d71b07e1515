"""Who waits for a group, who is in one, who a session is with, who was there; beside the `tables` that name nobody.

Attendance only grows: a correction is a new row of a later register, and the last one counts.
"""

from django.db import models
from django.db.models import F, Q

from throughcare.access.seeing import belongs_to, is_read_or_not_seen, says_its_category
from throughcare.care.kinds import OF_PROGRAMMES
from throughcare.care.tables import (
    Away,
    ClosedDay,
    Cohort,
    Facilitation,
    Feed,
    Kept,
    Programme,
    ProgrammeVersion,
    Regime,
    Register,
    Room,
    Seat,
    Session,
    SessionChange,
)
from throughcare.episodes.models import Episode
from throughcare.people.models import Person
from throughcare.retention.holding import HOLDS
from throughcare.sessions.words import (
    BY_US,
    COMMITMENTS,
    ENDINGS,
    ENGAGED,
    FITS,
    LATE,
    NEEDS,
    ON_TIME,
    REASONS,
    REGIME,
    STATUSES,
)
from throughcare.sharing import CATEGORIES, STAGES

VETTING = "mentor-vetting"

__all__ = [
    "Alone",
    "Attendance",
    "Away",
    "ClosedDay",
    "Cohort",
    "Commitment",
    "Facilitation",
    "Feed",
    "Helper",
    "Membership",
    "NonAssociation",
    "Programme",
    "ProgrammeVersion",
    "Regime",
    "Register",
    "Room",
    "Seat",
    "Session",
    "SessionChange",
    "Wait",
]


class OfSomebody(Kept):
    """The same of something about one person and one episode of theirs."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    episode = models.ForeignKey(Episode, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class OfCategory(OfSomebody):
    """The same of a programme: treatment is of the stages of an episode, groups of a scheme are of peer contacts."""

    category = models.CharField(max_length=32, choices=OF_PROGRAMMES, default=STAGES)

    class Meta:
        abstract = True


class Wait(OfCategory):
    """An episode that waits for a place in a programme, since a day, with what is said of need and fit."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="waits", db_index=False)
    since = models.DateField()
    need = models.CharField(max_length=8, choices=NEEDS)
    fit = models.CharField(max_length=8, choices=FITS)
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=8, blank=True, choices={"placed": "Has a place", "stopped": "Waits no longer"})

    class Meta:
        indexes = [
            models.Index(fields=["programme", "since"], name="therapy_wait_line", condition=Q(ended_at=None)),
            models.Index(fields=["episode"], name="therapy_wait_episode"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "programme"], condition=Q(ended_at=None), name="waits_once_for_a_programme"
            ),
            models.CheckConstraint(name="need_is_known", condition=Q(need__in=list(NEEDS))),
            models.CheckConstraint(name="fit_is_known", condition=Q(fit__in=list(FITS))),
            models.CheckConstraint(
                name="a_therapy_wait_ends_in_some_way",
                condition=Q(ended_at=None, ended="") | (Q(ended_at__isnull=False) & ~Q(ended="")),
            ),
        ]


class Membership(OfCategory):
    """A place of a group that is offered to somebody or theirs, until it ends. `by` and `at` are of the offer.

    `out_of_turn` says why it went to somebody before others whom the rule puts first.
    """

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="members", db_index=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", db_index=False)
    wait = models.ForeignKey(Wait, models.PROTECT, related_name="+", db_index=False)
    out_of_turn = models.CharField(max_length=400, blank=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=16, blank=True, choices=ENDINGS)
    because = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["cohort_id", "id"]
        indexes = [
            models.Index(fields=["cohort", "seat"], name="membership_cohort"),
            models.Index(fields=["episode"], name="membership_episode"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=Q(ended_at=None), name="one_member_a_seat"),
            models.UniqueConstraint(
                fields=["cohort", "episode"], condition=Q(ended_at=None), name="one_place_of_a_group_each"
            ),
            models.CheckConstraint(
                name="a_membership_ends_in_some_way",
                condition=Q(ended_at=None, ended="") | Q(ended_at__isnull=False, ended__in=list(ENDINGS)),
            ),
            models.CheckConstraint(
                name="only_an_offer_is_declined",
                condition=~Q(ended__in=["declined", "taken-back"]) | Q(accepted_at=None),
            ),
        ]


class Alone(OfSomebody):
    """Whom a single session is with; `instead_of` is the session that the regime took, where this makes up for it."""

    session = models.OneToOneField(Session, models.PROTECT, related_name="alone")
    instead_of = models.ForeignKey("Attendance", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["episode"], name="alone_episode")]


class Attendance(OfCategory):
    """Whether somebody was at a session, as one saving of its register says. Of several savings the last one counts.

    `status` is the national code; `reason` a word of `REASONS` for whoever was not there; `event` the number of the
    fact in the episode: none where a group of a mentor scheme was not attended, or the blueprint has no word for it.
    What the regime caused is lost, whatever code is submitted, and never counted against anybody.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances", db_index=False)
    register = models.ForeignKey(Register, models.PROTECT, related_name="lines", db_index=False)
    status = models.CharField(max_length=1, choices=STATUSES)
    engaged = models.CharField(max_length=12, blank=True, choices=ENGAGED)
    reason = models.CharField(max_length=24, blank=True)
    lost_to_regime = models.BooleanField()
    event = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["session_id", "id"]
        indexes = [
            models.Index(fields=["session", "episode", "-id"], name="attendance_session"),
            models.Index(fields=["episode", "-id"], name="attendance_episode"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["register", "episode"], name="one_line_of_a_register_each"),
            models.CheckConstraint(
                name="who_was_there_took_part_somehow",
                condition=Q(status__in=[ON_TIME, LATE], engaged__in=list(ENGAGED), reason="")
                | Q(status__in=[code for code in STATUSES if code not in (ON_TIME, LATE)], engaged="")
                & Q(reason__in=list(REASONS)),
            ),
            models.CheckConstraint(
                name="what_is_said_of_treatment_is_a_fact", condition=~Q(category=STAGES) | Q(event__isnull=False)
            ),
            models.CheckConstraint(
                name="lost_to_regime_follows_from_the_reason",
                condition=Q(lost_to_regime=True, reason__in=list(REGIME))
                | (Q(lost_to_regime=False) & ~Q(reason__in=list(REGIME))),
            ),
        ]

    @property
    def owed(self) -> bool:
        """Whether the prison or the service took it, so that the person is to have a new time."""
        return self.status == BY_US


class Helper(OfSomebody):
    """A mentor who helps to lead a group of their scheme, until they do no longer. The episode is the mentor's own."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="helpers", db_index=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["episode"], name="helper_episode", condition=Q(ended_at=None))]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "episode"], condition=Q(ended_at=None), name="helps_once")
        ]


class NonAssociation(Kept):
    """Two people who must not meet: a row for each of them. Why is never here, and pages say only that they must not.

    Recorded by the prison, whose category it is; others learn that two cannot be in one group, and no more.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("organisations.StaffRole", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], condition=Q(ended_at=None), name="kept_apart_once"),
            models.CheckConstraint(name="nobody_is_kept_from_themselves", condition=~Q(person=F("other"))),
        ]


class Commitment(Kept):
    """What somebody has to do at a time: court, a visit, work. Its category says who reads it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    category = models.CharField(max_length=32, choices=CATEGORIES)
    kind = models.CharField(max_length=16, choices={key: row.title for key, row in COMMITMENTS.items()})
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["person", "starts_at"], name="commitment_person")]
        constraints = [
            models.CheckConstraint(name="a_commitment_takes_a_while", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(name="commitment_is_known", condition=Q(kind__in=list(COMMITMENTS))),
        ]


belongs_to(STAGES, Alone)
belongs_to(VETTING, Helper)
belongs_to("security-intelligence", NonAssociation)
is_read_or_not_seen(NonAssociation)
says_its_category(Wait, Membership, Attendance, Commitment)


def _standing() -> models.QuerySet[NonAssociation]:
    """What keeps people apart is needed as long as it stands; it is the business of the prison that said so."""
    return NonAssociation.objects.filter(ended_at=None).annotate(organisation=F("by__organisation"))


HOLDS["They must be kept apart from somebody"] = _standing
