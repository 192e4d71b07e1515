"""The form on which the answer of a person is recorded."""

from datetime import date, datetime, time
from operator import itemgetter
from typing import Any

from django import forms
from django.db.models import Q, QuerySet, Value
from django.forms.utils import ErrorDict
from django.http import QueryDict

from throughcare.access.agreeing import partners
from throughcare.access.consenting import record_answer
from throughcare.access.models import FOR, Consent
from throughcare.access.seeing import seen_by
from throughcare.episodes.models import Involvement
from throughcare.fields.boxes import MomentField
from throughcare.organisations.choosing import called, every_open
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.pathways.moments import LONDON, Moment
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, NEVER_IN_OWN_VIEW
from throughcare.sharing.categories import IN_NOBODYS_RECORD
from throughcare.sharing.standing import Consent as Answer
from throughcare.web.forms import KeyedForm
from throughcare.web.words import london_day

# The button that looks for an organisation and sends nothing else.
FIND = "find"
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


# Its key and its name.
Choice = tuple[int, str]

# As many are offered at once as somebody reads through.
MOST_FOUND = 20


class OrganisationField(forms.ChoiceField):
    """One organisation at work. A few are offered; any other that is at work can be taken as well."""

    as_of = date.min

    def valid_value(self, value: str) -> bool:
        known = value.isascii() and value.isdigit() and len(value) < 19
        return known and every_open(as_of=self.as_of).filter(pk=value).exists()


class ConsentForm(KeyedForm):
    other = forms.CharField(
        label="An organisation that takes no part yet",
        max_length=200,
        required=False,
        help_text="Type some of its name and find it: it is then among those to choose from. What else you typed stays",
    )
    organisation = OrganisationField(label="Who may see it")
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

    def __init__(self, data: QueryDict | None, *, person: Person, staff: StaffRole, as_of: datetime) -> None:
        day = london_day(as_of)
        super().__init__(data, {"when": day})
        self.person, self.person_id = person, person.pk
        self.finding = bool(data and FIND in data)
        self.found, near = offered(data.get("other", "") if data else "", person=person, staff=staff, as_of=as_of)
        field = self.fields["organisation"]
        assert isinstance(field, OrganisationField)
        field.as_of = day
        self.offer_choices("organisation", list(dict([*self.found[:MOST_FOUND], *near]).items()))
        if data and self.finding and len(self.found) == 1:
            self.data = chosen = data.copy()
            chosen["organisation"] = str(self.found[0][0])

    def full_clean(self) -> None:
        """Nothing is judged yet while somebody looks for an organisation."""
        if self.finding:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    @property
    def says_of_finding(self) -> str:
        """What came of looking for an organisation."""
        if not self.found:
            return "No organisation at work is called so. Type less of its name, or look for how it is spelt."
        if len(self.found) > MOST_FOUND:
            return f"More than {MOST_FOUND} are called so. The first are offered; type more of the name."
        count = "One was" if len(self.found) == 1 else f"{len(self.found)} were"
        return f"{count} found, and can be chosen below."

    def record(
        self, *, by: StaffRole, at: datetime, organisation: str, categories: list[str], when: Moment, **said: Any
    ) -> list[Consent]:
        # What was typed to find an organisation is nothing that the person said.
        del said["other"]
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


def offered(typed: str, *, person: Person, staff: StaffRole, as_of: datetime) -> tuple[list[Choice], list[Choice]]:
    """Those that somebody looks for, at most one more than are shown; and those who are near. One question."""
    near = near_to(person, staff=staff, as_of=as_of).annotate(near=Value(value=True))
    found = called(typed, as_of=london_day(as_of)).annotate(near=Value(value=False))[: MOST_FOUND + 1]
    columns = ("pk", "name", "near")
    rows = sorted(found.values_list(*columns).union(near.values_list(*columns), all=True), key=itemgetter(1))
    return [row[:2] for row in rows if not row[2]], [row[:2] for row in rows if row[2]]


def near_to(person: Person, *, staff: StaffRole, as_of: datetime) -> QuerySet[Organisation]:
    """Who takes part in the person's episodes, as far as whoever asks may see it, and their partners in agreements."""
    day = london_day(as_of)
    parts = seen_by(Involvement, staff=staff, as_of=as_of).filter(person=person, until=None).order_by()
    signed = partners(staff.organisation, as_of=day)
    return every_open(as_of=day).filter(Q(pk__in=parts.values("organisation")) | Q(pk__in=signed)).order_by()


def instant_of(when: Moment, *, now: datetime) -> datetime:
    """Of an answer whose time nobody knows: now if it was today, else midday, so that answers keep their order."""
    if when.at is not None:
        return when.at
    return now if when.on == london_day(now) else datetime.combine(when.on, time(12), tzinfo=LONDON)
