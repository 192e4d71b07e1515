"""Answers of a person to an instrument, every version of them, and the scores that are computed from the last.

`Response` and `Version` say that something was answered, when and how, and belong to clinical notes; what was answered
is in `Answers`, which belongs to therapy content and is there for those alone who read all of that. All but `Score`
and `Sitting` only grow.
"""

from django.db import models
from django.db.models import F, Q

from throughcare.access.seeing import belongs_to, is_read_or_not_seen
from throughcare.episodes.models import Episode
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person
from throughcare.responses.words import (
    AMENDED,
    CLINICIAN,
    ENTERED,
    FILLED,
    NOT_ANSWERED,
    NUMBERED,
    OCCASIONS,
    SHARED,
    VERSIONS,
)

CLINICAL, CONTENT, SELF_HARM, TO_OTHERS = "clinical", "therapy-content", "self-harm-risk", "risk-to-others"


class Kept(models.Model):
    """Something about one person: who recorded it, acting as what, and when."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class OfEpisode(Kept):
    """The same, in an episode and of an instrument. `nth`: after how many sessions, or months."""

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="+", db_index=False)
    instrument = models.CharField(max_length=60)
    occasion = models.CharField(max_length=8, choices=OCCASIONS)
    nth = models.PositiveSmallIntegerField(null=True)

    class Meta:
        abstract = True


class Response(OfEpisode):
    """That an instrument was answered on a day [QuestionnaireResponse]. `edition` and `digest` say which version of it.

    `completed_on` is the day on which it was filled in, `at` the instant at which it was entered here.
    """

    edition = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    rater = models.CharField(max_length=12)
    filled = models.CharField(max_length=12, choices=FILLED)
    entered = models.CharField(max_length=16, choices=ENTERED)
    completed_on = models.DateField()

    class Meta:
        ordering = ["episode_id", "completed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "instrument", "occasion", "nth", "completed_on"],
                name="one_response_an_occasion_and_day",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_response_has_a_known_rater", condition=Q(rater="self") | Q(rater="clinician")
            ),
            models.CheckConstraint(
                name="who_rates_fills_in",
                condition=Q(rater="clinician", filled=CLINICIAN) | (Q(rater="self") & ~Q(filled=CLINICIAN)),
            ),
            models.CheckConstraint(
                name="only_the_person_answers_on_a_shared_device", condition=~Q(entered=SHARED) | Q(rater="self")
            ),
            models.CheckConstraint(
                name="a_response_says_after_how_many",
                condition=Q(occasion__in=NUMBERED, nth__isnull=False) | (~Q(occasion__in=NUMBERED) & Q(nth=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} of {self.completed_on}"


class Version(Kept):
    """One state of the answers; the last one counts. What corrects says why. `stopped_at`: the item it stopped at."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=VERSIONS)
    stopped_at = models.CharField(max_length=8, blank=True)
    why = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["response_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["response", "number"], name="one_version_a_number"),
            models.CheckConstraint(
                name="a_correction_of_answers_says_why",
                condition=~Q(kind=AMENDED) | ~Q(why=""),
            ),
        ]


class Answers(models.Model):
    """What was answered, by item, as it was given: null is blank."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    given = models.JSONField()

    class Meta:
        verbose_name_plural = "answers"


class Score(models.Model):
    """What the last version comes to on one scale: computed, and kept. Exactly one of value, label and refused is said.

    Where the main scale could not be scored, it is the only one, with the reason.
    """

    response = models.ForeignKey(Response, models.PROTECT, related_name="scores", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    scale = models.CharField(max_length=60)
    value = models.FloatField(null=True)
    band = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=80, blank=True)
    refused = models.CharField(max_length=400, blank=True)
    incomplete = models.BooleanField(default=False)
    over = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["response_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["response", "scale"], name="one_score_a_scale"),
            models.CheckConstraint(
                name="a_score_or_the_reason_why_not",
                condition=Q(value__isnull=False, label="", refused="")
                | (Q(value=None, refused="") & ~Q(label=""))
                | (Q(value=None, label="", band="") & ~Q(refused="")),
            ),
        ]


class NotAnswered(OfEpisode):
    """That an instrument was due and was not answered, and why."""

    outcome = models.CharField(max_length=16, choices=NOT_ANSWERED)
    on = models.DateField()
    says = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name_plural = "not answered"
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "instrument", "occasion", "nth", "on"],
                name="not_answered_once_an_occasion_and_day",
                nulls_distinct=False,
            )
        ]


class Sitting(OfEpisode):
    """That a device was put into the person's hands for one instrument, until when. Both secrets are kept as hashes.

    `response` is what was answered, once anything was; `place` how many items were passed. It ends in one of ENDINGS.
    """

    ENDINGS = {"finished": "Finished", "stopped": "Stopped by the person", "time-over": "Left until its time was over"}

    edition = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    response = models.OneToOneField(Response, models.PROTECT, null=True, related_name="sitting")
    token = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=64)
    until = models.DateTimeField()
    place = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    ended = models.CharField(max_length=12, blank=True, choices=ENDINGS)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["until"], name="sitting_open", condition=Q(ended_at=None))]
        constraints = [
            models.CheckConstraint(name="a_sitting_lasts_a_while", condition=Q(until__gt=F("at"))),
            models.CheckConstraint(
                name="a_sitting_ends_in_some_way",
                condition=Q(ended_at=None, ended="") | (Q(ended_at__isnull=False) & ~Q(ended="")),
            ),
        ]


belongs_to(CLINICAL, Response, Version, Score, NotAnswered, Sitting)
belongs_to(CONTENT, Answers)
is_read_or_not_seen(Answers)
