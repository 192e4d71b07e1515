"""The forms of a rota. Each calls one verb, once however often it is sent."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from throughcare.cover import changing, listeners, rostering, wanting
from throughcare.cover.models import ActiveMentor, Duty, WeeklyDuty
from throughcare.cover.rostering import Planned
from throughcare.cover.wanting import bounds
from throughcare.cover.words import ENDINGS, LOCAL, MARK, TAKEN_OFF_FOR, WEEKS_AHEAD
from throughcare.fields.boxes import DayField, read_time
from throughcare.organisations.models import Organisation, StaffRole, Unit
from throughcare.rota.carrying import LIMITS, WEIGHTS
from throughcare.rota.gaps import MOST, Hours, Week, all_day, around_the_clock
from throughcare.rota.rules import RULES
from throughcare.rota.turns import Turn, between, clock, spelled
from throughcare.sessions.words import WEEKDAYS
from throughcare.web.forms import KeyedForm

CHOOSE = ("", "Choose")
TIMES = 2


class RotaForm(KeyedForm):
    """A form of the rota. `follows` says what follows from it."""

    title: ClassVar[str] = ""
    follows: ClassVar[str] = ""
    button: ClassVar[str] = "Record it"

    def about(self, _made: Any) -> int | None:
        return self.person_id


class TimeField(forms.CharField):
    """A time of day as people type it: 22:00, 22.00 or 2200."""

    def __init__(self, *, label: str, required: bool = True, hint: str = "") -> None:
        box = forms.TextInput({"inputmode": "numeric", "class": "nhsuk-input--width-5", "autocomplete": "off"})
        super().__init__(label=label, required=required, max_length=8, help_text=hint, widget=box)

    def clean(self, value: Any) -> time | None:
        return read_time(super().clean(value))


def number_of(label: str, *, required: bool = True, hint: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=required, help_text=hint)


def named(mentors: Sequence[ActiveMentor]) -> list[tuple[str | int, str]]:
    return [CHOOSE, *((one.episode_id, str(one.person)) for one in mentors)]


class PutForm(RotaForm):
    title, button = "Put a mentor on the rota", "Put them on the rota"
    follows = "Whoever would be in two places at once, or without the rest that the rules ask for, is not put there."
    mentor = number_of("Mentor")
    unit = number_of("Wing")
    on = DayField(label="Day")
    starts = TimeField(label="From", hint="Such as 22:00")
    ends = TimeField(label="Until", hint="Such as 06:00; a time that is not later is of the morning after")
    weekly = forms.BooleanField(
        label="Every week on this day",
        required=False,
        help_text=f"Laid out {WEEKS_AHEAD} weeks ahead, until it is ended",
    )

    def __init__(
        self, data: QueryDict | None, mentors: Sequence[ActiveMentor], wings: Sequence[Unit], given: Mapping[str, Any]
    ) -> None:
        super().__init__(data, dict(given))
        self.wings = {wing.pk: wing for wing in wings}
        self.offer_choices("mentor", named(mentors))
        self.offer_choices("unit", [CHOOSE, *((wing.pk, wing.name) for wing in wings)])

    def record(
        self, *, by: StaffRole, at: datetime, mentor: int, unit: int, on: date, starts: time, ends: time, weekly: bool
    ) -> Any:
        planned = Planned(self.wings[unit], on, starts, ends, weekly)
        return rostering.put_on_rota(mentor=mentor, planned=planned, by=by, at=at)

    def about(self, made: Any) -> int | None:
        return int(made[0].person_id)


class OfTurn(RotaForm):
    """A form about one turn."""

    def __init__(self, data: QueryDict | None, duty: Duty) -> None:
        super().__init__(data)
        self.duty, self.person_id = duty, duty.person_id


class TakeOffForm(OfTurn):
    title, button = "Take this turn off the rota", "Take it off"
    follows = "What is left of it is a gap until somebody takes it."
    why = forms.ChoiceField(
        label="Why", choices=[(key, ENDINGS[key]) for key in TAKEN_OFF_FOR], widget=forms.RadioSelect, initial="cannot",
        help_text="Nothing of anybody's health is kept here",
    )  # fmt: skip

    def record(self, *, by: StaffRole, at: datetime, why: str) -> Any:
        return changing.take_off(duty=self.duty, why=why, by=by, at=at)


class GiveForm(OfTurn):
    title, button = "Give this turn to another mentor", "Give it"
    follows = "Whoever takes it keeps to the rules of rest too. Of a turn that has begun, what is left is given."
    to = number_of("To whom")

    def __init__(self, data: QueryDict | None, duty: Duty, mentors: Sequence[ActiveMentor]) -> None:
        super().__init__(data, duty)
        self.offer_choices("to", named([one for one in mentors if one.person_id != duty.person_id]))

    def record(self, *, by: StaffRole, at: datetime, to: int) -> Any:
        return changing.give(duty=self.duty, to=to, by=by, at=at)


class SwapForm(OfTurn):
    title, button = "Swap this turn for another", "Swap them"
    follows = "Both keep to the rules of rest, or neither turn changes hands."
    other = number_of("For which turn")

    def __init__(self, data: QueryDict | None, duty: Duty, others: Sequence[Duty]) -> None:
        super().__init__(data, duty)
        self.others = {one.pk: one for one in others}
        told = ((one.pk, f"{one.person}: {one.unit}, {spelled(Turn(one.starts_at, one.ends_at))}") for one in others)
        self.offer_choices("other", [CHOOSE, *told])

    def record(self, *, by: StaffRole, at: datetime, other: int) -> Any:
        return changing.swap(duty=self.duty, other=self.others[other], by=by, at=at)


class EndWeeklyForm(RotaForm):
    title, button = "End this weekly turn", "End it"
    follows = "Those of its turns that have not begun are off the rota."

    def __init__(self, data: QueryDict | None, weekly: WeeklyDuty) -> None:
        super().__init__(data)
        self.weekly, self.person_id = weekly, weekly.person_id

    def record(self, *, by: StaffRole, at: datetime) -> Any:
        return rostering.end_weekly(weekly=self.weekly, by=by, at=at)


def how_many(label: str) -> forms.IntegerField:
    """How many mentors are wanted at once; left empty, one."""
    wrong = dict.fromkeys(("invalid", "min_value", "max_value"), f"A wing wants from 1 to {MOST} mentors at once.")
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=MOST, error_messages=wrong)


class WantedForm(RotaForm):
    title, button = "When this wing wants mentors", "Record it"
    follows = (
        f"It counts from now on, and what was said before stays on record. A wing wants up to {MOST} mentors at once; "
        f"where no number is said, one. Hours and numbers are local ({MARK})."
    )
    clock = forms.BooleanField(label="Around the clock, every day", required=False)
    mentors = how_many("Mentors at once around the clock")

    def __init__(self, data: QueryDict | None, wing: Unit, week: Week) -> None:
        super().__init__(data, _typed(week))
        self.wing = wing
        for weekday in range(len(WEEKDAYS)):
            for number in range(1, TIMES + 1):
                self.fields[f"from_{weekday}_{number}"] = TimeField(label="From", required=False)
                self.fields[f"until_{weekday}_{number}"] = TimeField(label="Until", required=False)
                self.fields[f"mentors_{weekday}_{number}"] = how_many("Mentors")

    def times(self) -> list[tuple[str, list[BoundField]]]:
        """Each time of each day with its boxes."""
        return [
            (f"{name} again" if number > 1 else name,
             [self[f"{box}_{weekday}_{number}"] for box in ("from", "until", "mentors")])
            for weekday, name in enumerate(WEEKDAYS)
            for number in range(1, TIMES + 1)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Both ends of each time, or neither."""
        for weekday in range(len(WEEKDAYS)):
            for number in range(1, TIMES + 1):
                first, last = (f"{end}_{weekday}_{number}" for end in ("from", "until"))
                if bool(self.cleaned_data.get(first) is None) != bool(self.cleaned_data.get(last) is None):
                    self.add_error(last, "Say from when and until when, or leave both empty.")
        return self.cleaned_data

    def record(self, *, by: StaffRole, at: datetime, clock: bool, mentors: int | None, **times: Any) -> Any:
        each = {day: found for day in range(len(WEEKDAYS)) if (found := _said_of(day, times))}
        return wanting.say_wanted(unit=self.wing, hours=around_the_clock(mentors or 1) if clock else each, by=by, at=at)


