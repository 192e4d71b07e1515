"""Alerts as tables: what was raised, what became of it, and on whose list it is.

What an alert is about decides to which part of the record it belongs, and so who is told of it. The answer behind it,
and words that would give it away, are in `AlertDetail`, for those who read therapy content: whoever only has to act is
told what to do. `OpenAlert` is computed from the others, by `raising` and `alerting`.
"""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from throughcare.access.seeing import belongs_to, is_read_or_not_seen, says_its_category
from throughcare.instruments.parts import About
from throughcare.organisations.models import Organisation, Unit
from throughcare.people.lives import london_day
from throughcare.people.models import Person
from throughcare.responses.answer_tables import CLINICAL, CONTENT, SELF_HARM, TO_OTHERS, Kept, Response
from throughcare.responses.words import (
    ABOUT,
    ACKNOWLEDGED,
    ACTED,
    ACTIONS,
    CLOSED,
    ENTRIES,
    ESCALATED,
    KINDS,
    NEEDS_WORDS,
)
from throughcare.retention.holding import HOLDS

CATEGORIES = {SELF_HARM: "Self-harm risk", TO_OTHERS: "Risk to others", CLINICAL: "Clinical"}
# To which part of the record an alert belongs. The matrix has no row for harm that others may do: those who keep
# somebody safe from themselves keep them safe from others, so that it stands where self-harm does (a local default).
CATEGORY_OF = {
    About.SELF_HARM: SELF_HARM,
    About.TO_OTHERS: TO_OTHERS,
    About.SAFEGUARDING: SELF_HARM,
    About.HOW_THEY_ARE: CLINICAL,
    About.WITHDRAWAL: CLINICAL,
    About.DETERIORATION: CLINICAL,
}


class OfCategory(models.Model):
    """Which part of the record it belongs to."""

    category = models.CharField(max_length=32, choices=CATEGORIES)

    class Meta:
        abstract = True


class RaisedAlert(OfCategory, Kept):
    """What a saved answer asks for. `at` is when it was raised; `completed_on` the day of the answer.

    `rule` is an id of the instrument's file or of ours, `ruled_by` the edition of the file with the number of the local
    setting where one was in force. `version` is the number of the version of the answers that raised it.
    """

    response = models.ForeignKey(Response, models.PROTECT, related_name="alerts", db_index=False)
    version = models.PositiveSmallIntegerField()
    instrument = models.CharField(max_length=60)
    rule = models.CharField(max_length=60)
    ruled_by = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=KINDS)
    about = models.CharField(max_length=20, blank=True, choices=ABOUT)
    completed_on = models.DateField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    team = models.CharField(max_length=120)
    out_of_hours = models.CharField(max_length=120)
    within = models.PositiveIntegerField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["organisation", "-at"], name="alert_organisation")]
        constraints = [
            models.UniqueConstraint(fields=["response", "rule"], name="one_alert_a_response_and_rule"),
            models.CheckConstraint(name="an_alert_is_acknowledged_in_time", condition=Q(within__range=(1, 43_200))),
            models.CheckConstraint(
                name="an_alert_is_seen_by_what_it_is_about",
                condition=Q(about="")
                | Q(category=SELF_HARM, about__in=[one for one in CATEGORY_OF if CATEGORY_OF[one] == SELF_HARM])
                | Q(category=TO_OTHERS, about__in=[one for one in CATEGORY_OF if CATEGORY_OF[one] == TO_OTHERS])
                | Q(category=CLINICAL, about__in=[one for one in CATEGORY_OF if CATEGORY_OF[one] == CLINICAL]),
            ),
        ]

    @property
    def due_at(self) -> datetime:
        """When it must be acknowledged by."""
        return self.at + timedelta(minutes=self.within)

    @property
    def late_by(self) -> int:
        """How many days after the answer it was raised, as with paper that is entered late."""
        return (london_day(self.at) - self.completed_on).days


class AlertDetail(models.Model):
    """The answer that raised an alert, and what the rule says of it. `item` names a scale, where a score did."""

    alert = models.OneToOneField(RaisedAlert, models.PROTECT, related_name="detail")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    item = models.CharField(max_length=60)
    value = models.FloatField(null=True)
    says = models.CharField(max_length=400)
    confirmed = models.BooleanField()


class AlertEntry(OfCategory, Kept):
    """What became of an alert: one row for each thing that was done. `told` is whom an escalation told."""

    alert = models.ForeignKey(RaisedAlert, models.PROTECT, related_name="entries", db_index=False)
    kind = models.CharField(max_length=12, choices=ENTRIES)
    action = models.CharField(max_length=16, blank=True, choices=ACTIONS)
    says = models.CharField(max_length=400, blank=True)
    told = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["alert_id", "at", "id"]
        indexes = [models.Index(fields=["alert", "at"], name="alert_entry_alert")]
        constraints = [
            models.UniqueConstraint(
                fields=["alert", "kind"],
                condition=Q(kind__in=[ACKNOWLEDGED, CLOSED]),
                name="acknowledged_and_closed_once",
            ),
            models.UniqueConstraint(
                fields=["alert", "told"], condition=Q(kind=ESCALATED), name="an_alert_is_told_once_to_each"
            ),
            models.CheckConstraint(
                name="an_action_is_one_of_the_table",
                condition=(Q(kind=ACTED) & Q(action__in=list(ACTIONS))) | (~Q(kind=ACTED) & Q(action="")),
            ),
            models.CheckConstraint(
                name="some_actions_need_words", condition=~Q(action__in=sorted(NEEDS_WORDS)) | ~Q(says="")
            ),
            models.CheckConstraint(
                name="an_escalation_tells_somebody",
                condition=Q(kind=ESCALATED, told__isnull=False) | (~Q(kind=ESCALATED) & Q(told=None)),
            ),
            models.CheckConstraint(name="a_closing_of_an_alert_says_why", condition=~Q(kind=CLOSED) | ~Q(says="")),
        ]


class OpenAlert(OfCategory):
    """An alert that nobody has closed, on the list of one organisation; gone with its closing.

    `due_at` is when it must be acknowledged by; `escalates_at`, on the line of the organisation whose alert it is, when
    others are told next, if any are left to tell.
    """

    alert = models.ForeignKey(RaisedAlert, models.PROTECT, related_name="open_for", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    escalates_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "due_at"], name="open_alert_list"),
            models.Index(fields=["escalates_at"], name="open_alert_escalates", condition=Q(escalates_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["alert", "organisation"], name="an_open_alert_is_once_on_a_list"),
            models.CheckConstraint(name="an_open_alert_is_due_later", condition=Q(due_at__gt=F("raised_at"))),
        ]


says_its_category(RaisedAlert, AlertEntry, OpenAlert)
belongs_to(CONTENT, AlertDetail)
is_read_or_not_seen(AlertDetail)
HOLDS["An alert about them is not closed yet"] = OpenAlert.objects.all
