"""The forms about a record that is kept past its period."""

from datetime import datetime

from django import forms

from throughcare.organisations.models import StaffRole
from throughcare.retention.holding import hold, lift
from throughcare.retention.models import HoldLifted, RetentionHold
from throughcare.web.forms import KeyedForm, RowForm

AT_MOST = "At most 400 characters"


class HoldForm(KeyedForm):
    title, button = "Hold a record past its period", "Hold it"
    follows = "It is listed as on hold, and not as due, until you or another Guardian here lifts that."
    reference = forms.CharField(label="Which record", max_length=16, help_text="Its reference, such as TC-7KQ-2M4")
    reason = forms.ChoiceField(label="Why", choices=list(RetentionHold.REASONS.items()), widget=forms.RadioSelect)
    says = forms.CharField(
        label="What it is about", max_length=400, widget=forms.Textarea({"rows": 3}), help_text=AT_MOST
    )

    def record(self, *, by: StaffRole, at: datetime, reference: str, reason: str, says: str) -> RetentionHold:
        return hold(reference=reference, reason=reason, says=says, by=by, at=at)


class LiftForm(RowForm[RetentionHold]):
    title, button = "Lift the hold", "Lift it"
    follows = "If its period is over, and nothing else holds it, it is listed as due from now on. Nothing is deleted."
    says = forms.CharField(
        label="Why it need not be held any more",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=AT_MOST,
    )

    def record(self, *, by: StaffRole, at: datetime, says: str) -> HoldLifted:
        return lift(held=self.row, says=says, by=by, at=at)
