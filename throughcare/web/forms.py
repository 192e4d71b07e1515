"""What every form of the product does: keep what was typed, name what is missing, carry out one verb or say why not."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from throughcare.access.tries import TooManyTries
from throughcare.audit.models import Submission
from throughcare.audit.submissions import did, once
from throughcare.fields.boxes import SubmissionField
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused

Row = TypeVar("Row", bound=Any)

# What a form that was refused carries anew: its key, and how many facts it knows of.
RENEWED = ("submission", "seen")
UNPROCESSABLE, TOO_OFTEN = 422, 429
SEE_OTHER = 303


class PlainForm(forms.Form):
    """A form whose faults are sentences. `outcome` is what the verb answered, once it has been carried out."""

    use_required_attribute = False
    outcome: Any = None
    refused: Refused | None = None

    def __init__(self, data: QueryDict | None = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)

    def full_clean(self) -> None:
        """Judges what was sent, in words of ours for every field: also those added for whoever asks."""
        for field in self.fields.values():
            if not field.widget.is_hidden:
                field.error_messages.update(plain_messages(field))
        super().full_clean()
        self.renew(name for name in self.errors if name in self.fields and self.fields[name].widget.is_hidden)

    def renew(self, names: Iterable[str]) -> None:
        """Gives the page anew what it carries unseen, so that what was typed can be sent again from where it is."""
        if isinstance(self.data, QueryDict) and (spoilt := list(names)):
            self.data = self.data.copy()
            for name in spoilt:
                begun = self.get_initial_for_field(self.fields[name], name)
                self.data[name] = "" if begun is None else str(begun)

    @property
    def taken(self) -> str:
        """What to ask for, to see on whose record a number is that was typed here; empty where there is none."""
        return ""

    def carry_out(self, verb: Callable[..., Any]) -> bool:
        """Calls the verb with what the form says. False when form or verb refuses; the form then says why."""
        if not self.is_valid():
            return False
        try:
            self.outcome = verb(**self.cleaned_data)
        except Refused as refused:
            self.refused = refused
            self.refuse(refused)
        return not self.errors

    def offer_choices(self, name: str, choices: Iterable[tuple[str | int, str]]) -> None:
        """What may be chosen in a field, where that depends on who asks or of whom."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def refuse(self, refused: Refused) -> None:
        """Puts each reason at its field, or at the top where it belongs to none that the form has.

        Whoever is told what was recorded meanwhile, or that the key was used for something else, may send again.
        """
        self.renew(name for name in RENEWED if name in self.fields)
        for field, says in refused.reasons.items():
            self.add_error(field if field in self.fields else None, says)


class KeyedForm(PlainForm):
    """A form whose deed is done once, however often it is sent: for verbs that take no key themselves."""

    submission = SubmissionField()
    record: Callable[..., Any]
    # Whose record it adds to, where that is known beforehand.
    person_id: int | None = None

    def carry_out_once(self, *, by: StaffRole, at: datetime) -> bool:
        """As `carry_out`, with the form's key. Sent again, `outcome` is what `done_before` finds."""
        return self.carry_out(partial(self._once, by=by, at=at))

    @verb
    def _once(self, *, by: StaffRole, at: datetime, submission: UUID, **said: Any) -> Any:
        earlier = once(submission, did=type(self).__name__, by=by, at=at, person_id=self.person_id)
        if earlier is not None:
            return self.done_before(earlier, by=by, at=at)
        made = self.record(by=by, at=at, **said)
        did(submission, person_id=self.about(made))
        return made

    def about(self, made: Any) -> int | None:
        """Whose record it was, if it was anybody's."""
        return int(made.person_id)

    def done_before(self, _earlier: Submission, *, by: StaffRole, at: datetime) -> Any:
        """What the deed of the first sending is answered with: nothing, where the page goes on without it."""


class RowForm(KeyedForm, Generic[Row]):
    """A keyed form about one row of somebody's record. `title`, `button` and `follows` are the words of its page."""

    title, button, follows = "", "", ""

    def __init__(self, data: QueryDict | None, row: Row) -> None:
        super().__init__(data)
        self.row, self.person_id = row, row.person_id


def plain_messages(field: forms.Field) -> dict[str, str]:
    """What Django says of a value, in words of ours, by the code of its fault."""
    return {
        "required": f"{field.label} cannot be left empty.",
        "max_length": f"{field.label} is too long: use at most {field.max_length} characters."
        if isinstance(field, forms.CharField)
        else "",
        "null_characters_not_allowed": "This holds a character that cannot be seen. Type it again by hand.",
        "invalid_choice": "Choose one of those offered.",
    }


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None when the page is only being opened."""
    return request.POST if request.method == "POST" else None


def show(request: HttpRequest, template: str, form: forms.Form, given: dict[str, Any] | None = None) -> HttpResponse:
    """A page with its form: 200 when opened, 422 when what was sent could not be taken, 429 when too often."""
    status = UNPROCESSABLE if form.is_bound else 200
    if isinstance(form, PlainForm):
        # For whoever notes what was refused (throughcare.web.refused).
        vars(request)["refused"] = form.refused
        status = TOO_OFTEN if isinstance(form.refused, TooManyTries) else status
    return render(request, template, {"form": form, **(given or {})}, status=status)


def choose(request: HttpRequest, template: str, given: dict[str, Any]) -> HttpResponse:
    """A page on which something is chosen before there is a form; what is sent to it has nowhere to go."""
    return render(request, template, given, status=UNPROCESSABLE if request.method == "POST" else 200)


def see(name: str, *parts: str | int, done: str = "") -> HttpResponseRedirect:
    """Sends the browser on to a page after a form has been taken, so that going back does not send it again.

    `done` is a word of the table in `templates/macros/done.html`: what the page says has been recorded.
    """
    address = reverse(name, args=parts)
    answer = HttpResponseRedirect(f"{address}?{urlencode({'done': done})}" if done else address)
    answer.status_code = SEE_OTHER
    return answer
