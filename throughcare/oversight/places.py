"""Where somebody is in a list that goes back for years: the moment and the number of a line, as an address has them."""

from datetime import datetime

from django import forms

from throughcare.web.forms import PlainForm

NOT_A_PLACE = "This page of the list cannot be found. Look from the first page on."

Place = tuple[datetime, int]


class PlaceField(forms.CharField):
    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=80)

    def clean(self, value: str) -> Place | None:
        typed = super().clean(value)
        return read_place(typed) if typed else None


class PlaceForm(PlainForm):
    """What is older than a line, or newer; the newest of all where the address says neither."""

    before = PlaceField()
    after = PlaceField()

    @property
    def places(self) -> dict[str, Place | None]:
        """By name; none of them where the address could not be read."""
        return {} if self.errors else {name: self.cleaned_data[name] for name in ("before", "after")}


def write_place(at: datetime, number: int) -> str:
    return f"{at.isoformat()}~{number}"


def read_place(typed: str) -> Place:
    at, _, number = typed.partition("~")
    try:
        moment, pk = datetime.fromisoformat(at), int(number)
    except ValueError:
        raise forms.ValidationError(NOT_A_PLACE) from None
    if moment.tzinfo is None or not 0 <= pk < 2**63:
        raise forms.ValidationError(NOT_A_PLACE)
    return moment, pk
