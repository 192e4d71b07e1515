"""The forms with which a scheme sets its minutes and shifts, and says who is on call."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from throughcare.episodes.models import Service
from throughcare.fields.boxes import MomentField
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.roles import ROLES
from throughcare.pathways.moments import LONDON, Moment
from throughcare.web.forms import KeyedForm
from throughcare.worries import setting
from throughcare.worries.models import OnCall, WorryWatch
from throughcare.worries.setting import LONGEST, LONGEST_FOLD, Watched
from throughcare.worries.words import ANSWERS


class SchemeForm(KeyedForm):
    """A form about a scheme: nobody's record is touched."""

    def about(self, _made: Any) -> None:
        return None


class WatchForm(SchemeForm):
    minutes = forms.IntegerField(label="Minutes to acknowledge a worry", min_value=1, max_value=LONGEST)
    fold_minutes = forms.IntegerField(
        label="Minutes within which two taps about one person are one worry", min_value=0, max_value=LONGEST_FOLD
    )
    shifts = forms.CharField(
        label="When shifts begin",
        max_length=100,
        help_text="Times with commas between them, such as 07:30, 13:00, 20:30",
    )
    duty_manager = forms.CharField(label="Duty manager, and how they are reached", max_length=120)
    owner = forms.CharField(label="Who answers for this", max_length=120)
    why = forms.CharField(label="Why", max_length=400, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: QueryDict | None, service: Service, now: Watched) -> None:
        shifts = ", ".join(f"{one:%H:%M}" for one in now.shifts)
        names = ("minutes", "fold_minutes", "duty_manager", "owner")
        super().__init__(data, initial={name: getattr(now, name) for name in names} | {"shifts": shifts})
        self.service = service

    def clean_shifts(self) -> list[time]:
        try:
            return [time.fromisoformat(one.strip()) for one in self.cleaned_data["shifts"].split(",") if one.strip()]
        except ValueError:
            raise ValidationError("Write times as 07:30, with commas between them.") from None

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> WorryWatch:
        return setting.set_watch(service=self.service, watch=WorryWatch(**said), by=by, at=at)


class OnCallForm(SchemeForm):
    """Who is on call: an organisation of the scheme, there a role, one of its staff, or anybody who may answer."""

    organisation = forms.ChoiceField(label="Where")
    role = forms.ChoiceField(label="In which role", required=False)
    staff = forms.ChoiceField(
        label="Or one person there", required=False, help_text="Whoever else may answer there sees the worry too"
    )
    title = forms.CharField(label="What they are called, and how they are reached", max_length=120)
    rung = forms.IntegerField(
        label="Told after how many times the minutes", min_value=0, max_value=setting.MOST_RUNGS, initial=0,
        help_text="0 is at once. The duty manager is told last in any case.",
    )  # fmt: skip
    starts_at = MomentField(label="From", hint="With the time, such as 20:30")
    ends_at = MomentField(label="Until", required=False, hint="Left empty, until somebody ends it")

    def __init__(
        self, data: QueryDict | None, service: Service, places: Iterable[Organisation], people: Iterable[StaffRole]
    ) -> None:
        super().__init__(data)
        self.service, self.people = service, {str(one.pk): one for one in people}
        called = [(key, f"{one.staff}, {one.organisation}") for key, one in self.people.items()]
        self.offer_choices("staff", [("", "Nobody in particular"), *called])
        self.offer_choices("organisation", [(str(one.pk), one.name) for one in places])
        roles = [(code, ROLES[code].title) for code in sorted(ANSWERS)]
        self.offer_choices("role", [("", "Anybody who may answer"), *roles])

    def clean_starts_at(self) -> datetime:
        return instant(self.cleaned_data["starts_at"])

    def clean_ends_at(self) -> datetime | None:
        ends = self.cleaned_data["ends_at"]
        return instant(ends) if ends else None

    def record(self, *, by: StaffRole, at: datetime, organisation: str, staff: str, **said: Any) -> OnCall:
        whom = self.people.get(staff)
        row = OnCall(service=self.service, organisation_id=int(organisation), staff=whom, **said)
        return setting.put_on_call(row=row, by=by, at=at)


class OffCallForm(SchemeForm):
    def __init__(self, data: QueryDict | None, row: OnCall) -> None:
        super().__init__(data)
        self.row = row

    def record(self, *, by: StaffRole, at: datetime) -> Any:
        return setting.take_off_call(row=self.row, by=by, at=at)


def instant(moment: Moment) -> datetime:
    """The instant; of a day alone its beginning in London."""
    return moment.at or datetime.combine(moment.on, time(), tzinfo=LONDON)
