"""The forms about a copy of a record. Each calls one verb, once however often it is sent."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict

from throughcare.fields.boxes import DayField
from throughcare.organisations.models import StaffRole
from throughcare.own import copying, ending, gathering, releasing, reviewing
from throughcare.own.account_forms import PersonForm
from throughcare.own.models import (
    REASONS,
    Copy,
    CopyTold,
    Ending,
    Extension,
    Item,
    Opinion,
    Preparation,
    Release,
    Review,
)
from throughcare.own.redacting import WITHHELD_FOR
from throughcare.telling.phrases import count
from throughcare.web.forms import KeyedForm, RowForm

AT_MOST = "At most 400 characters"
WITHHELD = [(reason, REASONS[reason]) for reason in WITHHELD_FOR]
# How many items are read and decided at once.
AT_ONCE = 50
HARM = [("no", "No: nothing in it would"), ("yes", "Yes: some of it would")]


def typed(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=400, widget=forms.Textarea({"rows": 3}), help_text=AT_MOST)


class CopyForm(PersonForm):
    title, button = "The person asks for a copy of everything", "Put the request on record"
    follows = "It is due one month after it was received. Make sure first who is asking."
    asker = forms.ChoiceField(label="Who asks", choices=list(Copy.ASKERS.items()), widget=forms.RadioSelect)
    asked_by = forms.CharField(label="Their name", max_length=200)
    identified = forms.ChoiceField(
        label="How you know that it is them", choices=list(Copy.IDENTIFIED.items()), widget=forms.RadioSelect
    )
    received_on = DayField(label="Received on", hint="The day on which anybody here was asked, in any way")

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> Copy:
        return copying.ask(copy=Copy(person=self.person, **said), by=by, at=at)


class CopyAnswer(RowForm[Copy]):
    """What is done about one copy."""


class PrepareForm(CopyAnswer):
    title, button = "Gather the record", "Gather it"
    follows = "Everything that you may see is gathered as it stands now, and judged by rule. Somebody else reviews it."

    def record(self, *, by: StaffRole, at: datetime) -> Preparation:
        return gathering.prepare(copy=self.row, by=by, at=at)


class GatherAgainForm(CopyAnswer):
    title, button = "Gather the record again", "Gather it again"
    follows = (
        "Everything is gathered anew as it stands now. What was gathered before stays as it was and counts no more: "
        "all of it is decided again, and a health professional says again whether anything would do serious harm."
    )
    says = typed("Why it is gathered again")

    def record(self, *, by: StaffRole, at: datetime, says: str) -> Preparation:
        return gathering.prepare(copy=self.row, says=says, by=by, at=at)


class ExtendForm(CopyAnswer):
    title, button = "Take longer", "Extend it"
    follows = (
        "Up to two months more, once, and only where it is complex. The person is told the reason by the first day."
    )
    until_on = DayField(label="Due on instead")
    says = typed("Why it takes longer")

    def record(self, *, by: StaffRole, at: datetime, until_on: date, says: str) -> Extension:
        return copying.extend(copy=self.row, until_on=until_on, says=says, by=by, at=at)


class OpinionForm(CopyAnswer):
    title, button = "Would anything in it do serious harm?", "Record what you say"
    follows = "To the physical or mental health of the person or of anybody else. Read what was gathered first."
    harm = forms.ChoiceField(label="Serious harm is likely", choices=HARM, widget=forms.RadioSelect)
    says = typed("What you looked at, and why you think so")

    def record(self, *, by: StaffRole, at: datetime, harm: str, says: str) -> Opinion:
        return reviewing.give_opinion(copy=self.row, harm=harm == "yes", says=says, by=by, at=at)


class ReleaseForm(CopyAnswer):
    title, button = "Release the copy", "Release it"
    follows = "It is written out as it stands, logged as sent to whoever asked, and can be changed no more."

    def record(self, *, by: StaffRole, at: datetime) -> Release:
        return releasing.release(copy=self.row, by=by, at=at)


class WithdrawForm(CopyAnswer):
    title, button = "Withdraw the request", "Withdraw it"
    follows = "No copy is given, and nothing more can be done about this request. They may ask again at any time."
    reason = forms.ChoiceField(label="Why", choices=list(Ending.WHY["withdrawn"].items()), widget=forms.RadioSelect)
    says = typed("What they said, or what the mistake was")

    def record(self, *, by: StaffRole, at: datetime, reason: str, says: str) -> Ending:
        return ending.withdraw(copy=self.row, reason=reason, says=says, by=by, at=at)


class RefuseForm(CopyAnswer):
    title, button = "Refuse the request", "Refuse it"
    follows = (
        "Only a request that is manifestly unfounded or excessive may be refused, and it is for us to show that. "
        "Whoever asked is told why, and how to complain, within a month of asking (UK GDPR, Article 12: recalled, not "
        "confirmed. Ask your data protection officer first)."
    )
    reason = forms.ChoiceField(label="Why", choices=list(Ending.WHY["refused"].items()), widget=forms.RadioSelect)
    says = typed("The reason, in words to the person")

    def record(self, *, by: StaffRole, at: datetime, reason: str, says: str) -> Ending:
        return ending.refuse(copy=self.row, reason=reason, says=says, by=by, at=at)


class ToldForm(CopyAnswer):
    title, button = "Tell whoever asked", "Record that they were told"
    how = forms.ChoiceField(label="How they were told", choices=list(CopyTold.HOW.items()), widget=forms.RadioSelect)

    def record(self, *, by: StaffRole, at: datetime, how: str) -> CopyTold:
        return ending.record_told(copy=self.row, how=how, by=by, at=at)


class DecisionForm(KeyedForm):
    outcome = forms.ChoiceField(
        label="What becomes of it",
        choices=[("release", "Give it to the person"), ("withhold", "Leave it out")],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(label="Why it is left out", required=False, choices=WITHHELD, widget=forms.RadioSelect)
    says = typed("What you considered")


class ReviewForm(RowForm[Item], DecisionForm):
    def record(self, *, by: StaffRole, at: datetime, **said: str) -> Review:
        return reviewing.review(item=self.row, by=by, at=at, **said)


class SeveralForm(DecisionForm):
    """One decision on several items of one kind. `shown` is the page's own word for which it has shown in whole."""

    items = forms.TypedMultipleChoiceField(label="Which items", coerce=int, widget=forms.CheckboxSelectMultiple)
    shown = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, copy: Copy, offered: Sequence[Item], *, by: StaffRole) -> None:
        super().__init__(data)
        self.person_id, self.reader = copy.person_id, f"own.shown.{copy.pk}.{by.pk}"
        self.offered = {item.pk: item for item in offered}
        self.offer_choices("items", [(key, item.title) for key, item in self.offered.items()])
        self.fields["shown"].initial = signing.dumps(list(self.offered)[:AT_ONCE], salt=self.reader)

    @property
    def on_the_page(self) -> list[Item]:
        return list(self.offered.values())[:AT_ONCE]

    def clean_items(self) -> list[Item]:
        return [self.offered[key] for key in self.cleaned_data["items"]]

    def clean(self) -> dict[str, Any]:
        """Nobody decides by a number on what the page has not shown them."""
        said = self.cleaned_data
        if unseen := {item.pk for item in said.get("items", [])} - self._shown(said.pop("shown", "")):
            self.add_error("items", f"{count(len(unseen), 'item was', 'items were')} not on the page. Read them first.")
        return said

    def _shown(self, word: str) -> set[int]:
        try:
            return set(signing.loads(word, salt=self.reader))
        except signing.BadSignature:
            return set()

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> list[Review]:
        return reviewing.review_several(by=by, at=at, **said)

    def about(self, made: list[Review]) -> int:
        return made[0].person_id
