"""The forms on which an agreement is put on record, and ended."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from throughcare.access import agreeing
from throughcare.access.models import FOR, Agreement
from throughcare.fields.boxes import DayField
from throughcare.organisations.choosing import every_open
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.sharing import CATEGORIES
from throughcare.sharing.categories import IN_NOBODYS_RECORD
from throughcare.web.forms import KeyedForm
from throughcare.web.words import london_day, upper_first

PURPOSES = [(purpose, upper_first(says)) for purpose, says in FOR.items()]
# How far a category is shared; nobody writes in a record on an agreement alone.
LEVELS = [("flag", "Only that there is something"), ("summary", "As a summary"), ("read", "To read in full")]
SHARED = [(category, title) for category, title in CATEGORIES.items() if category not in IN_NOBODYS_RECORD]
MOST_PARTIES = 30
# Local default: whatever is typed beyond it is taken for a slip.
REVIEWED_WITHIN = timedelta(days=5 * 366)


def share_of(category: str) -> str:
    """The name of the question how far this category is shared."""
    return f"share-{category}"


def party_called(name: str, *, as_of: date) -> Organisation:
    """The one organisation at work that has this name. Raises ValidationError with a sentence that names it."""
    found = list(every_open(as_of=as_of).filter(name__iexact=name[:200])[:2])
    if not found:
        raise forms.ValidationError(f"No organisation at work is called “{name[:80]}”.")
    if len(found) > 1:
        raise forms.ValidationError(
            f"More than one organisation is called “{name[:80]}”: the register must tell them apart."
        )
    return found[0]


class AgreementForm(KeyedForm):
    title = forms.CharField(label="What it is called", max_length=200)
    parties = forms.CharField(
        label="The other parties",
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Their names as they are in the register, each on a line of its own. Yours is a party already",
    )
    purposes = forms.MultipleChoiceField(label="For what", choices=PURPOSES, widget=forms.CheckboxSelectMultiple)
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
        self.of, self.day = of, london_day(as_of)
        for category, title in SHARED:
            self.fields[share_of(category)] = forms.ChoiceField(label=title, choices=LEVELS, required=False)

    @property
    def of_the_record(self) -> list[forms.BoundField]:
        """The questions how far each part of the record is shared, which stand under a heading of their own."""
        return [self[share_of(category)] for category, _ in SHARED]

    def clean_parties(self) -> list[Organisation]:
        names = dict.fromkeys(
            filter(None, (" ".join(name.split()) for name in self.cleaned_data["parties"].split("\n")))
        )
        if len(names) > MOST_PARTIES:
            raise forms.ValidationError(f"Name at most {MOST_PARTIES} other parties.")
        return [party_called(name, as_of=self.day) for name in names]

    def clean(self) -> dict[str, Any]:
        if not any(self.cleaned_data.get(share_of(category)) for category, _ in SHARED):
            self.add_error(share_of(SHARED[0][0]), "Say how far at least one part of the record is shared.")
        signed, review = self.cleaned_data.get("signed_on"), self.cleaned_data.get("review_on")
        if signed and signed > self.day:
            self.add_error("signed_on", "Choose a day that is not still to come: it is recorded once it is signed.")
        if review and review > self.day + REVIEWED_WITHIN:
            self.add_error("review_on", "Choose a day within five years: an agreement nobody looks at again is none.")
        return self.cleaned_data

    def record(
        self, *, by: StaffRole, at: datetime, parties: list[Organisation], rests_on_consent: str, **said: Any
    ) -> Agreement:
        levels = {category: said.pop(share_of(category)) for category, _ in SHARED}
        shares = {category: level for category, level in levels.items() if level}
        made = Agreement(shares=shares, rests_on_consent=rests_on_consent == "yes", **said)
        signed = list({one.pk: one for one in (self.of, *parties)}.values())
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
