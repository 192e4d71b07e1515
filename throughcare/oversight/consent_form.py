"""The form on which the answer of a person is recorded."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.http import QueryDict

from throughcare.access.consenting import record_answer
from throughcare.access.models import FOR, Consent
from throughcare.fields.boxes import MomentField
from throughcare.organisations.choosing import every_open
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.pathways.moments import LONDON, Moment
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, NEVER_IN_OWN_VIEW
from throughcare.sharing.categories import IN_NOBODYS_RECORD
from throughcare.sharing.standing import Consent as Answer
from throughcare.web.forms import KeyedForm
from throughcare.web.words import london_day

ANSWERS = {
    Answer.GIVEN: "Yes",
    Answer.REFUSED: "No",
    Answer.WITHDRAWN: "No longer: they take back an earlier yes",
    Answer.COULD_NOT_BE_ASKED: "They could not be asked",
}
# Nobody is asked about what they are never shown themselves: the question would tell them that it is there.
ASKED_ABOUT = [
    (category, title) for category, title in CATEGORIES.items() if category not in NEVER_IN_OWN_VIEW | IN_NOBODYS_RECORD
]


class ConsentForm(KeyedForm):
    organisation = forms.ChoiceField(label="Who may see it")
    purpose = forms.ChoiceField(label="For what", choices=list(FOR.items()), widget=forms.RadioSelect)
    categories = forms.MultipleChoiceField(
        label="What they were asked about", choices=ASKED_ABOUT, widget=forms.CheckboxSelectMultiple
    )
    state = forms.ChoiceField(label="What they answered", choices=list(ANSWERS.items()), widget=forms.RadioSelect)
    how = forms.ChoiceField(label="How they were asked", choices=list(Consent.HOW.items()), widget=forms.RadioSelect)
    says = forms.CharField(
        label="What they said, in their own words",
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Or why they could not be asked. At most 400 characters",
    )
    when = MomentField(label="When they answered", hint="Leave the time empty if it is not known")

    def __init__(self, data: QueryDict | None, *, person: Person, as_of: datetime) -> None:
        day = london_day(as_of)
        super().__init__(data, {"when": day})
        self.person, self.person_id = person, person.pk
        self.offer_choices("organisation", [(each.pk, each.name) for each in every_open(as_of=day)])

    def record(
        self, *, by: StaffRole, at: datetime, organisation: str, categories: list[str], when: Moment, **said: Any
    ) -> list[Consent]:
        asked = Consent(person=self.person, organisation_id=int(organisation), at=instant_of(when, now=at), **said)
        return record_answer(consent=asked, categories=categories, by=by, at=at)

    @staticmethod
    def answer_in_words(row: Consent) -> str:
        return ANSWERS[Answer(row.state)]

    def about(self, made: list[Consent]) -> int:
        return made[0].person_id

    def refuse(self, refused: Refused) -> None:
        """The verb calls the moment `at`."""
        super().refuse(Refused({"when" if name == "at" else name: says for name, says in refused.reasons.items()}))


def instant_of(when: Moment, *, now: datetime) -> datetime:
    """Of an answer whose time nobody knows: now if it was today, else midday, so that answers keep their order."""
    if when.at is not None:
        return when.at
    return now if when.on == london_day(now) else datetime.combine(when.on, time(12), tzinfo=LONDON)
