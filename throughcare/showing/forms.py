"""Of which days a coordinator asks, as a form that the address carries."""

from datetime import date, timedelta
from typing import Any

from django.http import QueryDict

from throughcare.fields.boxes import DayField
from throughcare.indicators import Period
from throughcare.showing.periods import usual
from throughcare.web.forms import PlainForm

LONGEST = timedelta(days=3 * 366)


class PeriodForm(PlainForm):
    since = DayField(label="From", hint="For example, 27 3 2026")
    until = DayField(label="Until", hint="This day included")

    def __init__(self, data: QueryDict, *, today: date) -> None:
        """Of an address that names no day, the year up to today."""
        said, self.today, known = data.copy(), today, usual(today)
        for name, day in {"since": known.first, "until": known.last}.items():
            parts = {"day": day.day, "month": day.month, "year": day.year}
            if not any(f"{name}-{part}" in said for part in parts):
                said.update({f"{name}-{part}": str(number) for part, number in parts.items()})
        super().__init__(said)

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", "This is before the first day. Choose the same day or a later one.")
        elif until and until > self.today:
            self.add_error("until", "Nobody knows yet how things will stand then. Choose a day up to today.")
        elif since and until and until - since > LONGEST:
            self.add_error("until", "Choose at most three years at a time.")
        return self.cleaned_data

    @property
    def period(self) -> Period | None:
        if not self.is_valid():
            return None
        return Period(self.cleaned_data["since"], self.cleaned_data["until"])
