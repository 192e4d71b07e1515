"""The forms of a person's record. Each calls one verb, and `offer` fills in what whoever asks may choose."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict

from throughcare.access import actions as access
from throughcare.access import writing
from throughcare.access.seeing import seen_by, writes_of
from throughcare.audit.models import Submission
from throughcare.fields.boxes import DayField
from throughcare.organisations.codes import code_list
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.people.describing import ProbablyKnown
from throughcare.people.kinds import ALERTS, IDENTIFIERS, LEGAL_STATUSES, NEEDS, SEXES
from throughcare.people.models import Alert, Identifier, LegalStatus, Need, Person, Placement
from throughcare.people.numbers import Number, TriedInVain
from throughcare.people.search import Match
from throughcare.sharing import CATEGORIES, IDENTITY
from throughcare.web.forms import KeyedForm, PlainForm

NATIONAL = [(kind, row.title) for kind, row in IDENTIFIERS.items() if row.national]
ON_A_SLIP = {"nhs-number": "An NHS number, such as 943 476 5919", "nomis": "A prison number, such as A1234BC"}


class SearchForm(forms.Form):
    q = forms.CharField(required=False, strip=True)


class RecordForm(KeyedForm):
    """A form that adds something to one person's record. `categories` are those it may write in."""

    categories: frozenset[str] = frozenset()

    def __init__(self, data: QueryDict | None, *, person: Person, by: StaffRole, today: date) -> None:
        super().__init__(data, {"from_on": today})
        self.person, self.person_id, self.by, self.writes = person, person.pk, by, writes_of(person)
        self.offer()

    def offer(self) -> None:
        """Leaves of each list what may be written."""


class WhoForm(KeyedForm):
    """Who somebody is."""

    family_name = forms.CharField(label="Family name", max_length=100)
    given_names = forms.CharField(label="Given names", max_length=100, required=False)
    known_as = forms.CharField(label="Known as", max_length=100, required=False)
    birth_date = DayField(label="Date of birth", required=False, hint="For example, 27 3 1987")
    sex = forms.ChoiceField(label="Sex", choices=list(SEXES.items()), initial="X", widget=forms.RadioSelect)


class PersonForm(WhoForm):
    numbers_from = forms.CharField(
        label="Where the numbers were read", max_length=120, required=False, help_text="For example, the referral slip"
    )
    looked_at = forms.CharField(required=False, widget=forms.HiddenInput)
    is_new = forms.BooleanField(label="I have looked at them: none of these is the person", required=False)

    def offer(self) -> None:
        for kind, hint in ON_A_SLIP.items():
            self.fields[kind] = forms.CharField(
                label=IDENTIFIERS[kind].title, max_length=200, required=False, help_text=hint
            )
        self.order_fields(["family_name", "given_names", "known_as", "birth_date", "sex", *ON_A_SLIP, "numbers_from"])

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> Person:
        described = {name: said[name] for name in ("family_name", "given_names", "known_as", "birth_date", "sex")}
        source = said["numbers_from"] or f"Told to {by.organisation}"
        return access.record_person(
            person=Person(**described, fictional=by.organisation.fictional),
            numbers=[Number(kind, said[kind], source[:120]) for kind in ON_A_SLIP if said[kind]],
            confirmed_not=looked_at(said["looked_at"]) if said["is_new"] else (),
            by=by,
            at=at,
        )

    def about(self, made: Person) -> int:
        return made.pk

    def done_before(self, earlier: Submission, *, by: StaffRole, at: datetime) -> Person:
        assert earlier.person_id is not None  # noted in the transaction that put the person on record
        return seen_by(Person, staff=by, as_of=at).get(pk=earlier.person_id)

    @property
    def matches(self) -> tuple[Match, ...]:
        """Those whom the description may be of."""
        return self.refused.matches if isinstance(self.refused, ProbablyKnown) else ()

    @property
    def taken(self) -> str:
        if not isinstance(self.refused, TriedInVain):
            return ""
        born = self.cleaned_data.get("birth_date")
        return " ".join([*(self.data[kind] for kind in self.refused.reasons), f"{born:%d/%m/%Y}" if born else ""])


class RecogniseForm(PlainForm):
    kind = forms.ChoiceField(label="Which number", choices=NATIONAL, widget=forms.RadioSelect)
    number = forms.CharField(label="The number", max_length=200)
    birth_date = DayField(label="Date of birth", hint="For example, 27 3 1987")

    def record(self, *, by: StaffRole, at: datetime, kind: str, number: str, birth_date: date) -> Person:
        asked = Number(kind, number, f"Told to {by.organisation}"[:120])
        return access.recognise(number=asked, birth_date=birth_date, by=by, at=at)


