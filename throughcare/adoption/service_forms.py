"""Opening a service: a blueprint with the values of one place."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict

from throughcare.blueprints.blueprint import Blueprint
from throughcare.clocks import Standard
from throughcare.episodes import referring
from throughcare.episodes.models import Service
from throughcare.fields.boxes import DayField
from throughcare.fields.choosing import organisations_by_party
from throughcare.fields.questions import ReferenceField
from throughcare.organisations.acting import verb
from throughcare.organisations.choosing import by_keys
from throughcare.organisations.models import StaffRole
from throughcare.web.forms import PlainForm
from throughcare.web.unrecorded import PARTY

START = "start-"


class OpenServiceForm(PlainForm):
    title = forms.CharField(label="Name of the service", max_length=200, help_text="As people here call it")
    contact = forms.CharField(label="How to reach it", max_length=200, required=False)
    hours = forms.CharField(label="When it works", max_length=200, required=False)
    capacity = forms.IntegerField(
        label="People it can have at once",
        min_value=1,
        max_value=100_000,
        required=False,
        help_text="In whole numbers",
        error_messages=dict.fromkeys(("min_value", "max_value"), "Write a whole number from 1 to 100,000."),
    )
    opened_on = DayField(label="Open since")

    def __init__(self, data: QueryDict | None, *, blueprint: Blueprint, by: StaffRole, today: date) -> None:
        super().__init__(data, {"opened_on": today})
        self.blueprint = blueprint
        opener = blueprint.pathway.opened_by
        for party, groups in organisations_by_party(blueprint, as_of=today).items():
            title = blueprint.pathway.party[party].title
            hint = "Leave open: whoever refers takes this part" if party == opener else ""
            field = ReferenceField(label=title, required=False, help_text=hint, groups=groups)
            self.fields[f"{PARTY}{party}"] = field
            field.initial = str(by.organisation_id) if _is_among(by, groups) and party != opener else None
        for standard in blueprint.standards:
            if standard.may_start_at:
                self.fields[f"{START}{standard.id}"] = _start(blueprint, standard)

    @verb
    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> Service:
        row = Service(
            title=said["title"],
            contact=said["contact"],
            hours=said["hours"],
            capacity=said["capacity"],
            opened_on=said["opened_on"],
            organisation=by.organisation,
            blueprint=referring.adopt(slug=self.blueprint.id, by=by, at=at),
            starts=_after(START, said),
        )
        played = by_keys(_after(PARTY, said).values())
        parties = {party: played[int(key)] for party, key in _after(PARTY, said).items()}
        return referring.open_service(service=row, parties=parties, by=by, at=at)


def _start(blueprint: Blueprint, standard: Standard) -> forms.Field:
    choices = [(step, blueprint.pathway.step[step].title) for step in standard.may_start_at]
    label = f"'{standard.title}' starts at"
    return forms.ChoiceField(label=label, choices=choices, initial=standard.starts[0], widget=forms.RadioSelect)


def _after(prefix: str, said: dict[str, Any]) -> dict[str, str]:
    """The answers to the questions of one sort, by what follows the prefix of their names."""
    return {name.removeprefix(prefix): value for name, value in said.items() if name.startswith(prefix) and value}


def _is_among(by: StaffRole, groups: Any) -> bool:
    return any(key == str(by.organisation_id) for _, choices in groups for key, _ in choices)
