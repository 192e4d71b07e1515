"""What a mentor logs: three choices, large enough for a thumb."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from throughcare.fields.boxes import SubmissionField
from throughcare.organisations.models import StaffRole
from throughcare.peers.contacts import Met, log_contact
from throughcare.peers.door import Own
from throughcare.peers.models import Match
from throughcare.peers.words import CONTACTS
from throughcare.web.forms import PlainForm

# Days that can be chosen on the screen; what is older goes on a slip.
DAYS_BACK = 3
LENGTHS = (10, 15, 20, 30, 45, 60, 90)
NAMED = {0: "Today", 1: "Yesterday"}


class OwnContactForm(PlainForm):
    on = forms.ChoiceField(label="When", widget=forms.RadioSelect)
    minutes = forms.TypedChoiceField(label="How long", coerce=int, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="What you did", choices=list(CONTACTS.items()), widget=forms.RadioSelect)
    submission = SubmissionField()

    def __init__(self, data: QueryDict | None, match: Match, mine: Own, today: date) -> None:
        days = {(today - timedelta(days=back)).isoformat(): _called(back, today) for back in range(DAYS_BACK + 1)}
        lengths = sorted({*LENGTHS, mine.minutes})
        super().__init__(data, {"on": today.isoformat(), "minutes": mine.minutes, "kind": next(iter(CONTACTS))})
        self.match = match
        self.offer_choices("on", list(days.items()))
        self.offer_choices("minutes", [(number, f"{number} minutes") for number in lengths])

    def carry_out_once(self, *, by: StaffRole, at: datetime) -> bool:
        return self.carry_out(partial(self._log, by=by, at=at))

    def _log(self, *, on: str, minutes: int, kind: str, submission: UUID, by: StaffRole, at: datetime) -> Any:
        met = Met(date.fromisoformat(on), minutes, kind)
        return log_contact(match=self.match, met=met, by=by, at=at, submission=submission)


def _called(back: int, today: date) -> str:
    return NAMED.get(back) or f"{today - timedelta(days=back):%A}"
