"""Programmes, rooms, groups and their sessions, the hours of a place: nobody's record is in these rows.

Who is in a group, and whom a single session is with, stands in `models`, behind the policies of the record.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from throughcare.care.kinds import OfKind
from throughcare.organisations import spans
from throughcare.organisations.models import Organisation, Staff, StaffRole, Unit
from throughcare.sessions.words import CANCELLED_FOR, INTENSITIES, KINDS, ROOM_NEEDS, TREATMENT

# Local defaults, for each service to set.
MOST_PLACES, LONGEST = 40, 480
FEED_DIGEST = 64


class Kept(models.Model):
    """Who recorded it, acting as what, and when."""

    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        abstract = True


def never_at_once(name: str, same: str, condition: Q) -> ExclusionConstraint:
    """Two rows of one number never share a moment: see `spans.never_overlap`, which is of days."""
    moments = Func("starts_at", "ends_at", RangeBoundary(), function="tstzrange", output_field=DateTimeRangeField())
    alone = spans.alone(F(same))
    return ExclusionConstraint(
        name=name,
        expressions=[(alone, RangeOperators.OVERLAPS), (moments, RangeOperators.OVERLAPS)],
        condition=condition,
    )


class Programme(OfKind, Kept):
    """A programme that an organisation runs, under its title, of one kind; what it is stands in its versions."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=120)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "title"], name="one_programme_a_title"),
            models.CheckConstraint(name="a_programme_is_of_a_known_kind", condition=Q(kind__in=list(KINDS))),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeVersion(Kept):
    """What a programme is. Never changed: groups hold to theirs. The one with the highest number counts.

    `modules` are in order, each a title and how many sessions it takes.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    pathway = models.CharField(max_length=60, blank=True)
    intensity = models.CharField(max_length=8, choices=INTENSITIES)
    minutes = models.PositiveSmallIntegerField()
    smallest = models.PositiveSmallIntegerField()
    largest = models.PositiveSmallIntegerField()
    modules = models.JSONField()

    class Meta:
        ordering = ["programme_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_version_of_a_programme_a_number"),
            models.CheckConstraint(name="a_session_lasts_a_while", condition=Q(minutes__range=(5, LONGEST))),
            models.CheckConstraint(
                name="a_group_has_a_size",
                condition=Q(smallest__gte=1) & Q(largest__gte=F("smallest")) & Q(largest__lte=MOST_PLACES),
            ),
            models.CheckConstraint(name="intensity_is_known", condition=Q(intensity__in=list(INTENSITIES))),
        ]

    @property
    def sessions(self) -> int:
        return sum(int(module["sessions"]) for module in self.modules)


class Room(Kept):
    """A room at a place in which people are treated; `unit` is the wing on which it lies, where it lies on one."""

    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    holds = models.PositiveSmallIntegerField()
    needs = models.CharField(max_length=8, choices=ROOM_NEEDS)
    closed = models.BooleanField(default=False)

    class Meta:
        ordering = ["place_id", "name"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="one_room_a_name"),
            models.CheckConstraint(name="a_room_holds_somebody", condition=Q(holds__gte=1)),
            models.CheckConstraint(name="room_needs_are_known", condition=Q(needs__in=list(ROOM_NEEDS))),
        ]

    def __str__(self) -> str:
        return self.name


class Cohort(Kept):
    """One group that goes through a programme. `places` is how many `Seat`s it has."""

    version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="cohorts", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    room = models.ForeignKey(Room, models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=120)
    from_on = models.DateField()
    until_on = models.DateField()
    places = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-from_on", "-id"]
        indexes = [models.Index(fields=["organisation", "-from_on"], name="cohort_organisation")]
        constraints = [
            models.CheckConstraint(name="a_group_ends_after_it_begins", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(name="a_group_has_places", condition=Q(places__range=(1, MOST_PLACES))),
        ]

    def __str__(self) -> str:
        return self.title


class Seat(models.Model):
    """One place of a group. A group has no more members than it has seats, whoever gives them at once."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="seats", db_index=False)
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["cohort_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="one_seat_a_number"),
            models.CheckConstraint(name="seats_count_from_one", condition=Q(number__range=(1, MOST_PLACES))),
        ]


