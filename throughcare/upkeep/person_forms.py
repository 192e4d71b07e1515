"""The forms about a whole person: who they are, and that they died."""

from collections.abc import Mapping
from copy import copy
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.http import QueryDict

from throughcare.access import writing
from throughcare.access.seeing import seen_by, writes_of
from throughcare.fields.boxes import LOST_KEY, DayField
from throughcare.organisations.codes import code_list
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.people.characteristics import NOTHING_DIFFERS
from throughcare.people.describing import DESCRIBES
from throughcare.people.kinds import CHARACTERISTICS, SAID_BY, SEXES
from throughcare.people.models import Characteristic, Person
from throughcare.sharing import PROTECTED
from throughcare.telling.phrases import span
from throughcare.web.forms import KeyedForm
from throughcare.web.people_forms import WhoForm
from throughcare.web.record_lines import Line
from throughcare.web.words import short_day

AS_IT_IS = [("", "")]


class CorrectForm(WhoForm):
    """Who somebody is. `seen` tells what was on record when the page was opened: another's correction is not undone."""

    language = forms.CharField(label="Language", max_length=60, required=False)
    interpreter_needed = forms.BooleanField(label="Needs an interpreter", required=False)
    ethnic_category = forms.ChoiceField(label="Ethnic category")
    seen = forms.CharField(widget=forms.HiddenInput, error_messages={"required": LOST_KEY})

    def __init__(self, data: QueryDict | None, *, person: Person) -> None:
        super().__init__(data, {**described(person), "seen": fingerprint(person)})
        self.person, self.person_id = person, person.pk
        # It belongs to that category, though it stands in the row that says who somebody is.
        if PROTECTED in writes_of(person):
            ethnic = code_list("ethnic-category")
            self.offer_choices("ethnic_category", [(code, row.title) for code, row in ethnic.items()])
        else:
            del self.fields["ethnic_category"]

    def record(self, *, by: StaffRole, at: datetime, seen: str, **said: Any) -> Person:
        held = seen_by(Person, staff=by, as_of=at).select_for_update().get(pk=self.person.pk)
        differing = {name: value for name, value in described(held).items() if said.get(name, value) != value}
        if seen != fingerprint(held):
            refuse_if(
                {name: f"Corrected meanwhile. On record now: {spoken(name, v)}." for name, v in differing.items()}
            )
        if not differing:
            raise Refused({"": NOTHING_DIFFERS})
        corrected = copy(held)
        for name, value in said.items():
            setattr(corrected, name, value)
        return writing.correct_person(person=corrected, by=by, at=at)

    def about(self, made: Person) -> int:
        return made.pk


def described(person: Person) -> dict[str, Any]:
    return {name: vars(person)[name] for name in DESCRIBES}


def fingerprint(person: Person) -> str:
    """Changes with anything that the form asks."""
    return sha256(repr(sorted(described(person).items())).encode()).hexdigest()


def spoken(name: str, value: Any) -> str:
    """What is on record in a field, in words."""
    titles: Mapping[str, Mapping[Any, str]] = {"sex": SEXES, "interpreter_needed": {True: "yes", False: "no"}}
    if isinstance(value, date):
        return short_day(value)
    if name == "ethnic_category":
        return code_list("ethnic-category")[value].title
    return titles.get(name, {}).get(value, str(value or "nothing"))


class CharacteristicsForm(KeyedForm):
    """What the person says of themselves. Each question says what is on record, and none has to be answered."""

    from_on = DayField(label="Since when", hint="If the person did not say, today")
    source = forms.ChoiceField(
        label="Where this is from", choices=SAID_BY, initial="person", widget=forms.RadioSelect, required=True
    )

    def __init__(self, data: QueryDict | None, *, person: Person, held: Mapping[str, Line], today: date) -> None:
        super().__init__(data, {"from_on": today})
        self.person, self.person_id = person, person.pk
        for kind, row in CHARACTERISTICS.items():
            codes = [(code, entry.title) for code, entry in code_list(row.codes).items()]
            self.fields[kind] = forms.ChoiceField(label=row.asks, required=False, help_text=on_record(held.get(kind)))
            self.offer_choices(kind, [*AS_IT_IS, *codes])
        self.order_fields([*CHARACTERISTICS, "from_on", "source"])

    def record(self, *, by: StaffRole, at: datetime, from_on: date, source: str, **said: str) -> list[Characteristic]:
        answers = {kind: code for kind, code in said.items() if code}
        return writing.record_characteristics(
            person=self.person, said=answers, source=source, from_on=from_on, by=by, at=at
        )

    def about(self, _made: list[Characteristic]) -> int:
        return self.person.pk


def on_record(line: Line | None) -> str:
    if line is None:
        return "Nothing on record"
    assert line.from_on is not None  # a column that is never empty; other tables share the line
    return f"On record: {line.says}, {span(line.from_on, line.until_on)}"


class LookAgain(Refused):
    """Everything is as it must be; whoever records it is asked once more whether it is meant."""


class DeathForm(KeyedForm):
    """A day of death, recorded once it has been looked at again: `looked` is the day that was shown then."""

    on = DayField(label="Date of death")
    looked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, person: Person, today: date) -> None:
        super().__init__(data, {"on": today})
        self.person, self.person_id = person, person.pk

    def record(self, *, by: StaffRole, at: datetime, on: date, looked: str) -> Person:
        """Whatever the verb would refuse is refused before anybody is asked again: what it did is undone with it."""
        died = writing.record_death(person=self.person, on=on, by=by, at=at)
        if looked != on.isoformat():
            raise LookAgain({"": "Look at this again before it is recorded."})
        return died

    def about(self, made: Person) -> int:
        return made.pk

    def refuse(self, refused: Refused) -> None:
        super().refuse(refused)
        if self.asks_again and isinstance(self.data, QueryDict):
            self.data["looked"] = self.day.isoformat()

    @property
    def asks_again(self) -> bool:
        return isinstance(self.refused, LookAgain)

    @property
    def day(self) -> date:
        """The day that was typed."""
        on: date = self.fields["on"].clean(self["on"].value())
        return on
