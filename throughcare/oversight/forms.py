"""The forms of these pages. Each calls one verb of access, once however often it is sent."""

from datetime import date, datetime

from django import forms
from django.http import QueryDict

from throughcare.access import breaking, signing
from throughcare.access.models import Emergency, EmergencyReview, EmergencyTold, SignOff
from throughcare.access.seeing import seen_by
from throughcare.audit.models import Submission
from throughcare.fields.boxes import LOST_KEY, DayField
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.people.models import Person
from throughcare.people.numbers import Number
from throughcare.sharing import fingerprint
from throughcare.web.forms import KeyedForm, RowForm
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
        assert earlier.person_id is not None  # noted in the transaction that opened the record
        for found in seen_by(Person, staff=by, as_of=at).filter(pk=earlier.person_id):
            return found
        raise Refused({"": "This was sent before, and what it opened has closed since."})


class AnswerForm(RowForm[Emergency]):
    """What is answered about one emergency."""


class ReviewForm(AnswerForm):
    title, button = "Review an emergency", "Record the review"
    follows = "If it was not right to look, the record closes at once. A review stays as it is."
    finding = forms.ChoiceField(
        label="What you found", choices=list(EmergencyReview.FINDINGS.items()), widget=forms.RadioSelect
    )
    says = forms.CharField(
        label="Why you think so", max_length=400, widget=forms.Textarea({"rows": 3}), help_text=AT_MOST
    )

    def record(self, *, by: StaffRole, at: datetime, finding: str, says: str) -> EmergencyReview:
        return breaking.review(emergency=self.row, finding=finding, says=says, by=by, at=at)


class ToldForm(AnswerForm):
    title, button = "Record that the person was told", "Record that they were told"
    follows = "People are told who opened their record and why, as soon as that is safe."
    how = forms.CharField(
        label="Who told them, and how", max_length=400, widget=forms.Textarea({"rows": 3}), help_text=AT_MOST
    )

    def record(self, *, by: StaffRole, at: datetime, how: str) -> EmergencyTold:
        return breaking.record_told(emergency=self.row, how=how, by=by, at=at)


class SignForm(KeyedForm):
    """`seen` is the table that was looked at: one that has changed meanwhile is not signed unseen."""

    seen = forms.CharField(widget=forms.HiddenInput, error_messages={"required": LOST_KEY})
    says = forms.CharField(
        label="What you have to say of it",
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=AT_MOST,
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data, {"seen": fingerprint()})

    def record(self, *, by: StaffRole, at: datetime, seen: str, says: str) -> SignOff:
        return signing.sign_matrix(seen=seen, says=says, by=by, at=at)

    def about(self, made: SignOff) -> None:
        """It is about nobody's record."""