def _said_of(weekday: int, times: Mapping[str, Any]) -> list[Hours]:
    """The hours of one day, in the order of the boxes."""
    found = []
    for number in range(1, TIMES + 1):
        first, last, mentors = (times[f"{box}_{weekday}_{number}"] for box in ("from", "until", "mentors"))
        if first is not None and last is not None:
            found.append(Hours(*between(first, last), mentors or 1))
    return found


def _typed(week: Week) -> dict[str, Any]:
    """What a form shows of the hours that are wanted so far."""
    if always := all_day(week):
        return {"clock": True, "mentors": always}
    typed: dict[str, Any] = {}
    for weekday, times in week.items():
        for number, (first, last, mentors) in enumerate(times, 1):
            typed |= {f"{end}_{weekday}_{number}": clock(minute) for end, minute in (("from", first), ("until", last))}
            typed[f"mentors_{weekday}_{number}"] = mentors
    return typed


class NumbersForm(RotaForm):
    title, button = "Rest, and what weighs how much", "Set these numbers"
    follows = "They count from now on. No national standard says what a mentor can bear: each is for the scheme to set."

    def __init__(self, data: QueryDict | None, scheme: Organisation, numbers: Mapping[str, int]) -> None:
        super().__init__(data, dict(numbers))
        self.scheme = scheme
        for key, title in TITLES.items():
            least, most = bounds(key)
            hint = f"{MARK}: {LOCAL[key]}. From {least} to {most}"
            self.fields[key] = forms.IntegerField(label=title, min_value=least, max_value=most, help_text=hint)

    def record(self, *, by: StaffRole, at: datetime, **numbers: int) -> Any:
        return wanting.set_numbers(scheme=self.scheme, numbers=numbers, by=by, at=at)


class ListenersForm(RotaForm):
    title, button = "Listeners of a month", "Record it"
    follows = "Nothing else is kept of Listeners: not who spoke to one, not how often, and not what was said."
    month = forms.TypedChoiceField(label="Month", coerce=date.fromisoformat)
    volunteers = forms.IntegerField(label="How many Listeners", min_value=0)
    hours = forms.IntegerField(label="Hours they were there, all of them together", min_value=0)

    def __init__(self, data: QueryDict | None, place: Organisation, firsts: Sequence[date]) -> None:
        super().__init__(data)
        self.place = place
        self.offer_choices("month", [(str(one), f"{one:%B %Y}") for one in firsts])

    def record(self, *, by: StaffRole, at: datetime, month: date, volunteers: int, hours: int) -> Any:
        return listeners.say_listeners(place=self.place, month=month, volunteers=volunteers, hours=hours, by=by, at=at)


TITLES = {key: RULES[key].title for key in LOCAL if key in RULES}
TITLES |= {key: f"Points for: {one.title[0].lower()}{one.title[1:]}" for key, one in WEIGHTS.items()}
TITLES |= {key: one.title for key, one in LIMITS.items()}
assert TITLES.keys() == LOCAL.keys()
