"""How somebody is held, filled in from their record of legal status: asked once, and changed only with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms

from throughcare.access.seeing import seen_by
from throughcare.blueprints.blueprint import Blueprint, Field
from throughcare.episodes.reading import Account
from throughcare.meanings import StepMeaning
from throughcare.organisations.codes import code_list
from throughcare.organisations.models import StaffRole
from throughcare.organisations.spans import holds_on
from throughcare.pathways import Moment, spell_day
from throughcare.people.kinds import LEGAL_STATUSES
from throughcare.people.models import LegalStatus

HELD, DIFFERS = "held-as", "held-as-differs"
SENTENCE = "sentence"
BOTH_COURTS = ("crown-court-remand", "magistrates-remand")
# A code of the record -> the answers that it allows; of several none is filled in.
ALLOWS: Mapping[str, tuple[str, ...]] = {
    "remand": BOTH_COURTS,
    "convicted-unsentenced": BOTH_COURTS,
    "immigration": ("immigration-detainee",),
    "civil": ("civil-prisoner",),
}
SENTENCED = ("sentenced",)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the record of legal status says on a day: which answers agree with it, and in words."""

    answers: tuple[str, ...]
    says: str

    @property
    def initial(self) -> dict[str, str]:
        """The answer filled in beforehand, where the record allows one alone."""
        return {HELD: self.answers[0]} if len(self.answers) == 1 else {}

    def beside(self, asked: Sequence[Field]) -> list[Field]:
        """The questions, with what the record says beside the one it answers."""
        more = "" if self.initial else " It does not say which of these."
        return [replace(one, hint=f"{self.says}{more}") if one.id == HELD else one for one in asked]

    def against(self, said: Mapping[str, Any]) -> dict[str, str]:
        """What is missing by field: a reason, where the answer is not what the record says."""
        if not said.get(HELD) or said[HELD] in self.answers or said.get(DIFFERS):
            return {}
        return {DIFFERS: f"{self.says} Say why this differs, or have the record put right."}


def on_record(blueprint: Blueprint, step: str, *, person: int, staff: StaffRole, as_of: Moment) -> Recorded | None:
    """What the legal status on record says of a question of this step, where whoever acts may read it."""
    if not blueprint.means(step, StepMeaning.HELD_AS_SAID) or as_of.at is None:
        return None
    seen = seen_by(LegalStatus, staff=staff, as_of=as_of.at).filter(person=person, kind=SENTENCE)
    status = seen.filter(holds_on(as_of.on)).first()
    if status is None:
        return None
    title = code_list(LEGAL_STATUSES[SENTENCE].codes)[status.code].title
    says = f"From the record of legal status on {spell_day(as_of.on)}: {title}, since {spell_day(status.from_on)}."
    return Recorded(ALLOWS.get(status.code, SENTENCED), says)


def read_with(told: Account, step: str) -> Recorded | None:
    """The same beside an episode that somebody reads."""
    person, as_of = told.episode.person_id, told.course.as_of
    return on_record(told.blueprint, step, person=person, staff=told.reader, as_of=as_of)


class KnowsHowHeld(forms.Form):
    """A form that may ask how somebody is held. `held` is what the record says of it, where it says anything."""

    held: Recorded | None = None

    def beside_record(self, asked: Sequence[Field]) -> Sequence[Field]:
        """The questions with what the record says, which is filled in."""
        if self.held is None:
            return asked
        self.initial.update(self.held.initial)
        return self.held.beside(asked)

    def clean(self) -> dict[str, Any]:
        for name, says in (self.held.against(self.cleaned_data) if self.held else {}).items():
            self.add_error(name, says)
        return self.cleaned_data
