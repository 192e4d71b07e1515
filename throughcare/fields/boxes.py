"""Fields that Django has not: a day in three boxes, a moment with a time that may be left out, a submission's key."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from throughcare.pathways.moments import LONDON, Moment, from_instant

BOXES = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
Typed = tuple[str, ...]

# What a page carries unseen can only be missing or changed when the page is not the one that was opened.
LOST_KEY = "This page had lost its key and has been given a new one. Look it over, then send it again."


class Boxes(forms.Widget):
    """Several boxes that make one value. What is typed is kept as it is: a tuple of strings, one for each box."""

    needs_multipart_form = False

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__()
        self.parts = parts

    def value_from_datadict(self, data: Mapping[str, Any], _files: Mapping[str, Any], name: str) -> Typed:
        return tuple(str(data.get(f"{name}-{part}", "")).strip() for part in self.parts)

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Mapping[str, Any], name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in self.parts)


class DayField(forms.Field):
    """A date typed in three boxes; the month may be a number or a word."""

    def __init__(self, *, label: str, required: bool = True, hint: str = "", initial: date | None = None) -> None:
        super().__init__(label=label, required=required, help_text=hint, initial=initial, widget=Boxes(BOXES))

    def prepare_value(self, value: date | Typed | None) -> Typed:
        """What the boxes hold: what was typed, or the initial day."""
        if isinstance(value, date):
            return (str(value.day), str(value.month), str(value.year))
        return value or ("", "", "")

    def to_python(self, value: Typed | None) -> date | None:
        return read_day(value) if value and any(value) else None

    def has_changed(self, _initial: date | None, data: Typed | None) -> bool:
        return bool(data and any(data))


class MomentField(forms.Field):
    """When something happened: a day, and the time where it is known. Cleans to a `Moment`."""

    def __init__(self, *, label: str, required: bool = True, hint: str = "", initial: date | None = None) -> None:
        super().__init__(
            label=label, required=required, help_text=hint, initial=initial, widget=Boxes((*BOXES, "time"))
        )

    def prepare_value(self, value: date | Typed | None) -> Typed:
        if isinstance(value, date):
            return (str(value.day), str(value.month), str(value.year), "")
        return value or ("", "", "", "")

    def to_python(self, value: Typed | None) -> Moment | None:
        if not value or not any(value):
            return None
        on, at = read_day(value[:3]), read_time(value[3])
        if at is None:
            return Moment(on=on)
        instant = datetime.combine(on, at, tzinfo=LONDON)
        # An hour is left out each spring; a time within it never was.
        if instant.astimezone(UTC).astimezone(LONDON).time() != at:
            raise ValidationError(f"The clocks went forward: there was no {at:%H:%M} on that day.")
        return from_instant(instant)

    def has_changed(self, _initial: date | None, data: Typed | None) -> bool:
        return bool(data and any(data))


class SubmissionField(forms.UUIDField):
    """The key that makes a form sent twice count once."""

    def __init__(self) -> None:
        super().__init__(
            initial=uuid4,
            widget=forms.HiddenInput,
            error_messages={"required": LOST_KEY, "invalid": LOST_KEY},
        )


def read_day(typed: Typed) -> date:
    """The date in three boxes. Raises ValidationError with a sentence that says which box to look at."""
    missing = [box for box, text in zip(BOXES, typed, strict=True) if not text]
    if missing:
        raise ValidationError(f"The date needs a {' and a '.join(missing)}.")
    day, month, year = typed
    if not re.fullmatch("[0-9]{4}", year):
        raise ValidationError("The year needs four digits, such as 2026.")
    number = _month(month)
    if number is None:
        raise ValidationError("The month needs to be a number from 1 to 12, or a word such as March.")
    if not re.fullmatch("[0-9]{1,2}", day):
        raise ValidationError("The day needs to be a number from 1 to 31.")
    try:
        return date(int(year), number, int(day))
    except ValueError:
        raise ValidationError(f"There is no {int(day)} {date(2000, number, 1):%B} {year}.") from None


def read_time(typed: str) -> time | None:
    """`14:05`, `1405`, `14.05` or nothing. Raises ValidationError for what is none of these."""
    if not typed:
        return None
    match = re.fullmatch(r"([0-9]{1,2})[:.]?([0-9]{2})", typed)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValidationError("The time needs to be on the 24-hour clock, such as 14:05. Leave it empty if not known.")
    return time(int(match[1]), int(match[2]))


def _month(typed: str) -> int | None:
    if re.fullmatch("[0-9]{1,2}", typed):
        return int(typed) if 1 <= int(typed) <= 12 else None
    word = typed.lower()[:3]
    return MONTHS.index(word) + 1 if word in MONTHS and typed.isalpha() else None
