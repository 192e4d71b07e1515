"""The form of a model: a field for each of its questions that the record does not answer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.http import QueryDict

from throughcare.estimates import estimating
from throughcare.estimates.models import RiskEstimate
from throughcare.fields.boxes import DayField
from throughcare.fields.questions import FIRST, MOST_BUTTONS, YES_NO
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person
from throughcare.predictors import MODELS, Asked, Kind, Question, questions_of
from throughcare.web.forms import KeyedForm

ANSWERED = {"yes": True, "no": False}


class EstimateForm(KeyedForm):
    """`parts` are the questions under their headings. `corrects` is the estimate that this one replaces."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        person: Person,
        model: str,
        today: date,
        corrects: int | None = None,
        before: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, {"assessment_date": today, **typed(model, before or {})})
        self.person_id, self.model, self.corrects = person.pk, model, corrects
        self.asked = asked_on_page(model)
        self.fields.update({one.name: field_of(one) for one in self.asked})

    def clean_submission(self) -> UUID:
        """A key counts for one model and one correction: sent for another, it would else be answered as done."""
        key: UUID = self.cleaned_data["submission"]
        return uuid5(key, f"{self.model} {self.corrects}")

    @property
    def parts(self) -> dict[str, list[forms.BoundField]]:
        found: dict[str, list[forms.BoundField]] = {}
        for one in self.asked:
            found.setdefault(one.question.part, []).append(self[one.name])
        return found

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> RiskEstimate:
        answers = {one.name: answer(one.question, said.get(one.name)) for one in self.asked}
        return estimating.record(
            person_id=int(self.person_id or 0), model=self.model, said=answers, corrects=self.corrects, by=by, at=at
        )


def asked_on_page(model: str) -> list[Asked]:
    """The questions of a model that the record does not answer."""
    return [one for one in questions_of(MODELS[model].asks) if one.name not in estimating.ASKED_OF_THE_RECORD]


def field_of(one: Asked) -> forms.Field:
    """The field of a question. Bounds are for the model to judge, so that they are said once."""
    question, required = one.question, not one.may_be_unknown
    said: dict[str, Any] = {"label": question.label, "required": required, "help_text": question.help}
    if question.kind is Kind.DAY:
        return DayField(label=question.label, required=required, hint=question.help)
    if question.kind is Kind.NUMBER:
        wrong = f"{question.label} must be {question.wanted}."
        return forms.IntegerField(**said, error_messages={"invalid": wrong})
    choices = YES_NO if question.kind is Kind.YES_NO else [(str(key), title) for key, title in question.choices.items()]
    if len(choices) > MOST_BUTTONS:
        return forms.ChoiceField(**said, choices=[FIRST, *choices])
    return forms.ChoiceField(**said, choices=choices, widget=forms.RadioSelect)


def answer(question: Question, cleaned: Any) -> object:
    """What was chosen or typed, as a file would say it."""
    if cleaned in {None, ""}:
        return None
    if question.kind is Kind.YES_NO:
        return ANSWERED[cleaned]
    if question.kind is Kind.LEVEL:
        return int(cleaned)
    return cleaned.isoformat() if isinstance(cleaned, date) else cleaned


def typed(model: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as a file says them, as the form shows them filled in."""
    found: dict[str, Any] = {}
    for one in asked_on_page(model):
        said = before.get(one.name)
        if isinstance(said, bool):
            found[one.name] = "yes" if said else "no"
        elif said is not None:
            found[one.name] = date.fromisoformat(said) if one.question.kind is Kind.DAY else said
    return found


class AnyEstimateForm(EstimateForm):
    """All questions of all models: for whoever gives back what was typed into a form that could not be taken."""


AnyEstimateForm.base_fields.update({one.name: field_of(one) for model in MODELS for one in asked_on_page(model)})
