"""The forms of caseloads. Each calls one verb, once however often it is sent."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from throughcare.caseload import covering, supervising, weighing
from throughcare.caseload.members import Member
from throughcare.caseload.models import Absence, Arrangement
from throughcare.caseload.weighing import Weighed
from throughcare.caseload.words import (
    AWAY_FOR,
    LONGEST,
    LONGEST_TALK,
    MOST_HOURS,
    MOST_POINTS,
    SHORTEST,
    SHORTEST_TALK,
    SUPERVISION,
    TEXT,
    USUAL_DAYS,
)
from throughcare.episodes.models import Service
from throughcare.fields.boxes import DayField
from throughcare.organisations.models import StaffRole
from throughcare.web.forms import KeyedForm

# How many people a form of one supervision has room for.
PLACES = 4
NAME_NOBODY = "Name nobody here whom the team treats: there is a place for each below"
NOBODY = ("", "Nobody")


class TeamForm(KeyedForm):
    """A form about the team and nobody's record. `follows` says what follows from it."""

    title: ClassVar[str] = ""
    follows: ClassVar[str] = ""
    button: ClassVar[str] = "Record it"

    def about(self, _made: Any) -> None:
        return None


def colleague(label: str, *, required: bool = True, hint: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=required, help_text=hint)


def text(label: str, *, hint: str = "") -> forms.CharField:
    box = forms.Textarea({"rows": 4})
    return forms.CharField(label=label, max_length=TEXT, required=False, widget=box, help_text=hint)


def named(team: Iterable[Member]) -> list[tuple[str | int, str]]:
    return [(one.number, one.name) for one in team]


class WeightsForm(TeamForm):
    title, button = "What counts for how much", "Set these weights"
    follows = "It counts from now on. What was set before, by whom and when, stays on record."

    def __init__(self, data: QueryDict | None, service: Service, listed: Sequence[Weighed]) -> None:
        super().__init__(data, {one.name: one.points for one in listed})
        self.service = service
        for one in listed:
            hint = f"Local default: {one.default}" if one.local else "Local default"
            whole = forms.IntegerField(label=one.title, min_value=0, max_value=MOST_POINTS, help_text=hint)
            self.fields[one.name] = whole

    def record(self, *, by: StaffRole, at: datetime, **points: int) -> Any:
        return weighing.set_weights(service=self.service, points=points, by=by, at=at)


class HoursForm(TeamForm):
    title = "Hours a week for their caseload"
    hours = forms.DecimalField(
        label="Hours a week", min_value=0, max_value=MOST_HOURS, max_digits=3, decimal_places=1,
        help_text="Such as 22.5: without meetings, groups, supervision and training",
    )  # fmt: skip

    def __init__(self, data: QueryDict | None, whose: Member) -> None:
        super().__init__(data, {"hours": whose.hours} if whose.hours is not None else None)
        self.whose = whose.role

    def record(self, *, by: StaffRole, at: datetime, hours: Decimal) -> Any:
        return weighing.set_hours(whose=self.whose, hours=hours, by=by, at=at)


class AwayForm(TeamForm):
    title, button = "Somebody is away", "Record it"
    follows = (
        "Whoever is away goes on leading, and stays on record as lead. Whoever covers is told on their first page what "
        "waits there; they see of each person what they may see anyway, and nothing more."
    )
    whose = colleague("Who is away")
    from_on = DayField(label="First day away")
    back_on = DayField(label="First day back")
    why = forms.ChoiceField(
        label="Why", choices=list(AWAY_FOR.items()), widget=forms.RadioSelect, initial="planned",
        help_text="Nothing of anybody's health is kept here",
    )  # fmt: skip
    covered_by = colleague("Who covers")

    def __init__(self, data: QueryDict | None, team: dict[int, Member], me: int) -> None:
        super().__init__(data, {"whose": me})
        self.team = team
        for name in ("whose", "covered_by"):
            self.offer_choices(name, [("", "Choose"), *named(team.values())])

    def record(self, *, by: StaffRole, at: datetime, whose: int, covered_by: int, **said: Any) -> Absence:
        away, cover = self.team[whose].role, self.team[covered_by].role
        return covering.record_absence(whose=away, covered_by=cover, by=by, at=at, **said)


