"""The form of a register: for each person one list of what happened, and one of how far they took part."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from throughcare.care.lines import THERE, Line
from throughcare.care.models import Register, Session
from throughcare.care.registers import MovedOn, save_register
from throughcare.fields.boxes import SubmissionField
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.sessions.words import ENGAGED, REASONS, TOOK_PART
from throughcare.web.forms import PlainForm

HERE = {"on-time": "On time", "late-seen": "Late, but seen"}
assert HERE.keys() == THERE.keys()
# The headings of the list, in the order in which a facilitator looks for them.
GROUPS: Mapping[str, Mapping[str, str]] = {
    "There": HERE,
    "Not there": {key: row.title for key, row in REASONS.items() if not row.lost_to_regime},
    "Lost to the prison's regime": {key: row.title for key, row in REASONS.items() if row.lost_to_regime},
}
ALL_THERE = Line("on-time", TOOK_PART)
# The two lists of everybody, made once: a register of twelve has twenty-four fields.
HAPPENED = [(heading, list(offered.items())) for heading, offered in GROUPS.items()]
TAKING_PART = list(ENGAGED.items())


class OneOf(forms.ChoiceField):
    """A choice from a list that many fields share, taken as it is. The page draws it: the widget holds no list."""

    def __init__(self, choices: Sequence[Any], **said: Any) -> None:
        super().__init__(**said)
        self._choices = choices


class RegisterForm(PlainForm):
    """`seen` is the number of the register that this page shows; nothing, where there is none yet."""

    submission = SubmissionField()
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: QueryDict | None, session: Session, people: Sequence[tuple[int, str, Line]], *, seen: int
    ) -> None:
        super().__init__(data, {"seen": seen})
        self.session, self.people = session, people
        for key, name, line in people:
            self.fields[f"what-{key}"] = OneOf(HAPPENED, label=name, initial=line.what)
            part, took = f"How {name} took part", line.engaged or TOOK_PART
            self.fields[f"engaged-{key}"] = OneOf(TAKING_PART, label=part, initial=took, required=False)

    def record(self, *, by: StaffRole, at: datetime, submission: UUID, seen: int | None, **said: Any) -> Register:
        """Whoever was not there took no part: what stood in the second list is not kept of them."""
        lines = {}
        for key, _, _ in self.people:
            what = said[f"what-{key}"]
            lines[key] = Line(what, said[f"engaged-{key}"] if what in THERE else "")
        about: dict[str, Any] = {"lines": lines, "by": by, "at": at, "submission": submission}
        return save_register(session=self.session, seen=seen or 0, **about)

    def refuse(self, refused: Refused) -> None:
        """A sentence about one person belongs to their list."""
        reasons = {f"what-{field}" if field else "": says for field, says in refused.reasons.items()}
        super().refuse(Refused(reasons))

    @property
    def moved_on(self) -> bool:
        return isinstance(self.refused, MovedOn)
