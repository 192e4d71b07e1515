"""The form with which an organisation answers what was raised to it."""

from datetime import date, datetime

from django import forms
from django.http import QueryDict

from throughcare.episodes.models import Episode
from throughcare.fields.boxes import DayField
from throughcare.ladder import raising
from throughcare.organisations.models import StaffRole
from throughcare.web.forms import KeyedForm


class AnswerForm(KeyedForm):
    says = forms.CharField(label="Your answer", max_length=2000, widget=forms.Textarea({"rows": 4}))
    will = forms.CharField(
        label="What you will do", max_length=200, required=False, help_text="Leave it empty if there is nothing more"
    )
    by_when = DayField(label="By when", required=False, hint="Until that day you are not asked again")

    def __init__(self, data: QueryDict | None, episode: Episode, number: int) -> None:
        super().__init__(data)
        self.episode, self.person_id, self.number = episode, episode.person_id, number

    def record(self, *, by: StaffRole, at: datetime, says: str, will: str, by_when: date | None) -> Episode:
        return raising.answer(
            episode=self.episode, number=self.number, says=says, will=will, by_when=by_when, by=by, at=at
        )
