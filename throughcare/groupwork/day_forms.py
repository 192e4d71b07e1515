"""The forms of what a prison, a team and somebody's days say: hours, closed days, who is away, where people must be."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from throughcare.care import absences
from throughcare.care.models import Away, ClosedDay, Commitment, NonAssociation
from throughcare.fields.boxes import DayField, MomentField
from throughcare.groupwork.forms import AboutForm, at_a_time, one_of, words
from throughcare.groupwork.hours import read_hours, spelled
from throughcare.organisations.models import Organisation, StaffRole, Unit
from throughcare.organisations.refusals import Refused
from throughcare.pathways import Moment
from throughcare.pathways.moments import LONDON
from throughcare.people.models import Person
from throughcare.regimes import places, prison
from throughcare.sessions.conflicts import Hours
from throughcare.sessions.words import COMMITMENTS, WEEKDAYS
from throughcare.web.forms import KeyedForm, RowForm

# What stands for the place itself in a list of its wings.
WHOLE = "place"


class RegimeForm(AboutForm):
    title, button = "Say the hours of a week", "Record the hours"
    follows = (
        "They count for sessions that are booked from now on. What was said before stays on record. Leave a day empty "
        "on which nobody can be moved."
    )
    thing: Organisation
    unit = forms.ChoiceField(label="Of what")
    field_order = ["unit"]

    def __init__(
        self, data: QueryDict | None, place: Organisation, units: Sequence[Unit], said: Mapping[str, Any], unit: str
    ) -> None:
        super().__init__(data, place, {"unit": unit or WHOLE})
        self.units = {str(one.pk): one for one in units}
        wings = [(key, f"{one.name}: when it is unlocked") for key, one in self.units.items()]
        self.offer_choices("unit", [(WHOLE, "The whole place: when people can be moved"), *wings])
        for day, name in enumerate(WEEKDAYS):
            hint = "Such as 08:30 to 11:45, 13:30 to 16:45" if not day else ""
            self.fields[f"day_{day}"] = forms.CharField(
                label=name, max_length=120, required=False, help_text=hint, initial=spelled(said.get(str(day), []))
            )

    def clean(self) -> dict[str, Any]:
        """Each day with its hours. A fault stands at its day."""
        for day in range(len(WEEKDAYS)):
            name = f"day_{day}"
            try:
                self.cleaned_data[name] = read_hours(self.cleaned_data.get(name, ""))
            except ValidationError as fault:
                self.add_error(name, fault)
        return self.cleaned_data

    def record(self, *, by: StaffRole, at: datetime, unit: str, **days: list[Hours]) -> Any:
        hours = {day: days[f"day_{day}"] for day in range(len(WEEKDAYS)) if days[f"day_{day}"]}
        return places.say_regime(place=self.thing, unit=self.units.get(unit), hours=hours, by=by, at=at)

    def refuse(self, refused: Refused) -> None:
        """The verb does not say which day it means, so it says so of all."""
        super().refuse(Refused({"" if name == "hours" else name: says for name, says in refused.reasons.items()}))


class ClosedForm(AboutForm):
    title = "Close a day"
    follows = "No session is laid on it. Those that are booked already stay: cancel them one by one."
    thing: Organisation
    on = DayField(label="Day")
    says = words("Why")

    def record(self, *, by: StaffRole, at: datetime, on: date, says: str) -> Any:
        return places.close_day(place=self.thing, on=on, says=says, by=by, at=at)


class OpenDayForm(AboutForm):
    title, button = "The day is open after all", "Open it"
    follows = "Sessions can be booked on it again. That it was closed stays on record."
    thing: ClosedDay
    says = words("Why")

    def record(self, *, by: StaffRole, at: datetime, says: str) -> Any:
        day = self.thing
        return places.close_day(place=day.place, on=day.on, says=says, closed=False, by=by, at=at)


class AwayForm(AboutForm):
    title, button = "A colleague is not there", "Put it into the calendar"
    follows = "For hours, or days on which nobody has to cover. Why is nobody's business here."
    who = forms.ChoiceField(label="Who")
    starts = MomentField(label="From", hint="Without a time, from the beginning of that day")
    ends = MomentField(label="There again from", hint="Without a time, from the beginning of that day")

    def __init__(self, data: QueryDict | None, team: Sequence[StaffRole], me: int) -> None:
        super().__init__(data, None, {"who": me})
        self.team = {str(one.pk): one for one in team}
        self.offer_choices("who", [(key, str(one.staff)) for key, one in self.team.items()])

    def clean_starts(self) -> datetime:
        return _from_midnight(self.cleaned_data["starts"])

    def clean_ends(self) -> datetime:
        return _from_midnight(self.cleaned_data["ends"])

    def record(self, *, by: StaffRole, at: datetime, who: str, starts: datetime, ends: datetime) -> Away:
        return absences.say_away(role=self.team[who], starts_at=starts, ends_at=ends, by=by, at=at)

    def refuse(self, refused: Refused) -> None:
        super().refuse(in_fields(refused))


def _from_midnight(when: Moment) -> datetime:
    return when.at or datetime.combine(when.on, time(), tzinfo=LONDON)


def in_fields(refused: Refused) -> Refused:
    """The verbs say `starts_at` and `ends_at`, where the forms ask for `starts` and `ends`."""
    return Refused({name.removesuffix("_at"): says for name, says in refused.reasons.items()})


class ThereForm(AboutForm):
    title, button = "They are there after all", "Take it back"
    thing: Away

    def record(self, *, by: StaffRole, at: datetime) -> Away:
        return absences.take_back_away(away=self.thing, by=by, at=at)


class AboutPersonForm(KeyedForm):
    """A keyed form about one person's days in prison."""

    title: ClassVar[str] = ""
    follows: ClassVar[str] = ""
    button: ClassVar[str] = "Record it"

    def __init__(self, data: QueryDict | None, person: Person) -> None:
        super().__init__(data)
        self.person, self.person_id = person, person.pk


