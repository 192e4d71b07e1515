"""The forms on which an agreement is put on record, and ended."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict

from throughcare.access import agreeing
from throughcare.access.models import FOR, Agreement
from throughcare.fields.boxes import DayField
from throughcare.organisations.choosing import by_keys, every_open
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.sharing import CATEGORIES
from throughcare.sharing.categories import IN_NOBODYS_RECORD
from throughcare.web.forms import KeyedForm
from throughcare.web.words import london_day

# How far each category is shared: one list for each level that an agreement can give.
LEVELS = {"read": "To read in full", "summary": "As a summary", "flag": "Only that there is something"}
SHARED = [(category, title) for category, title in CATEGORIES.items() if category not in IN_NOBODYS_RECORD]
TWICE = "Choose one level for each part of the record. Chosen more than once: {}."


class AgreementForm(KeyedForm):
    title = forms.CharField(label="What it is called", max_length=200)
    parties = forms.MultipleChoiceField(
        label="The other parties", widget=forms.CheckboxSelectMultiple, help_text="Your own organisation is one"
    )
    purposes = forms.MultipleChoiceField(
        label="For what", choices=list(FOR.items()), widget=forms.CheckboxSelectMultiple
    )
    read, summary, flag = (
        forms.MultipleChoiceField(label=says, choices=SHARED, required=False, widget=forms.CheckboxSelectMultiple)
        for says in LEVELS.values()
    )
    lawful_basis = forms.CharField(
        label="On which basis in law",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text="For example: UK GDPR Article 6(1)(e) and 9(2)(h). At most 400 characters",
    )
    rests_on_consent = forms.ChoiceField(
        label="Does it also need the person's consent?",
        choices=[("yes", "Yes: nothing is shared of anybody who has not said yes"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    signed_on = DayField(label="Signed on")
    review_on = DayField(label="Reviewed by", hint="From this day on nothing new is shared until it is renewed")

    def __init__(self, data: QueryDict | None, *, of: Organisation, as_of: datetime) -> None:
        super().__init__(data)
        self.of = of
        others = every_open(as_of=london_day(as_of)).exclude(pk=of.pk)
        self.offer_choices("parties", [(one.pk, one.name) for one in others])

    def clean(self) -> dict[str, Any]:
        said = {level: self.cleaned_data.get(level, []) for level in LEVELS}
        every = [category for chosen in said.values() for category in chosen]
        if not every:
            self.add_error("read", "Say what is shared, here or below.")
        if twice := [CATEGORIES[one] for one in dict.fromkeys(every) if every.count(one) > 1]:
            self.add_error("read", TWICE.format(", ".join(twice)))
        return self.cleaned_data

    def record(
        self, *, by: StaffRole, at: datetime, parties: list[str], rests_on_consent: str, **said: Any
    ) -> Agreement:
        shares = {category: level for level in LEVELS for category in said.pop(level)}
        made = Agreement(shares=shares, rests_on_consent=rests_on_consent == "yes", **said)
        signed = [self.of, *by_keys(parties).values()]
        return agreeing.record_agreement(agreement=made, parties=signed, by=by, at=at)

    def about(self, made: Agreement) -> None:
        """It is about nobody's record."""


class EndForm(KeyedForm):
    on = DayField(label="On which day did it end?")

    def __init__(self, data: QueryDict | None, *, agreement: Agreement, today: date) -> None:
        super().__init__(data, {"on": today})
        self.agreement = agreement

    def record(self, *, by: StaffRole, at: datetime, on: date) -> Agreement:
        return agreeing.end_agreement(agreement=self.agreement, on=on, by=by, at=at)

    def about(self, made: Agreement) -> None:
        """It is about nobody's record."""
