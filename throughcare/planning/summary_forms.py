"""The forms of a summary: written from what is on record, sent, and acknowledged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from throughcare.episodes.reading import Account
from throughcare.fields.boxes import LOST_KEY
from throughcare.fields.choosing import Group
from throughcare.fields.questions import ReferenceField
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.planning.forms import several
from throughcare.plans.keeping import Known, discard, keep
from throughcare.plans.models import Summary, SummaryDraft, SummarySection, SummarySending
from throughcare.plans.summing import Receiver, acknowledge, send, sign
from throughcare.plans.words import HEADINGS, HOW, PLAIN, SECTION, SHORT
from throughcare.sharing import CATEGORIES
from throughcare.sharing.levels import reaches
from throughcare.web.forms import KeyedForm

AS_A_CHILD = "In short sentences of short words, to the person: “You came to see us for ten weeks.”"
FEW_ROWS, ROW = 3, 70
SCORES = "scores"


@dataclass(frozen=True, slots=True)
class Begun:
    """What stands in the form before anybody types: of the record, of the version before, or of the draft `number`.

    `scales` are lines on sub-scales of questionnaires, each of which may be taken in as well.
    """

    sections: Mapping[str, str]
    in_short: str = ""
    changed: str = ""
    number: int = 0
    scales: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def left_out(self) -> dict[str, Sequence[str]]:
        """The sub-scales of which nothing stands in the scores yet."""
        there = self.sections.get(SCORES, "").splitlines()
        return {name: lines for name, lines in self.scales.items() if lines[0] not in there}


class SummaryForm(KeyedForm):
    """A section of each heading that whoever signs may read; to be signed, or only kept to go on with."""

    in_short = several(
        "In short", most=2 * SHORT, rows=3, hint="For everybody who gets it, also those who see no more of it"
    )
    changed = forms.CharField(
        label="What this version changes, and why", max_length=SHORT, help_text="Everybody who gets it reads this"
    )
    scales = forms.MultipleChoiceField(
        label="Sub-scales to take in as well", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Each stands below the scores once this is kept or signed, with its threshold and source",
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": LOST_KEY, "invalid": LOST_KEY})
    draft = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": LOST_KEY, "invalid": LOST_KEY})

    def __init__(
        self, data: QueryDict | None, told: Account, begun: Begun, before: Summary | None, *, keeping: bool = False
    ) -> None:
        super().__init__(data)
        self.told, self.person_id, self.keeping, self.begun = told, told.episode.person_id, keeping, begun
        for key, heading in HEADINGS.items():
            if reaches(told.levels.get(heading.category), "read"):
                text, hint = begun.sections.get(key, ""), AS_A_CHILD if key == PLAIN else CATEGORIES[heading.category]
                needed = key == PLAIN
                self.fields[key] = several(heading.title, most=SECTION, required=needed, rows=_rows(text), hint=hint)
                self.initial[key] = text
        self.initial.update(seen=before.number if before else 0, draft=begun.number)
        self.initial.update(in_short=begun.in_short, changed=begun.changed)
        if not before:
            del self.fields["changed"]
        if SCORES in self.fields and begun.left_out:
            self.offer_choices("scales", [(name, lines[0]) for name, lines in begun.left_out.items()])
        else:
            del self.fields["scales"]
        after = list(HEADINGS)
        after.insert(after.index(SCORES) + 1, "scales")
        self.order_fields(["changed", "in_short", *after])

    def full_clean(self) -> None:
        """Nothing is needed in what is only kept."""
        needed = [one for one in self.fields.values() if one.required and not one.widget.is_hidden]
        for one in needed:
            one.required = not self.keeping
        super().full_clean()
        for one in needed:
            one.required = True

    def record(
        self, *, by: StaffRole, at: datetime, seen: int, draft: int, in_short: str, changed: str = "",
        scales: Sequence[str] = (), **sections: str,
    ) -> Any:  # fmt: skip
        taken = [line for name in scales for line in self.begun.left_out.get(name, ())]
        if taken:
            sections[SCORES] = "\n".join(filter(None, [sections.get(SCORES, ""), *taken]))
        words: dict[str, Any] = {"in_short": in_short, "changed": changed, "known": Known(seen, draft)}
        return (keep if self.keeping else sign)(episode=self.told.episode, sections=sections, by=by, at=at, **words)

    def refuse(self, refused: Refused) -> None:
        """Once it was said what others kept meanwhile, whoever looked at it sends theirs."""
        self.renew(["draft"])
        super().refuse(refused)


def _rows(text: str) -> int:
    return max(FEW_ROWS, min(12, sum(1 + len(line) // ROW for line in text.splitlines())))


class DiscardForm(KeyedForm):
    why = forms.CharField(label="Why", max_length=SHORT, help_text="It stays on record, with what the draft said")
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": LOST_KEY, "invalid": LOST_KEY})

    def __init__(self, data: QueryDict | None, told: Account, draft: SummaryDraft) -> None:
        super().__init__(data)
        self.told, self.person_id, self.version = told, told.episode.person_id, draft.version
        self.initial["seen"] = draft.number

    def record(self, *, by: StaffRole, at: datetime, seen: int, why: str) -> Any:
        known = Known(self.version - 1, seen)
        return discard(episode=self.told.episode, why=why, known=known, by=by, at=at)


class SendForm(KeyedForm):
    """To those who take part, and to one more that does not, for whom there is a basis and a choice of what it gets."""

    to = forms.MultipleChoiceField(
        label="Who take part", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Each sees the sections that it may read in this record",
    )  # fmt: skip
    basis = forms.CharField(
        label="On which basis in law",
        max_length=400,
        required=False,
        help_text="Such as: the person's consent of 3 March",
    )
    categories = forms.MultipleChoiceField(
        label="What is sent there", required=False, widget=forms.CheckboxSelectMultiple
    )
    how = forms.ChoiceField(
        label="How it goes there",
        choices=[(key, says) for key, says in HOW.items() if key != "record"],
        widget=forms.RadioSelect,
    )

    def __init__(
        self, data: QueryDict | None, summary: Summary, sections: Sequence[SummarySection], *,
        part: Sequence[tuple[str, str]], groups: Sequence[Group],
    ) -> None:  # fmt: skip
        super().__init__(data)
        self.summary, self.person_id = summary, summary.person_id
        self.offer_choices("to", part)
        there = dict.fromkeys(["care-plan", *(one.category for one in sections)])
        self.offer_choices("categories", [(category, CATEGORIES[category]) for category in there])
        hint = "It cannot open it here: send the PDF yourself"
        self.fields["organisation"] = ReferenceField(
            label="Somebody who takes no part", required=False, help_text=hint, groups=groups
        )
        self.order_fields(["to", "organisation", "basis", "categories", "how"])
        if not part:
            del self.fields["to"]
        self.initial["how"] = "mail"

    def record(
        self, *, by: StaffRole, at: datetime, basis: str, categories: Sequence[str], how: str, organisation: str,
        to: Sequence[str] = (),
    ) -> Any:  # fmt: skip
        receivers = [Receiver(int(key)) for key in to]
        if organisation:
            receivers.append(Receiver(int(organisation), how, basis, tuple(categories)))
        return send(summary=self.summary, to=receivers, by=by, at=at)

    def about(self, made: Sequence[SummarySending]) -> int | None:
        return made[0].person_id


class AcknowledgeForm(KeyedForm):
    """That it came. The sender says who there told them; whoever works there is named by who they are."""

    who = forms.CharField(label="Who there told you that it came", max_length=120, help_text="Name or part")

    def __init__(self, data: QueryDict | None, sending: SummarySending, *, by: StaffRole) -> None:
        super().__init__(data)
        self.sending, self.person_id = sending, sending.person_id
        if by.organisation_id == sending.organisation_id:
            del self.fields["who"]

    def record(self, *, by: StaffRole, at: datetime, who: str = "") -> Any:
        return acknowledge(sending=self.sending, who=who, by=by, at=at)