class IdentifierForm(RecordForm):
    categories = frozenset({IDENTITY})
    kind = forms.ChoiceField(label="Which number", choices=[(k, row.title) for k, row in IDENTIFIERS.items()])
    typed = forms.CharField(label="The number", max_length=200)
    source = forms.CharField(
        label="Where you read it", max_length=120, help_text="For example, the letter from the hospital"
    )
    verified = forms.BooleanField(label="I have seen it on an official paper or system", required=False)

    def offer(self) -> None:
        self.fields[
            "kind"
        ].help_text = f"A hospital or local number is taken as one that {self.by.organisation} gave out"

    def record(self, *, by: StaffRole, at: datetime, kind: str, **said: Any) -> Identifier:
        issuer = None if IDENTIFIERS[kind].national else by.organisation
        number = Number(kind, said["typed"], said["source"], issuer, said["verified"])
        return writing.add_identifier(person=self.person, number=number, by=by, at=at)

    @property
    def taken(self) -> str:
        return self.data["typed"] if isinstance(self.refused, TriedInVain) else ""

    def refuse(self, refused: Refused) -> None:
        """The verb names a fault of the number by its kind."""
        super().refuse(Refused({"typed" if name in IDENTIFIERS else name: r for name, r in refused.reasons.items()}))


class LegalStatusForm(RecordForm):
    categories = frozenset(row.category for row in LEGAL_STATUSES.values())
    status = forms.ChoiceField(label="Legal status")
    from_on = DayField(label="First day")
    until_on = DayField(label="First day it no longer holds", required=False, hint="If known; it may lie ahead")

    def offer(self) -> None:
        offered = [
            (f"{kind}:{code}", f"{row.title}: {entry.title}")
            for kind, row in LEGAL_STATUSES.items()
            if row.category in self.writes
            for code, entry in code_list(row.codes).items()
        ]
        self.offer_choices("status", offered)

    def record(self, *, by: StaffRole, at: datetime, status: str, **said: Any) -> LegalStatus:
        kind, _, code = status.partition(":")
        held = LegalStatus(person=self.person, kind=kind, code=code, **said)
        return writing.set_legal_status(status=held, by=by, at=at)


class NeedForm(RecordForm):
    categories = frozenset(row.category for row in NEEDS.values())
    kind = forms.ChoiceField(label="What it is about")
    says = forms.CharField(
        label="What is needed", max_length=400, widget=forms.Textarea({"rows": 3}), help_text="At most 400 characters"
    )
    from_on = DayField(label="Since")

    def offer(self) -> None:
        self.offer_choices("kind", [(k, row.title) for k, row in NEEDS.items() if row.category in self.writes])

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> Need:
        return writing.add_need(need=Need(person=self.person, **said), by=by, at=at)


class AlertForm(RecordForm):
    categories = frozenset(row.category for row in ALERTS.values())
    kind = forms.ChoiceField(label="What it is about")
    says = forms.CharField(
        label="What to do or avoid",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text="Words of action, not a diagnosis: “Do not use metal cutlery”. At most 400 characters",
    )
    from_on = DayField(label="Since")
    review_on = DayField(label="Somebody looks again on")

    def offer(self) -> None:
        self.offer_choices("kind", [(k, row.title) for k, row in ALERTS.items() if row.category in self.writes])

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> Alert:
        return writing.add_alert(alert=Alert(person=self.person, **said), by=by, at=at)


class MoveForm(RecordForm):
    categories = frozenset({IDENTITY})
    unit = forms.ChoiceField(label="Wing or ward", required=False)
    from_on = DayField(label="First day there")
    until_on = DayField(label="First day no longer there", required=False, hint="Only for a stay that is over")

    def at_place(self, organisation: Organisation) -> None:
        """The place has been chosen: offers its units, or asks for none where it has none."""
        self.place = organisation
        self.units = {str(unit.pk): unit for unit in organisation.units.filter(closed=False)}
        self.offer_choices("unit", [("", ""), *((key, unit.name) for key, unit in self.units.items())])
        if not self.units:
            del self.fields["unit"]

    def record(self, *, by: StaffRole, at: datetime, unit: str = "", **said: Any) -> Placement:
        placement = Placement(person=self.person, organisation=self.place, unit=self.units.get(unit), **said)
        return access.place(placement=placement, by=by, at=at)


def looked_at(typed: str) -> tuple[int, ...]:
    """The records that were shown as probable duplicates, as the form carries them."""
    return tuple(int(number) for number in typed.split(",")[:20] if re.fullmatch("[0-9]{1,18}", number))


def of_categories(categories: frozenset[str]) -> str:
    """The titles of categories, for a sentence that says what may not be written."""
    return ", ".join(CATEGORIES[category] for category in sorted(categories)).lower()
