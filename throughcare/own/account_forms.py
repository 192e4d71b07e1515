"""The forms about a person's own account, and about a sheet that was put into their hands."""

from datetime import datetime

from django import forms
from django.http import QueryDict

from throughcare.access.disclosing import disclose
from throughcare.access.explaining import decisions
from throughcare.access.models import Disclosure
from throughcare.organisations.models import StaffRole
from throughcare.own.accounts import Slip, end, give, renew_code
from throughcare.own.models import AccountEnd
from throughcare.own.sheet import SHOWN
from throughcare.people.models import Person
from throughcare.sharing import Purpose
from throughcare.sharing.levels import reaches
from throughcare.web.forms import KeyedForm

BASIS = "UK GDPR, Articles 12 to 15: people are told what is recorded of them"


class PersonForm(KeyedForm):
    """A form about one person. `title`, `follows` and `button` are the words of its page."""

    title, follows, button = "", "", ""

    def __init__(self, data: QueryDict | None, *, person: Person) -> None:
        super().__init__(data)
        self.person, self.person_id = person, person.pk


class AccountForm(PersonForm):
    title, button = "Their own account", "Give them an account"

    def record(self, *, by: StaffRole, at: datetime) -> Slip:
        return give(person=self.person, by=by, at=at)

    def about(self, made: Slip) -> int:
        return made.person.pk


class CodeForm(AccountForm):
    title, button = "Give them a new code", "Make a new code"
    follows = (
        "For whoever has lost the code, or forgotten the password. What they sign in with now stops working at once. "
        "Make sure that it is them who asks."
    )

    def record(self, *, by: StaffRole, at: datetime) -> Slip:
        return renew_code(person=self.person, by=by, at=at)


class CloseForm(PersonForm):
    title, button = "End their own account", "End it"
    follows = "Nobody signs in with it again, and whoever is signed in sees nothing of the record any more, at once."
    says = forms.CharField(label="Why it ends", max_length=400, widget=forms.Textarea({"rows": 3}))

    def record(self, *, by: StaffRole, at: datetime, says: str) -> AccountEnd:
        return end(person=self.person, says=says, by=by, at=at)


class GivenForm(PersonForm):
    title, button = "The sheet was given to the person", "Record that it was given"
    follows = "Print the three pages first. That they were given goes into the log of what was sent to whom."
    form = forms.ChoiceField(
        label="How", choices=[("paper", "On paper"), ("spoken", "Read out to them")], widget=forms.RadioSelect
    )

    def record(self, *, by: StaffRole, at: datetime, form: str) -> Disclosure:
        judged = decisions(self.person, staff=by, as_of=at)
        row = Disclosure(
            person=self.person,
            to="The person themselves",
            categories=[
                category for category in judged if category in SHOWN and reaches(judged[category].level, "read")
            ],
            purpose=Purpose.SUBJECT_ACCESS,
            basis=BASIS,
            form=form,
            says="The sheet of their own record",
        )
        return disclose(disclosure=row, by=by, at=at)
