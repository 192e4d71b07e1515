"""The forms about a ward and its beds. Each calls one verb, once however often it is sent."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid5

from django import forms
from django.http import QueryDict

from throughcare.beds import wards, withholding
from throughcare.beds.models import Bed, Confirmation, Ward, WardClosing, WardVersion, Withholding
from throughcare.beds.ward_tables import STALE_AFTER
from throughcare.fields.boxes import DayField
from throughcare.organisations.models import StaffRole, Unit
from throughcare.placing.lists import HELD, HELD_FOR, LEVELS, MEETS, OUT, OUT_BECAUSE, SEXES, SPECIALTIES, Kind
from throughcare.web.forms import KeyedForm


def typed(label: str, rows: int = 3, *, most: int = 400, required: bool = True, hint: str = "") -> forms.CharField:
    shown = hint or f"At most {most} characters"
    return forms.CharField(
        label=label, max_length=most, required=required, widget=forms.Textarea({"rows": rows}), help_text=shown
    )


def pairs(table: Any) -> list[tuple[str, str]]:
    return [(key, row.title if isinstance(row, Kind) else row) for key, row in table.items()]


def several(label: str, table: Any, *, required: bool = True) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=pairs(table), required=required, widget=forms.CheckboxSelectMultiple
    )


def one_of(label: str, table: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=pairs(table), widget=forms.RadioSelect)


class WardForm(KeyedForm):
    """Something about one ward, bed or unit (`thing`). A key counts for that one alone."""

    title: ClassVar[str] = ""
    follows: ClassVar[str] = ""
    button: ClassVar[str] = ""
    thing: Any

    def __init__(self, data: QueryDict | None, thing: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial)
        self.thing = thing

    def clean_submission(self) -> UUID:
        key: UUID = self.cleaned_data["submission"]
        return uuid5(key, f"{type(self).__name__} {self.thing.pk}")

    def about(self, _made: Any) -> None:
        return None


class DescribeForm(WardForm):
    title, button = "Say what this ward is", "Record it"
    follows = "Prison teams and case managers read this before they ask. What was said before stays on record."
    level = one_of("Level of security", LEVELS)
    specialties = several("What it treats", SPECIALTIES)
    sexes = several("Whom it takes", SEXES)
    age_from = forms.IntegerField(label="From the age of", min_value=10, max_value=120)
    age_to = forms.IntegerField(label="Up to the age of", min_value=10, max_value=120)
    meets = several("What it has", MEETS, required=False)
    collaborative = forms.CharField(label="Provider collaborative", max_length=120)
    criteria = typed("Whom it admits", 8, most=4000, hint="In words that others can hold their own case against")
    stale_after = forms.IntegerField(
        label="Hours after which its beds must be confirmed again", min_value=1, max_value=720,
        help_text="24 is a local default, not a national standard",
    )  # fmt: skip

    @staticmethod
    def said(last: WardVersion | None) -> dict[str, Any]:
        """What the form holds when it is opened."""
        names = [name for name in DescribeForm.base_fields if name != "submission"]
        return (
            {name: getattr(last, name) for name in names}
            if last
            else {"age_from": 18, "age_to": 120, "stale_after": STALE_AFTER}
        )

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> WardVersion:
        return wards.describe_ward(ward=self.thing, version=WardVersion(**said), by=by, at=at)


class OpenForm(DescribeForm):
    title, button = "Put a ward into the directory", "Put it there"
    thing: Unit

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> Ward:  # type: ignore[override]
        return wards.open_ward(unit=self.thing, version=WardVersion(**said), by=by, at=at)


class AddBedsForm(WardForm):
    title, button = "Add beds", "Put them into service"
    names = typed("Names of the beds", 6, most=2500, hint="One a line, such as Room 7")

    def clean_names(self) -> list[str]:
        return [name for name in self.cleaned_data["names"].splitlines() if name.strip()]

    def record(self, *, by: StaffRole, at: datetime, names: list[str]) -> list[Bed]:
        return wards.add_beds(ward=self.thing, names=names, by=by, at=at)


class ConfirmForm(WardForm):
    title, button = "Confirm the beds", "Confirm that this is right now"
    follows = "It says that the beds of this ward are as shown, and that you looked."

    def record(self, *, by: StaffRole, at: datetime) -> Confirmation:
        return wards.confirm(ward=self.thing, by=by, at=at)


class CloseForm(WardForm):
    title, button = "Close the ward", "Record it"
    follows = (
        "A ward closes only when nobody is in it. Until then it can be meant to close: nobody else is offered a bed."
    )
    meant = forms.ChoiceField(
        label="What is recorded",
        choices=[("yes", "It is meant to close on that day"), ("no", "It closes today, and nobody is in it")],
        widget=forms.RadioSelect,
    )
    on = DayField(label="Day")
    says = typed("Why")

    def record(self, *, by: StaffRole, at: datetime, meant: str, on: date, says: str) -> WardClosing:
        return wards.close_ward(ward=self.thing, on=on, says=says, meant=meant == "yes", by=by, at=at)


class KeepOpenForm(WardForm):
    title, button = "The ward does not close", "Record it"
    follows = "Its beds can be offered again."
    says = typed("Why")

    def record(self, *, by: StaffRole, at: datetime, says: str) -> WardClosing:
        return wards.keep_ward_open(ward=self.thing, says=says, by=by, at=at)


class WithholdForm(WardForm):
    """`kind` is set by the page."""

    title, button = "Take the bed out of service", "Take it out of service"
    follows = "It is offered to nobody until somebody puts it back."
    kind, reasons = OUT, OUT_BECAUSE
    reason = one_of("Why", OUT_BECAUSE)
    from_on = DayField(label="Since")
    expected_on = DayField(label="Expected back on")
    says = typed("More about it", required=False, hint="Name nobody here: the page of a ward is read by many")

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> Withholding:
        made = Withholding(bed=self.thing, kind=self.kind, **said)
        return withholding.withhold(withholding=made, by=by, at=at)


class HoldForm(WithholdForm):
    title, button = "Hold the bed", "Hold it"
    follows = "It is offered to nobody until the day has passed, or somebody puts it back."
    kind, reasons = HELD, HELD_FOR
    reason = one_of("For whom", HELD_FOR)
    expected_on = DayField(label="Until, that day included")


class PutBackForm(WardForm):
    title, button = "Put the bed back", "Put it back into service"
    follows = "From today it can be offered again."

    def record(self, *, by: StaffRole, at: datetime) -> Withholding:
        return withholding.put_back(bed=self.thing, by=by, at=at)
