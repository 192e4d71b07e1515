"""The forms with which staff mirror an ACCT: what its document says, as it says it; and what is put right of that."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from throughcare.acct import mirroring
from throughcare.acct.mirroring import Said
from throughcare.acct.models import Acct, AcctEntry, AcctStanding
from throughcare.acct.reckoning import LAST_MINUTE
from throughcare.acct.words import (
    ASSESSED,
    CLOSED,
    OPENED,
    OPENERS,
    POST_ENDED,
    POST_REVIEWED,
    REOPENED,
    REVIEWED,
)
from throughcare.fields.boxes import DayField, MomentField
from throughcare.organisations.models import StaffRole
from throughcare.pathways.moments import LONDON, Moment
from throughcare.people.models import Person
from throughcare.web.forms import KeyedForm, RowForm

YES, NO = "yes", "no"
TIMED = "With the time, as it stands on the ACCT, such as 14:05"


class TimedForm(KeyedForm):
    """When something came to pass, with its time: within 24 hours is no matter of days."""

    happened = MomentField(label="When", hint=TIMED)

    def clean_happened(self) -> datetime:
        moment: Moment = self.cleaned_data["happened"]
        if moment.at is None:
            raise ValidationError("When: give the time as well, as it stands on the ACCT.")
        return moment.at


class OpeningFields(TimedForm):
    number = forms.CharField(label="Number of the ACCT", max_length=40, help_text="As it stands on the ACCT")
    opened_as = forms.ChoiceField(
        label="Opened by", choices=list(OPENERS.items()), widget=forms.RadioSelect,
        help_text="As what they work there. Their name stands on the ACCT, and nowhere here.",
    )  # fmt: skip
    field_order = ["number", "happened", "opened_as"]


class BeginForm(OpeningFields):
    """The beginning of a mirror. A number that was given with a worry is there already."""

    def __init__(self, data: QueryDict | None, person: Person, number: str) -> None:
        super().__init__(data, {"number": number})
        self.person, self.person_id = person, person.pk

    def record(self, *, by: StaffRole, at: datetime, happened: datetime, **said: Any) -> Acct:
        return mirroring.begin(person=self.person, said=Said(OPENED, happened, **said), by=by, at=at)


class EntryForm(TimedForm, RowForm[AcctStanding]):
    """One thing that came to pass. With an `entry` it stands in the place of that one, or takes it back."""

    kind = ""

    def __init__(self, data: QueryDict | None, row: AcctStanding, entry: AcctEntry | None = None) -> None:
        super().__init__(data, row)
        self.entry = entry
        if entry is not None:
            self.initial.update(typed_of(entry))
            self.fields["never"] = forms.BooleanField(label="It never came to pass: take it back", required=False)
            self.fields["why"] = forms.CharField(
                label="What was wrong", max_length=400, widget=forms.Textarea({"rows": 3})
            )

    def record(self, *, by: StaffRole, at: datetime, never: bool = False, why: str = "", **told: Any) -> Acct:
        if self.entry is None:
            return mirroring.add(acct=self.row.acct, said=self.said(**told), by=by, at=at)
        if never:
            return mirroring.take_back(entry=self.entry, why=why, by=by, at=at)
        return mirroring.correct(entry=self.entry, said=self.said(**told), why=why, by=by, at=at)

    def said(self, *, happened: datetime, **told: Any) -> Said:
        return Said(self.kind, happened, **told)


class OpenedForm(EntryForm, OpeningFields):
    kind = OPENED


class AssessedForm(EntryForm):
    kind = ASSESSED


class NextForm(EntryForm):
    """`next` of a day alone is due by the end of it."""

    next = MomentField(label="Next review due", hint="Leave the time empty if the ACCT gives none")

    def clean_next(self) -> datetime:
        moment: Moment = self.cleaned_data["next"]
        return moment.at or datetime.combine(moment.on, LAST_MINUTE, tzinfo=LONDON)

    def said(self, *, happened: datetime, **told: Any) -> Said:
        return Said(self.kind, happened, next_at=told["next"])


class ReviewedForm(NextForm):
    kind = REVIEWED
    health = forms.ChoiceField(
        label="Health care at the review", choices=[(YES, "Was there"), (NO, "Was not there")], widget=forms.RadioSelect
    )
    observation = forms.CharField(
        label="Observation level", max_length=80, required=False,
        help_text="As it stands on the ACCT, such as 4 an hour, and 2 conversations a day",
    )  # fmt: skip
    field_order = ["happened", "health", "observation", "next"]

    def said(self, *, happened: datetime, **told: Any) -> Said:
        attended = told["health"] == YES
        return Said(
            self.kind, happened, next_at=told["next"], observation=told["observation"], health_attended=attended
        )


class ReopenedForm(NextForm):
    kind = REOPENED


class UntilForm(EntryForm):
    until = DayField(label="Post-closure until", required=False, hint="The last day of it, if the ACCT gives one")

    def said(self, *, happened: datetime, **told: Any) -> Said:
        return Said(self.kind, happened, until_on=told["until"])


class ClosedForm(UntilForm):
    kind = CLOSED


class PostReviewedForm(UntilForm):
    kind = POST_REVIEWED


class PostEndedForm(EntryForm):
    kind = POST_ENDED


# What a page offers, by the word of the entry; an opening is only ever corrected.
ENTRY_FORMS: dict[str, type[EntryForm]] = {
    form.kind: form
    for form in (AssessedForm, ReviewedForm, ClosedForm, PostReviewedForm, ReopenedForm, PostEndedForm, OpenedForm)
}
DEEDS = tuple(kind for kind in ENTRY_FORMS if kind != OPENED)


def typed_of(entry: AcctEntry) -> dict[str, Any]:
    """What is on record, as the boxes of a form hold it."""
    attended = {True: YES, False: NO, None: ""}[entry.health_attended]
    return {
        "happened": boxes(entry.happened_at),
        "number": entry.number,
        "opened_as": entry.opened_as,
        "next": boxes(entry.next_at) if entry.next_at else None,
        "observation": entry.observation,
        "health": attended,
        "until": entry.until_on,
    }


def boxes(at: datetime) -> tuple[str, ...]:
    """Day, month, year and time of an instant in London."""
    local = at.astimezone(LONDON)
    return (str(local.day), str(local.month), str(local.year), f"{local:%H:%M}")
