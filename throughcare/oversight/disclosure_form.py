"""The form on which it is logged that something of a record was disclosed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from throughcare.access.disclosing import disclose
from throughcare.access.models import FOR, Disclosure
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES
from throughcare.sharing.levels import reaches
from throughcare.web.forms import KeyedForm
from throughcare.web.words import upper_first

PURPOSES = [(purpose, upper_first(says)) for purpose, says in FOR.items()]
# What is opened or exported in this record logs itself.
FORMS = [(form, says) for form, says in Disclosure.FORMS.items() if form not in {"record", "export"}]


class DisclosureForm(KeyedForm):
    to = forms.CharField(label="To whom", max_length=200, help_text="The person or post, and their organisation")
    categories = forms.MultipleChoiceField(
        label="What was disclosed", widget=forms.CheckboxSelectMultiple, help_text="You pass on what you read yourself"
    )
    purpose = forms.ChoiceField(label="For what", choices=PURPOSES, widget=forms.RadioSelect)
    basis = forms.CharField(
        label="On which basis in law",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text="For example: UK GDPR Article 6(1)(e) and 9(2)(h); consent alone is seldom the basis. "
        "At most 400 characters",
    )
    form = forms.ChoiceField(label="How", choices=FORMS, widget=forms.RadioSelect)
    says = forms.CharField(
        label="Why, and what else to know of it", max_length=400, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, data: QueryDict | None, *, person: Person, levels: Mapping[str, str]) -> None:
        super().__init__(data)
        self.person, self.person_id = person, person.pk
        read = [category for category, level in levels.items() if reaches(level, "read")]
        self.offer_choices("categories", [(one, title) for one, title in CATEGORIES.items() if one in read])

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> Disclosure:
        return disclose(disclosure=Disclosure(person=self.person, **said), by=by, at=at)
