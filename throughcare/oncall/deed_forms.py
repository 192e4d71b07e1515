"""The forms with which staff answer a worry: acknowledge, see, act, write what it is, say who it is, close."""

from datetime import datetime

from django import forms
from django.http import QueryDict

from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person
from throughcare.web.forms import RowForm
from throughcare.worries import answering
from throughcare.worries.models import Heard, NamedWorry, Worry, WorryLine
from throughcare.worries.naming import likely, theirs
from throughcare.worries.worry_tables import KeptOfSomebody

ACCT_HINT = "The number on the ACCT. The ACCT itself is the prison's document; this only points to it."


class DeedForm(RowForm[WorryLine]):
    """A form about one worry. `done` is what the page says afterwards."""

    done = ""

    def __init__(self, data: QueryDict | None, row: WorryLine, *, by: StaffRole, at: datetime) -> None:
        super().__init__(data, row)
        self.by, self.at = by, at
        self.offer()

    @property
    def worry(self) -> Worry:
        """Asked for only where something is done: a list has a form on each of its lines."""
        return self.row.worry

    def offer(self) -> None:
        """What may be chosen, where that depends on the worry or on who answers."""

    def about(self, made: KeptOfSomebody | NamedWorry) -> int | None:
        return made.person_id


class AcknowledgeForm(DeedForm):
    title, button, done = "I have this worry", "I have it", "worry-acknowledged"
    follows = "It says that you see to it now. Nobody else is told of it any more; it stays open until it is closed."

    def record(self, *, by: StaffRole, at: datetime) -> Worry:
        return answering.acknowledge(worry=self.worry, by=by, at=at)


class SeeForm(DeedForm):
    title, button, done = "I have seen them", "I have seen them", "worry-seen"
    follows = "The mentor is told that staff have seen them, and nothing more."

    def record(self, *, by: StaffRole, at: datetime) -> Worry:
        return answering.see(worry=self.worry, by=by, at=at)


class ActForm(DeedForm):
    title, button, done = "What was done", "Record what was done", "worry-acted"
    follows = "Somebody has seen the person, and this is what came of it."
    action = forms.ChoiceField(label="What was done", widget=forms.RadioSelect)
    acct = forms.CharField(label="Number of the ACCT", max_length=40, required=False, help_text=ACCT_HINT)
    says = forms.CharField(
        label="In a few words", max_length=400, required=False, widget=forms.Textarea({"rows": 3}),
        help_text="The mentor never reads it.",
    )  # fmt: skip

    def offer(self) -> None:
        self.offer_choices("action", answering.choices_of(self.worry.service).items())

    def record(self, *, by: StaffRole, at: datetime, action: str, acct: str, says: str) -> Worry:
        return answering.act(worry=self.worry, action=action, acct=acct, says=says, by=by, at=at)


class AcctForm(DeedForm):
    title, button, done = "Number of the ACCT", "Record the number", "worry-acct"
    follows = "An ACCT is opened and reviewed where the prison does that. This page takes the place of neither."
    acct = forms.CharField(label="Number of the ACCT", max_length=40, help_text=ACCT_HINT)

    def record(self, *, by: StaffRole, at: datetime, acct: str) -> Worry:
        return answering.link_acct(worry=self.worry, acct=acct, by=by, at=at)


class HearForm(DeedForm):
    title, button, done = "What the worry is", "Keep it", "worry-heard"
    follows = (
        "As you heard it from the mentor or from the person. Those who read self-harm risk read it; no mentor does."
    )
    says = forms.CharField(label="What you heard", max_length=1000, widget=forms.Textarea({"rows": 5}))

    def record(self, *, by: StaffRole, at: datetime, says: str) -> Heard:
        return answering.hear(worry=self.worry, says=says, by=by, at=at)


class NameForm(DeedForm):
    title, button, done = "Who it is", "It is this person", "worry-named"
    follows = "It goes into the record of whoever you choose. Make sure that it is them."
    person = forms.ChoiceField(label="Who lives there and is called so", widget=forms.RadioSelect)
    reference = forms.CharField(
        label="Or the number of their record", max_length=16, required=False, help_text="Such as TC-7KM-2QX"
    )

    def offer(self) -> None:
        found = [
            (str(one.pk), f"{one.given_names} {one.family_name}") for one in likely(self.worry, by=self.by, at=self.at)
        ]
        self.offer_choices("person", found)
        self.fields["person"].required = False

    def record(self, *, by: StaffRole, at: datetime, person: str, reference: str) -> NamedWorry:
        known: Person = theirs(self.worry, key=person, reference=reference, by=by, at=at)
        episode = known.episodes.filter(service=self.worry.service, closed_on=None).first()
        return answering.name(worry=self.worry, person=known, episode=episode, by=by, at=at)


class CloseForm(DeedForm):
    title, button, done = "Close this worry", "Close it", "worry-closed"
    follows = "It leaves every list and stays on record, with all that was done."
    says = forms.CharField(label="Why it can be closed", max_length=400, widget=forms.Textarea({"rows": 3}))

    def record(self, *, by: StaffRole, at: datetime, says: str) -> Worry:
        return answering.close(worry=self.worry, says=says, by=by, at=at)


DEEDS: dict[str, type[DeedForm]] = {
    "acknowledge": AcknowledgeForm, "see": SeeForm, "act": ActForm, "name": NameForm, "hear": HearForm,
    "acct": AcctForm, "close": CloseForm,
}  # fmt: skip
