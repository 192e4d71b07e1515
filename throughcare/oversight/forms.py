"""The forms of these pages. Each calls one verb of access, once however often it is sent."""

from datetime import date, datetime

from django import forms

from throughcare.access import breaking
from throughcare.access.models import Emergency
from throughcare.access.seeing import seen_by
from throughcare.audit.models import Submission
from throughcare.fields.boxes import DayField
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.people.models import Person
from throughcare.people.numbers import Number
from throughcare.web.forms import KeyedForm
from throughcare.web.people_forms import NATIONAL

AT_MOST = "At most 400 characters"


class EmergencyForm(KeyedForm):
    kind = forms.ChoiceField(label="Which number", choices=NATIONAL, widget=forms.RadioSelect)
    number = forms.CharField(label="The number", max_length=200)
    birth_date = DayField(label="Date of birth", hint="For example, 27 3 1987")
    reason = forms.ChoiceField(label="Why", choices=list(Emergency.REASONS.items()), widget=forms.RadioSelect)
    says = forms.CharField(
        label="What the emergency is",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=f"The Caldicott Guardian reads this. {AT_MOST}",
    )

    def record(
        self, *, by: StaffRole, at: datetime, kind: str, number: str, birth_date: date, reason: str, says: str
    ) -> Person:
        told = Number(kind, number, f"Told to {by.organisation}"[:120])
        opened = breaking.break_glass(number=told, birth_date=birth_date, reason=reason, says=says, by=by, at=at)
        return opened.person

    def about(self, made: Person) -> int:
        return made.pk

    def done_before(self, earlier: Submission, *, by: StaffRole, at: datetime) -> Person:
        for found in seen_by(Person, staff=by, as_of=at).filter(pk=earlier.person_id):
            return found
        raise Refused({"": "This was sent before, and what it opened has closed since."})
