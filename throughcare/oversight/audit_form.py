"""What a Guardian asks of the audit record, as a form that the address carries."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from throughcare.access.watching import WORTH_A_LOOK, WORTH_WITHIN, Watched
from throughcare.fields.boxes import DayField
from throughcare.organisations.models import StaffRole
from throughcare.organisations.roles import ROLES
from throughcare.oversight.deeds import DEEDS
from throughcare.oversight.places import PlaceField
from throughcare.web.forms import PlainForm

USUAL, LONGEST = timedelta(days=6), timedelta(days=366)
REFERENCE = re.compile(r"[A-Z]{1,4}(-[A-Z0-9]{3}){1,3}")


class AuditForm(PlainForm):
    since = DayField(label="From", hint="For example, 27 3 2026")
    until = DayField(label="Until", hint="This day included")
    staff = forms.TypedChoiceField(label="Member of staff", required=False, coerce=int, empty_value=None)
    did = forms.ChoiceField(label="What they did", required=False, choices=list(DEEDS.items()))
    person = forms.CharField(label="Person, by reference", required=False, max_length=200)
    worth = forms.ChoiceField(
        label="Worth a look", required=False, choices=[(name, rule.title) for name, rule in WORTH_A_LOOK.items()]
    )
    before = PlaceField()
    after = PlaceField()

    def __init__(self, data: QueryDict, *, today: date) -> None:
        """Of an address that names no day, the last seven."""
        said = data.copy()
        for name, day in {"since": today - USUAL, "until": today}.items():
            if not any(f"{name}-{part}" in said for part in ("day", "month", "year")):
                said.update(
                    {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}
                )
        super().__init__(said)

    def offer(self, members: Iterable[StaffRole]) -> None:
        self.offer_choices("staff", [(one.pk, f"{one.staff}, {ROLES[one.role].title}") for one in members])

    def clean_person(self) -> str:
        typed: str = self.cleaned_data["person"].strip().upper()
        if typed and not REFERENCE.fullmatch(typed):
            raise forms.ValidationError("A reference looks like TC-7KQ-2M4.")
        return typed

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", "This is before the first day. Choose the same day or a later one.")
        elif since and until and until - since > LONGEST:
            self.add_error("until", "Choose at most a year at a time.")
        elif since and until and self.cleaned_data.get("worth") and until - since > WORTH_WITHIN:
            self.add_error("until", f"Choose at most {WORTH_WITHIN.days + 1} days at a time for what is worth a look.")
        return self.cleaned_data

    @property
    def asked(self) -> Watched:
        return Watched(**self.cleaned_data)
