"""A mentor scheme beside the facts of its episodes: whom mentors take, who is matched with whom, what they logged.

`Mentor` and `Mentee` are a cache of the facts (`keeping`), behind the door of what a coordinator may see. Of
`SchemeValues`, `Profile` and `Wish` the newest counts; contacts, vetoes and printed slips only grow.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from throughcare.access.seeing import belongs_to
from throughcare.episodes.models import Episode, Service
from throughcare.matching import HOURS, NEEDS
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.peers.words import CONTACTS, ENDED, LONGEST, MOST_DAYS, MOST_EVER, PREFERS, SIDES, SLIP, WAYS
from throughcare.people.models import Person

VETTING, CONTACT = "mentor-vetting", "peer-contacts"


class Kept(models.Model):
    """Who recorded it, acting as what, and when."""

    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Scheme(Kept):
    """Two services of one scheme at one prison: that which supports people, and that whose people are its mentors."""

    support = models.OneToOneField(Service, models.PROTECT, related_name="+")
    mentors = models.OneToOneField(Service, models.PROTECT, related_name="+")
    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.CheckConstraint(name="two_services_of_a_scheme", condition=~Q(support=F("mentors")))]

    def __str__(self) -> str:
        return str(self.support)


class SchemeValues(Kept):
    """What is local in a scheme: people a mentor supports at most, usual minutes, days to log a contact within."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="values", db_index=False)
    most = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "scheme values"
        indexes = [models.Index(fields=["scheme", "-id"], name="scheme_values_newest")]
        constraints = [
            models.CheckConstraint(name="a_load_has_a_limit", condition=Q(most__range=(1, MOST_EVER))),
            models.CheckConstraint(name="a_contact_takes_minutes", condition=Q(minutes__range=(1, LONGEST))),
            models.CheckConstraint(name="a_contact_is_logged_soon", condition=Q(days__range=(0, MOST_DAYS))),
        ]


class OfEpisode(models.Model):
    """What the facts of an episode amount to for a scheme. `stage` is its title in the blueprint."""

    episode = models.OneToOneField(Episode, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+", db_index=False)
    stage = models.CharField(max_length=200)
    stage_since = models.DateField()
    open = models.BooleanField()

    class Meta:
        abstract = True


class Mentor(OfEpisode):
    """Somebody on the way to being a mentor, or one. Days are those of their clocks; `most` the limit in force."""

    active = models.BooleanField()
    suspended = models.BooleanField()
    active_from = models.DateField(null=True)
    clearance_until = models.DateField(null=True)
    training_until = models.DateField(null=True)
    supervision_due_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due = models.CharField(max_length=200, blank=True)
    unsettled = models.BooleanField()
    rest_until = models.DateField(null=True)
    shadowing_from = models.DateField(null=True)
    shadowing_until = models.DateField(null=True)
    shadowed = models.PositiveSmallIntegerField()
    modules = ArrayField(models.CharField(max_length=120), default=list)
    most = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["scheme", "person"], name="mentor_scheme", condition=Q(open=True))]
        constraints = [
            models.CheckConstraint(name="no_active_mentor_is_suspended", condition=~Q(active=True, suspended=True)),
            models.CheckConstraint(name="whoever_has_left_is_not_active", condition=Q(open=True) | Q(active=False)),
            models.CheckConstraint(name="a_mentor_has_a_limit", condition=Q(most__range=(1, MOST_EVER))),
        ]


class Profile(Kept):
    """What a mentor takes and when, from then on. `most` is their own limit, where it is less than the scheme's."""

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="profiles", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    languages = ArrayField(models.CharField(max_length=60), default=list)
    needs = ArrayField(models.CharField(max_length=20, choices=NEEDS), default=list)
    hours = ArrayField(models.CharField(max_length=12, choices=HOURS), default=list)
    most = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["mentor", "-id"], name="mentor_profile_newest")]
        constraints = [
            models.CheckConstraint(
                name="an_own_limit_is_a_limit", condition=Q(most=None) | Q(most__range=(1, MOST_EVER))
            )
        ]


class Mentee(OfEpisode):
    """Somebody who asked for a mentor. `waits` is since they were found safe, or since a match ended, for another."""

    waits = models.BooleanField()
    need = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=200, blank=True)
    aim = models.TextField(blank=True)
    met_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["scheme", "person"], name="mentee_scheme", condition=Q(open=True)),
            models.Index(fields=["scheme", "stage_since"], name="mentee_waits", condition=Q(waits=True)),
        ]
        constraints = [
            models.CheckConstraint(name="nobody_waits_whose_support_ended", condition=Q(open=True) | Q(waits=False))
        ]


