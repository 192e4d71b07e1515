"""Estimates: what a model made of answers about somebody, on a day. Appended, never changed."""

from django.db import models
from django.db.models import F, Q

from throughcare.access.seeing import belongs_to, is_read_or_not_seen
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.people.models import Person
from throughcare.predictors import MODELS

RISK = "risk-to-others"


class RiskEstimate(models.Model):
    """The figure of one estimate [RiskAssessment]: what a summary shows.

    `figures` are as `predictors.as_data` gives them, without the terms. `corrects` is the one that this one replaces.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    model = models.CharField(max_length=16, choices={name: row.title for name, row in MODELS.items()})
    version = models.CharField(max_length=120)
    figures = models.JSONField()
    worked_out_on = models.DateField()
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["person", "-id"], name="estimate_person")]
        constraints = [
            models.CheckConstraint(name="estimate_is_of_a_known_model", condition=Q(model__in=list(MODELS))),
            models.CheckConstraint(name="estimate_names_its_version", condition=~Q(version="")),
            models.CheckConstraint(
                name="estimate_corrects_an_earlier_one", condition=Q(corrects__isnull=True) | Q(corrects__lt=F("id"))
            ),
        ]


class EstimateBasis(models.Model):
    """What an estimate rests on, for those who read all: the answers, as given and in words, and the terms."""

    estimate = models.OneToOneField(RiskEstimate, models.PROTECT, related_name="basis")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    given = models.JSONField()
    in_words = models.JSONField()
    terms = models.JSONField()

    class Meta:
        verbose_name_plural = "bases of estimates"


belongs_to(RISK, RiskEstimate, EstimateBasis)
is_read_or_not_seen(EstimateBasis)
