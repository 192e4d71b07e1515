"""The forms that end or look again at one line of a person's record. Each calls one verb of `access`."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID, uuid5

from django import forms
from django.http import QueryDict

from throughcare.access import actions as access
from throughcare.access import writing
from throughcare.fields.boxes import LOST_KEY, DayField
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Alert, LegalStatus, Need, Person, Placement
from throughcare.web.forms import KeyedForm
from throughcare.web.record_lines import Line


class LineForm(KeyedForm):
    """What is done about one line: the table it is in, the words of its page, and what follows once it is sent."""

    table: ClassVar[str]
    title, follows, button = "", "", ""

    def __init__(self, data: QueryDict | None, *, person: Person, line: Line, today: date) -> None:
        super().__init__(data, {"on": today, "seen": line.review_on})
        self.person, self.person_id, self.line = person, person.pk, line

    def clean_submission(self) -> UUID:
        """A key counts for one line: sent about another, it would else be answered as done."""
        key: UUID = self.cleaned_data["submission"]
        return uuid5(key, f"{self.line.table} {self.line.key}")

    @property
    def over(self) -> bool:
        """Whether there is nothing left to do: it has ended, or whoever it was of has died."""
        return self.person.died_on is not None or not self.line.holds_on(self.initial["on"])


class EndNeedForm(LineForm):
    table, title, button = "Need", "End a need", "End the need"
    follows = "The need is no longer shown among what the person needs. It stays on record."
    on = DayField(label="First day it is no longer needed")

    def record(self, *, by: StaffRole, at: datetime, on: date) -> Need:
        return writing.end_note(note=Need(pk=self.line.key, person=self.person), on=on, by=by, at=at)


class EndAlertForm(LineForm):
    table, title, button = "Alert", "End an alert", "End the alert"
    follows = "From then on nobody near the person is told of it. If it still holds, review it instead."
    on = DayField(label="First day it no longer holds")

    def record(self, *, by: StaffRole, at: datetime, on: date) -> Alert:
        return writing.end_note(note=Alert(pk=self.line.key, person=self.person), on=on, by=by, at=at)


class ReviewAlertForm(LineForm):
    """`seen` is the day of the next look that was shown: if somebody else looked meanwhile, theirs is not lost."""

    table, title, button = "Alert", "Review an alert", "Record that it still holds"
    follows = "Say until when it holds without another look. If it no longer holds, end it instead."
    seen = forms.DateField(widget=forms.HiddenInput, error_messages={"required": LOST_KEY, "invalid": LOST_KEY})
    next_on = DayField(label="Somebody looks again on")

    def record(self, *, by: StaffRole, at: datetime, next_on: date, seen: date) -> Alert:
        shown = Alert(pk=self.line.key, person=self.person, review_on=seen)
        return writing.review_alert(alert=shown, next_on=next_on, by=by, at=at)


class EndLegalStatusForm(LineForm):
    table, title, button = "LegalStatus", "End a legal status", "End the legal status"
    follows = "Only if none of its kind follows: one that follows is set, and ends this one by itself."
    on = DayField(label="First day it no longer holds")

    def record(self, *, by: StaffRole, at: datetime, on: date) -> LegalStatus:
        held = LegalStatus(pk=self.line.key, person=self.person)
        return writing.end_legal_status(status=held, on=on, by=by, at=at)


class EndPlacementForm(LineForm):
    table, title, button = "Placement", "Record that the person left", "Record that they left"
    follows = (
        "Only if no other placement follows: a move ends this one by itself. "
        "Whoever sees the record because the person lives there sees it for 28 days more."
    )
    on = DayField(label="First day no longer there")

    def record(self, *, by: StaffRole, at: datetime, on: date) -> Placement:
        return access.leave(placement=Placement(pk=self.line.key), on=on, by=by, at=at)
