"""The forms about a person's own account, and about a sheet that was put into their hands."""

from datetime import datetime

from django import forms
from django.http import QueryDict

from throughcare.access.disclosing import disclose
from throughcare.access.explaining import decisions
from throughcare.access.models import Disclosure, Grant
from throughcare.access.owning import close_own, open_own
from throughcare.organisations.models import StaffRole
from throughcare.organisations.spans import holds_on
from throughcare.own.sheet import SHOWN
from throughcare.people.models import Person
from throughcare.sharing import Ground, Purpose
from throughcare.sharing.levels import reaches
from throughcare.sharing.roles import THE_PERSON
from throughcare.web.forms import KeyedForm
from throughcare.web.words import london_day

BASIS = "UK GDPR, Articles 12 to 15: people are told what is recorded of them"


class PersonForm(KeyedForm):
    """A form about one person. `title`, `says` and `button` are the words of its page."""

    title, says, button = "", "", ""

    def __init__(self, data: QueryDict | None, *, person: Person, by: StaffRole, as_of: datetime) -> None:
        super().__init__(data)
        self.person, self.person_id, self.opened_by, self.opened_at = person, person.pk, by, as_of
        self.offer()

    def offer(self) -> None:
        """What may be chosen, where that depends on who opened the page."""


class AccountForm(PersonForm):
    title, button = "Give the person an account of their own", "Open their record to this account"
    says = "Somebody signed in with this account sees this record and no other. Make sure first that it is theirs."
    account = forms.ChoiceField(label="Which account", widget=forms.RadioSelect)

    def offer(self) -> None:
        self.accounts = {role.pk: role for role in free_accounts(self.opened_by, as_of=self.opened_at)}
        self.offer_choices("account", [(key, str(role.staff)) for key, role in self.accounts.items()])

    def record(self, *, by: StaffRole, at: datetime, account: str) -> Grant:
        return open_own(person=self.person, account=self.accounts[int(account)], by=by, at=at)[0]


class CloseForm(PersonForm):
    title, button = "End the person's own account", "End it"
    says = "Whoever is signed in with it sees nothing of the record any more, at once."

    def record(self, *, by: StaffRole, at: datetime) -> Person:
        close_own(person=self.person, by=by, at=at)
        return self.person

    def about(self, made: Person) -> int:
        return made.pk


class GivenForm(PersonForm):
    title, button = "The sheet was given to the person", "Record that it was given"
    says = "Print the three pages first. That they were given goes into the log of what was sent to whom."
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


def free_accounts(by: StaffRole, *, as_of: datetime) -> list[StaffRole]:
    """The accounts for people who use the service, of one's organisation, that belong to nobody yet."""
    taken = Grant.objects.live(as_of=as_of).filter(ground=Ground.OWN).values("staff")
    roles = StaffRole.objects.filter(holds_on(london_day(as_of)), organisation=by.organisation, role=THE_PERSON)
    return list(roles.exclude(pk__in=taken).select_related("staff").order_by("staff__display_name", "pk"))