class Session(OfKind, Kept):
    """One session, of a group or with one person, at a time and in a room. Whom one is with stands in `Alone`."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    room = models.ForeignKey(Room, models.PROTECT, related_name="+", db_index=False)
    cohort = models.ForeignKey(Cohort, models.PROTECT, null=True, related_name="sessions", db_index=False)
    number = models.PositiveSmallIntegerField(null=True)
    module = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # Why it was booked over what stood against it.
    over = models.CharField(max_length=400, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)
    cancelled_for = models.CharField(max_length=16, blank=True, choices=CANCELLED_FOR)

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["organisation", "starts_at"], name="session_organisation"),
            models.Index(fields=["place", "starts_at"], name="session_place"),
            models.Index(fields=["cohort", "starts_at"], name="session_cohort"),
        ]
        constraints = [
            never_at_once("a_room_has_one_session_at_a_time", "room_id", Q(cancelled_at=None)),
            models.CheckConstraint(name="a_session_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="what_is_no_treatment_is_a_group", condition=Q(kind=TREATMENT) | Q(cohort__isnull=False)
            ),
            models.CheckConstraint(
                name="a_session_of_a_group_has_a_number",
                condition=Q(cohort=None, number=None) | Q(cohort__isnull=False, number__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["cohort", "number"], condition=Q(cancelled_at=None), name="one_session_of_a_group_a_number"
            ),
            models.CheckConstraint(
                name="a_cancelled_session_says_why",
                condition=Q(cancelled_at=None, cancelled_by=None, cancelled_for="")
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False, cancelled_for__in=list(CANCELLED_FOR)),
            ),
        ]

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


class Facilitation(models.Model):
    """Who holds a session. The times are the session's; `stands` until it is cancelled."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="facilitations", db_index=False)
    role = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    stands = models.BooleanField(default=True)

    class Meta:
        ordering = ["session_id", "id"]
        indexes = [models.Index(fields=["staff", "starts_at"], name="facilitation_staff")]
        constraints = [
            models.UniqueConstraint(fields=["session", "staff"], name="one_facilitation_a_session"),
            never_at_once("nobody_holds_two_sessions_at_once", "staff_id", Q(stands=True)),
        ]


class SessionChange(Kept):
    """A booked session was given another time, room or staff: `before` is what was booked (see `moving.as_booked`)."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="changes", db_index=False)
    before = models.JSONField()
    why = models.CharField(max_length=400)

    class Meta:
        ordering = ["session_id", "id"]
        indexes = [models.Index(fields=["session", "id"], name="session_change_session")]


class Register(Kept):
    """One saving of the register of a session. The one with the highest number counts; the others stay."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="registers", db_index=False)
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["session_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_register_a_number"),
            models.CheckConstraint(name="registers_count_from_one", condition=Q(number__gte=1)),
        ]


class Regime(Kept):
    """When people can be moved about a place; of a `unit`, when it is unlocked. The last one said counts.

    `hours` has, by day of the week from 0 for Monday, pairs of minutes of the day: `{"0": [[510, 705]]}`.
    """

    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    hours = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["place", "unit", "-id"], name="regime_place")]


class ClosedDay(Kept):
    """A day on which a place has no sessions. Never taken back: a day that is open after all has a new row."""

    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    closed = models.BooleanField(default=True)
    says = models.CharField(max_length=400)

    class Meta:
        indexes = [models.Index(fields=["place", "on", "-id"], name="closed_day_place")]


class Away(Kept):
    """Somebody of the staff is not there: leave, a course, another site. Why is nobody's business here."""

    role = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["staff", "starts_at"], name="away_staff")]
        constraints = [models.CheckConstraint(name="away_for_a_while", condition=Q(ends_at__gt=F("starts_at")))]


class Feed(Kept):
    """An address at which a calendar program reads somebody's sessions: kept as the digest of its secret only."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    digest = models.CharField(max_length=FEED_DIGEST, unique=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff"], condition=Q(ended_at=None), name="one_live_feed_an_account")
        ]