class CommitmentForm(AboutPersonForm):
    title = "Say where somebody has to be"
    follows = "Whoever books a session for that time is told. What it is about is not asked here."
    kind = one_of("What", {key: row.title for key, row in COMMITMENTS.items()})
    starts = MomentField(label="From", hint="With its time, such as 10:00")
    ends = MomentField(label="Until", hint="With its time, such as 12:30")

    def clean_starts(self) -> datetime:
        return at_a_time(self.cleaned_data["starts"])

    def clean_ends(self) -> datetime:
        return at_a_time(self.cleaned_data["ends"])

    def record(self, *, by: StaffRole, at: datetime, kind: str, starts: datetime, ends: datetime) -> Commitment:
        return prison.say_commitment(person=self.person, kind=kind, starts_at=starts, ends_at=ends, by=by, at=at)

    def refuse(self, refused: Refused) -> None:
        super().refuse(in_fields(refused))


class FreeForm(RowForm[Commitment]):
    title, button = "They need not be there after all", "Take it back"
    follows = "What was said stays on record."

    def record(self, *, by: StaffRole, at: datetime) -> Commitment:
        return prison.take_back_commitment(commitment=self.row, by=by, at=at)


class ApartForm(AboutPersonForm):
    title = "Say whom somebody must not meet"
    follows = (
        "It is said of both. Whoever lays out a group is told that two cannot be in it, and nothing of why; only "
        "officers of the prison read this list."
    )
    other = forms.CharField(label="Reference of the other person", max_length=20, help_text="Such as TC-7KQ-2M4")

    def __init__(self, data: QueryDict | None, person: Person, find: Callable[[str], Person | None]) -> None:
        super().__init__(data, person)
        self.find = find

    def clean_other(self) -> Person:
        found = self.find(self.cleaned_data["other"].strip().upper())
        if found is None:
            raise ValidationError("Nobody whom you may see has this reference.")
        return found

    def record(self, *, by: StaffRole, at: datetime, other: Person) -> NonAssociation:
        return prison.keep_apart(person=self.person, other=other, by=by, at=at)


class MeetForm(RowForm[NonAssociation]):
    title, button = "They may meet again", "Record it"
    follows = "It ends for both. What was said stays on record."

    def record(self, *, by: StaffRole, at: datetime) -> NonAssociation:
        prison.may_meet(person=self.row.person, other=self.row.other, by=by, at=at)
        return self.row