class OfMentee(Kept):
    """The same of something about somebody who is supported."""

    mentee = models.ForeignKey(Mentee, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Wish(OfMentee):
    """When and how somebody would like to meet a mentor, from then on."""

    hours = ArrayField(models.CharField(max_length=12, choices=HOURS), default=list)
    prefers = models.CharField(max_length=16, blank=True, choices=PREFERS)

    class Meta:
        verbose_name_plural = "wishes"
        indexes = [models.Index(fields=["mentee", "-id"], name="mentee_wish_newest")]
        constraints = [models.CheckConstraint(name="wish_is_known", condition=Q(prefers__in=list(PREFERS)))]


class Match(OfMentee):
    """A mentor supports somebody, in one of the mentor's numbered places, from an instant until another.

    A place holds one person, and no place is above the mentor's limit: a trigger sees to that under the mentor's lock.
    """

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="matches", db_index=False)
    place = models.PositiveSmallIntegerField()
    aim = models.CharField(max_length=400)
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=20, blank=True, choices=ENDED)

    class Meta:
        verbose_name_plural = "matches"
        ordering = ["mentor_id", "place"]
        indexes = [models.Index(fields=["mentee", "-id"], name="match_mentee")]
        constraints = [
            models.UniqueConstraint(fields=["mentor", "place"], condition=Q(ended_at=None), name="one_mentee_a_place"),
            models.UniqueConstraint(fields=["mentee"], condition=Q(ended_at=None), name="one_mentor_at_a_time"),
            models.CheckConstraint(name="places_count_from_one", condition=Q(place__range=(1, MOST_EVER))),
            models.CheckConstraint(name="a_match_has_an_aim", condition=~Q(aim="")),
            models.CheckConstraint(
                name="a_match_ends_for_a_reason",
                condition=Q(ended_at=None, ended="") | Q(ended_at__gte=F("at"), ended__in=list(ENDED)),
            ),
        ]


class Veto(OfMentee):
    """One of two has said no to the other. Nobody is asked why, and the other is not told."""

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="vetoes", db_index=False)
    side = models.CharField(max_length=8, choices=SIDES)

    class Meta:
        verbose_name_plural = "vetoes"
        constraints = [
            models.UniqueConstraint(fields=["mentor", "mentee", "side"], name="no_is_said_once"),
            models.CheckConstraint(name="one_of_two_says_no", condition=Q(side__in=list(SIDES))),
        ]


class Slip(OfMentee):
    """A slip of paper for one contact of a match, by the code printed on it."""

    match = models.ForeignKey(Match, models.PROTECT, related_name="slips", db_index=False)
    code = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="one_slip_a_code"),
            models.CheckConstraint(name="a_slip_has_a_code", condition=~Q(code="")),
        ]


class Contact(OfMentee):
    """That the two met: on which day, for how long, doing what. What was said is kept nowhere.

    `event` is the number of the fact in the mentee's episode.
    """

    match = models.ForeignKey(Match, models.PROTECT, related_name="contacts", db_index=False)
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=CONTACTS)
    way = models.CharField(max_length=8, choices=WAYS)
    slip = models.OneToOneField(Slip, models.PROTECT, null=True, related_name="contact")
    event = models.PositiveIntegerField()

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["match", "-on"], name="contact_match")]
        constraints = [
            models.CheckConstraint(name="a_contact_lasts", condition=Q(minutes__range=(1, LONGEST))),
            models.CheckConstraint(name="contact_is_of_a_known_kind", condition=Q(kind__in=list(CONTACTS))),
            models.CheckConstraint(
                name="a_slip_where_it_came_from_one",
                condition=Q(way=SLIP, slip__isnull=False) | (Q(way__in=list(WAYS)) & ~Q(way=SLIP) & Q(slip=None)),
            ),
        ]


class MentorAccount(Kept):
    """The account with which a mentor opens their screen. What it shows is a function of the database (ADR 44)."""

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="accounts", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    account = models.OneToOneField(StaffRole, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(StaffRole, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentor"], condition=Q(ended_at=None), name="one_account_a_mentor")
        ]


belongs_to(VETTING, Mentor, Profile, MentorAccount)
belongs_to(CONTACT, Mentee, Wish, Match, Veto, Slip, Contact)