class BackForm(TeamForm):
    title, button = "Back early", "Record it"
    follows = "The cover ends on that day."
    back_on = DayField(label="First day back")

    def __init__(self, data: QueryDict | None, absence: Absence) -> None:
        super().__init__(data)
        self.absence = absence

    def record(self, *, by: StaffRole, at: datetime, back_on: date) -> Absence:
        return covering.end_absence(absence=self.absence, back_on=back_on, by=by, at=at)


class ArrangeForm(TeamForm):
    title, button = "Who supervises whom", "Arrange it"
    follows = (
        "What was arranged before ends today. What is agreed in supervision is read by the two, and by the lead "
        "psychologist named here; the log of before stays with those who were named then."
    )
    supervisee = colleague("Who is supervised")
    supervisor = colleague("Who supervises")
    lead = colleague("Their lead psychologist", required=False, hint="Leave it open for the lead psychologist's own")
    every_days = forms.IntegerField(
        label="Days from one supervision to the next", min_value=SHORTEST, max_value=LONGEST, initial=USUAL_DAYS,
        help_text=f"{USUAL_DAYS} days is a local default (unconfirmed)",
    )  # fmt: skip

    def __init__(self, data: QueryDict | None, team: dict[int, Member]) -> None:
        super().__init__(data)
        self.team = team
        for name in ("supervisee", "supervisor", "lead"):
            first = NOBODY if name == "lead" else ("", "Choose")
            self.offer_choices(name, [first, *named(team.values())])

    def record(
        self, *, by: StaffRole, at: datetime, supervisee: int, supervisor: int, lead: int | None, every_days: int
    ) -> Arrangement:
        roles = {"supervisee": self.team[supervisee].role, "supervisor": self.team[supervisor].role}
        leads = self.team[lead].role if lead else None
        return supervising.arrange(**roles, lead=leads, every_days=every_days, by=by, at=at)


class LogForm(TeamForm):
    title, button = "A supervision was held", "Record it"
    on = DayField(label="Day")
    minutes = forms.IntegerField(label="Minutes", min_value=SHORTEST_TALK, max_value=LONGEST_TALK, initial=60)
    kind = forms.ChoiceField(
        label="Kind", choices=list(SUPERVISION.items()), widget=forms.RadioSelect, initial="case-management"
    )
    agreed = text("What was agreed", hint=NAME_NOBODY)

    def __init__(self, data: QueryDict | None, arrangement: Arrangement, people: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        self.arrangement = arrangement
        for number in range(1, min(PLACES, len(people)) + 1):
            self.fields[f"case_{number}"] = colleague(f"Person {number}", required=False)
            self.offer_choices(f"case_{number}", [NOBODY, *people])
            self.fields[f"said_{number}"] = text(f"What was agreed about person {number}")

    def clean(self) -> dict[str, Any]:
        """Each person once, and no words that belong to nobody."""
        chosen: set[int] = set()
        for number in range(1, PLACES + 1):
            case = self.cleaned_data.get(f"case_{number}")
            if case in chosen:
                self.add_error(f"case_{number}", "This person is chosen above already.")
            elif case is None and self.cleaned_data.get(f"said_{number}"):
                self.add_error(f"case_{number}", "Choose whom this is about.")
            chosen |= {case} if case else set()
        return self.cleaned_data

    def record(
        self, *, by: StaffRole, at: datetime, on: date, minutes: int, kind: str, agreed: str, **people: Any
    ) -> Any:
        numbers = [number for number in range(1, PLACES + 1) if people.get(f"case_{number}")]
        cases = {people[f"case_{number}"]: people[f"said_{number}"] for number in numbers}
        held = supervising.Held(on, minutes, kind, agreed, cases)
        return supervising.log_supervision(arrangement=self.arrangement, held=held, by=by, at=at)
