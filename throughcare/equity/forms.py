"""The form on which somebody says how many lived where in a month."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.http import QueryDict

from throughcare.equity.kinds import GROUPS, UNIT
from throughcare.equity.models import LONGEST_LINE, Roll
from throughcare.equity.rolls import HEAD, MOST, Line, keep_rolls, read_lines
from throughcare.organisations.models import Organisation, StaffRole, Unit
from throughcare.organisations.refusals import Refused
from throughcare.web.forms import KeyedForm

NO_NUMBER = f"give a number from 0 to {MOST:,}, such as 112 or 112.5."
LONGEST_FILE = 20_000


class RollForm(KeyedForm):
    """Each unit's average and whether it lies apart; other groups as lines of a CSV file."""

    source = forms.CharField(
        label="Where the numbers are from", max_length=LONGEST_LINE, help_text="Such as the roll that morning, averaged"
    )
    lines = forms.CharField(
        label="Other groups, as lines of a CSV file",
        required=False,
        max_length=LONGEST_FILE,
        widget=forms.Textarea({"rows": 4}),
        help_text=f"The first line is {','.join(HEAD)}. Wings can be given so too: unit,A wing,112.5,no. "
        f"The others are {', '.join(GROUPS)}.",
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        place: Organisation,
        month: date,
        units: Iterable[Unit],
        known: Mapping[str, Any],
    ) -> None:
        super().__init__(data, dict(known))
        self.place, self.month, self.units = place, month, list(units)
        for unit in self.units:
            wrong = f"{unit.name}: {NO_NUMBER}"
            faults = dict.fromkeys(("invalid", "min_value", "max_value", "max_decimal_places"), wrong)
            self.fields[f"average_{unit.pk}"] = forms.DecimalField(
                label=f"{unit.name}: residents on an average day", required=False, min_value=0, max_value=MOST,
                decimal_places=1, widget=forms.TextInput, error_messages=faults,
            )  # fmt: skip
            self.fields[f"apart_{unit.pk}"] = forms.BooleanField(
                label=f"{unit.name} is split from the main site", required=False
            )

    def clean_submission(self) -> UUID:
        """A key counts for one place and month."""
        key: UUID = self.cleaned_data["submission"]
        return uuid5(key, f"{self.place.pk} {self.month}")

    def clean_lines(self) -> list[Line]:
        text = self.cleaned_data["lines"]
        if not text.strip():
            return []
        reader = csv.DictReader(StringIO(text.strip().removeprefix("\ufeff")))
        if not {"dimension", "group", "average"} <= set(reader.fieldnames or ()):
            raise forms.ValidationError(f"The first line has to name the columns: {','.join(HEAD)}.")
        try:
            return read_lines(reader)
        except (Refused, csv.Error) as refused:
            raise forms.ValidationError(str(refused)) from refused

    def record(self, *, by: StaffRole, at: datetime, source: str, lines: list[Line], **said: Any) -> list[Roll]:
        typed = [
            Line(UNIT, unit.name, Decimal(said[f"average_{unit.pk}"]), said[f"apart_{unit.pk}"])
            for unit in self.units
            if said[f"average_{unit.pk}"] is not None
        ]
        return keep_rolls(place=self.place, month=self.month, lines=[*typed, *lines], source=source, by=by, at=at)

    def about(self, _made: Any) -> None:
        """It is of nobody."""
        return
