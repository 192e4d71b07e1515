"""The form of a formulation: the parts that whoever types may write, each with what is on record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from throughcare.episodes.reading import Account
from throughcare.fields.boxes import LOST_KEY
from throughcare.organisations.models import StaffRole
from throughcare.planning.forms import several
from throughcare.plans.formulating import formulate
from throughcare.plans.models import FormulationPart
from throughcare.plans.reading import parts_now
from throughcare.plans.words import FORMULATION, LONG
from throughcare.web.forms import KeyedForm


class FormulationForm(KeyedForm):
    title, button, about_what = "Formulation", "Record", ""
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": LOST_KEY, "invalid": LOST_KEY})

    def __init__(self, data: QueryDict | None, told: Account, rows: Sequence[FormulationPart]) -> None:
        super().__init__(data)
        self.told, self.person_id, now = told, told.episode.person_id, parts_now(rows)
        self.parts = [key for key, part in FORMULATION.items() if told.levels.get(part.category) == "write"]
        for key in self.parts:
            part = FORMULATION[key]
            self.fields[key] = several(part.title, most=LONG, hint=part.hint, required=False)
            self.initial[key] = now[key].says if key in now else ""
        self.initial["seen"] = max((row.number for row in rows), default=0)

    def record(self, *, by: StaffRole, at: datetime, seen: int, **parts: str) -> Any:
        return formulate(episode=self.told.episode, parts=parts, seen=seen, by=by, at=at)

    def about(self, made: list[FormulationPart]) -> int | None:
        return made[0].person_id
