"""The forms with which somebody acknowledges an alert, records what was done, and closes it."""

from datetime import datetime

from django import forms
from django.http import QueryDict

from throughcare.organisations.models import StaffRole
from throughcare.responses import alerting
from throughcare.responses.models import RaisedAlert
from throughcare.responses.words import ACTIONS
from throughcare.web.forms import KeyedForm


class AlertForm(KeyedForm):
    """A form about one alert. `title`, `button` and `follows` are the words of its page."""

    title, button, follows, done = "", "", "", ""

    def __init__(self, data: QueryDict | None, alert: RaisedAlert) -> None:
        super().__init__(data)
        self.alert, self.person_id = alert, alert.person_id


class AcknowledgeForm(AlertForm):
    title, button, done = "I have this alert", "I have it", "alert-acknowledged"
    follows = "It says that you see to it now. Nobody else is told of it any more; it stays open until it is closed."

    def record(self, *, by: StaffRole, at: datetime) -> RaisedAlert:
        return alerting.acknowledge(alert=self.alert, by=by, at=at)


class ActForm(AlertForm):
    title, button, done = "What was done", "Record what was done", "alert-acted"
    follows = "An ACCT is opened and reviewed where the prison does that. This page takes the place of neither."
    action = forms.ChoiceField(label="What was done", choices=list(ACTIONS.items()), widget=forms.RadioSelect)
    says = forms.CharField(
        label="In a few words",
        max_length=400,
        required=False,
        help_text="To whom it was passed, or which plan covers it",
        widget=forms.Textarea({"rows": 3}),
    )

    def record(self, *, by: StaffRole, at: datetime, action: str, says: str) -> RaisedAlert:
        return alerting.act(alert=self.alert, action=action, says=says, by=by, at=at)


class CloseForm(AlertForm):
    title, button, done = "Close this alert", "Close it", "alert-closed"
    follows = "It leaves every list and stays on record, with all that was done."
    says = forms.CharField(label="Why it can be closed", max_length=400, widget=forms.Textarea({"rows": 3}))

    def record(self, *, by: StaffRole, at: datetime, says: str) -> RaisedAlert:
        return alerting.close(alert=self.alert, says=says, by=by, at=at)


DEEDS: dict[str, type[AlertForm]] = {"acknowledge": AcknowledgeForm, "act": ActForm, "close": CloseForm}
